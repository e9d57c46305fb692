#include "kiosk/wire/envelope.h"

#include <gtest/gtest.h>

#include "kiosk/base/rng.h"
#include "kiosk/wire/compression.h"
#include "kiosk/wire/enrolment_code.h"
#include "kiosk/wire/limits.h"

namespace linli::wire {
namespace {

Entropy seeded(std::uint64_t seed) {
    return [rng = Rng(seed)](std::span<std::uint8_t> out) mutable { rng.fill(out); };
}

class Envelope : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(crypto::init()); }
    crypto::SigningKey kiosk = crypto::make_signing_key(seeded(1));
    crypto::SigningKey hub = crypto::make_signing_key(seeded(2));
    RequestClaim claim{"K3", 1, 1001, Nonce{5}};
};

TEST_F(Envelope, ARequestIsVerifiedOverEverythingItSays) {
    HttpRequest request{"POST", "/v1/push?x=1", {}, "body", ""};
    sign_request(request, claim, kiosk);
    const auto read = read_claim(request);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->counter, 1001);
    EXPECT_TRUE(verify_request(request, *read, kiosk.public_key));
    EXPECT_FALSE(verify_request(request, *read, hub.public_key));

    const auto altered = [&](auto change) {
        HttpRequest copy = request;
        change(copy);
        const auto copied = read_claim(copy);
        return copied && verify_request(copy, *copied, kiosk.public_key).has_value();
    };
    EXPECT_FALSE(altered([](HttpRequest& r) { r.body = "Body"; }));
    EXPECT_FALSE(altered([](HttpRequest& r) { r.target = "/v1/push?x=2"; }));
    EXPECT_FALSE(altered([](HttpRequest& r) { r.method = "GET"; }));
    for (const char* name : {"Linli-Kiosk", "Linli-Epoch", "Linli-Counter", "Linli-Nonce", "Linli-Signature"})
        EXPECT_FALSE(altered([&](HttpRequest& r) {
            for (auto& [key, value] : r.headers)
                if (key == name) value = std::string(name) == "Linli-Nonce" ? "AAAAAAAAAAAAAAAAAAAAAA" : "7";
        })) << name;
}

TEST_F(Envelope, AReplyIsTheHubsAndForThisRequest) {
    HttpRequest request{"POST", "/v1/push", {}, "body", ""};
    sign_request(request, claim, kiosk);
    const auto question = question_of(request);
    HttpResponse reply{200, {{"Content-Encoding", "zstd"}}, "answer"};
    sign_reply(reply, request, hub);
    EXPECT_TRUE(verify_reply(reply, question, hub.public_key));
    EXPECT_FALSE(verify_reply(reply, question, kiosk.public_key));
    HttpResponse status = reply;
    status.status = 503;
    EXPECT_FALSE(verify_reply(status, question, hub.public_key));
    HttpResponse body = reply;
    body.body = "Answer";
    EXPECT_FALSE(verify_reply(body, question, hub.public_key));
    EXPECT_EQ(verify_reply({200, {}, "<html>log in"}, question, hub.public_key).error().fault, Fault::Network);

    const auto answers = [&](const HttpRequest& other) {
        HttpResponse told{200, {}, "answer"};
        sign_reply(told, other, hub);
        return verify_reply(told, question, hub.public_key).has_value();
    };
    EXPECT_TRUE(answers(request));
    const auto asked = [&](const char* method, const char* target, const char* with, const RequestClaim& by,
                           const crypto::SigningKey& key) {
        HttpRequest other{method, target, {}, with, ""};
        sign_request(other, by, key);
        return other;
    };
    EXPECT_FALSE(answers(asked("GET", "/v1/push", "body", claim, kiosk)));
    EXPECT_FALSE(answers(asked("POST", "/v1/changes", "body", claim, kiosk)));
    EXPECT_FALSE(answers(asked("POST", "/v1/push", "Body", claim, kiosk)));
    EXPECT_FALSE(answers(asked("POST", "/v1/push", "body", {"K3", 1, 1001, Nonce{6}}, kiosk)));
    EXPECT_FALSE(answers(asked("POST", "/v1/push", "body", {"K3", 1, 1002, claim.nonce}, kiosk)));
    EXPECT_FALSE(answers(asked("POST", "/v1/push", "body", {"K9", 1, 1001, claim.nonce}, hub)));
    HttpRequest bare{"POST", "/v1/push", {}, "body", ""};
    set_nonce(bare, claim.nonce);
    EXPECT_FALSE(answers(bare));
}

TEST_F(Envelope, AnEnrolmentCodeSurvivesHandsAndFindsSlips) {
    const EnrolmentCode code = make_enrolment_code(hub.public_key, seeded(3));
    const std::string text = format_enrolment_code(code);
    EXPECT_EQ(text.size(), 29U);
    const auto read = parse_enrolment_code(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->secret, code.secret);
    EXPECT_EQ(read->fingerprint, hub_fingerprint(hub.public_key));
    EXPECT_NE(read->fingerprint, hub_fingerprint(kiosk.public_key));
    std::string slip = text;
    slip[0] = slip[0] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(parse_enrolment_code(slip));
    EXPECT_FALSE(parse_enrolment_code(text.substr(1)));
}

TEST(Compression, BodiesComeBackAndBombsDoNot) {
    const std::string plain(100'000, 'x');
    const std::string packed = compress(plain);
    EXPECT_LT(packed.size(), 100U);
    EXPECT_EQ(*inflate_zstd(packed, plain.size()), plain);
    EXPECT_EQ(inflate_zstd(packed, plain.size() - 1).error().fault, Fault::TooLarge);
    EXPECT_EQ(inflate_zstd(packed.substr(0, packed.size() - 2), plain.size()).error().fault, Fault::Invalid);
    EXPECT_FALSE(inflate_zstd("hello", 10));
    EXPECT_FALSE(inflate_gzip("hello", 10));
    EXPECT_EQ(*inflate_zstd(compress(""), 10), "");
    const std::string bomb = compress(std::string(kMaxInflatedBytes + 1, 'x'));
    EXPECT_EQ(inflate_body({{"content-encoding", "zstd"}}, bomb).error().fault, Fault::TooLarge);
    EXPECT_FALSE(inflate_body({{"Content-Encoding", "br"}}, "x"));
}

TEST(Compression, GzipIsRead) {
    // printf linli | gzip -n
    const ByteArray<25> packed{0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0xc9, 0xcc,
                               0xcb, 0xc9, 0x04, 0x00, 0xa5, 0xce, 0xa1, 0x63, 0x05, 0x00, 0x00, 0x00};
    const auto plain = inflate_gzip(as_text(packed), 100);
    ASSERT_TRUE(plain) << plain.error().message;
    EXPECT_EQ(*plain, "linli");
    EXPECT_EQ(inflate_gzip(as_text(packed), 4).error().fault, Fault::TooLarge);
}

}  // namespace
}  // namespace linli::wire
