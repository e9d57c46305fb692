#include "tests/unit/kiosk/sync/sync_fixture.h"

namespace linli::sync {
namespace {

class EnrolmentTest : public SyncTest {
  protected:
    std::string try_code(const std::string& code, const Network& network) {
        outcome.reset();
        if (auto refused = engine->enrol(code)) return *refused;
        settle(network);
        return outcome ? outcome->error_key : "no outcome";
    }
    std::string try_code(const std::string& code) { return try_code(code, through()); }
};

TEST_F(EnrolmentTest, AGoodCodeGivesAnIdentityThatOutlivesARestart) {
    EXPECT_EQ(engine->link(), Link::NotEnrolled);
    EXPECT_EQ(try_code(hub.new_code()), "");
    restart();
    ASSERT_TRUE(store->identity());
    EXPECT_EQ(store->identity()->kiosk, "K3");
    EXPECT_EQ(store->identity()->hub_sealing, hub.sealing.public_key);
    EXPECT_EQ(try_code(hub.new_code()), "error.enrolled-already");
}

TEST_F(EnrolmentTest, ACodeWithATypoIsFoundBeforeAnythingIsSent) {
    std::string code = hub.new_code();
    code[0] = code[0] == '7' ? '8' : '7';
    EXPECT_EQ(try_code(code), "error.code-typo");
    EXPECT_FALSE(engine->next_request(now));
}

TEST_F(EnrolmentTest, AnotherHubNeverSeesTheCode) {
    FakeHub impostor(5);
    int enrolments = 0;
    EXPECT_EQ(try_code(hub.new_code(),
                       [&](const HttpRequest& request) -> Result<HttpResponse> {
                           enrolments += request.method == "POST" ? 1 : 0;
                           return impostor.handle(request);
                       }),
              "error.hub-not-genuine");
    EXPECT_EQ(enrolments, 0);
}

TEST_F(EnrolmentTest, AReplayedHelloIsNotGenuine) {
    HttpRequest older{"GET", "/v1/hello", {}, "", ""};
    wire::set_nonce(older, {});
    EXPECT_EQ(try_code(hub.new_code(), [&](const HttpRequest&) -> Result<HttpResponse> { return hub.handle(older); }),
              "error.hub-not-genuine");
}

TEST_F(EnrolmentTest, EachRefusalHasItsSentence) {
    for (const char* code : {"code-unknown", "code-used", "code-expired", "too-many-tries"}) {
        hub.refuse_enrolment = code;
        EXPECT_EQ(try_code(hub.new_code()), std::string("error.") + code);
    }
    EXPECT_FALSE(store->identity());
}

TEST_F(EnrolmentTest, NoAnswerAndAPortalsPageAreAHubThatCannotBeReached) {
    EXPECT_EQ(try_code(hub.new_code(), [](const HttpRequest&) { return no_answer(); }), "error.hub-unreachable");
    EXPECT_EQ(try_code(hub.new_code(),
                       [](const HttpRequest&) -> Result<HttpResponse> {
                           return HttpResponse{200, {}, "<html>log in</html>"};
                       }),
              "error.hub-unreachable");
}

TEST_F(EnrolmentTest, ALostReplyIsRepeatedWithTheSameKeyEvenAfterACrash) {
    const std::string code = hub.new_code();
    EXPECT_EQ(try_code(code,
                       [&](const HttpRequest& request) -> Result<HttpResponse> {
                           const HttpResponse response = hub.handle(request);
                           if (request.method == "POST") return no_answer();
                           return response;
                       }),
              "error.hub-unreachable");
    ASSERT_TRUE(hub.kiosk_key);
    restart();
    EXPECT_EQ(try_code(code), "");
}

TEST_F(EnrolmentTest, AFullDiskIsSaid) {
    store->set_fault_hook([] { return std::optional(Fault::DiskFull); });
    EXPECT_FALSE(engine->enrol(hub.new_code()));
    settle();
    if (auto failed = engine->take_failed_enrolment()) outcome = std::move(failed);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->error_key, "error.disk-full");
}

}  // namespace
}  // namespace linli::sync
