// How long the hub takes for a page of the console with years of requests behind it, without the network and the
// browser: console_bench [REQUESTS (50000)] [TIMES (30)]. One in ten is open. Prints JSON, milliseconds a page.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <stdlib.h>

#include "backend/console/console.h"
#include "backend/console/forms.h"
#include "backend/hub/desk.h"
#include "backend/hub/hub.h"
#include "backend/store/sqlite.h"
#include "kiosk/base/rng.h"
#include "kiosk/content/load.h"

namespace {

using namespace linli;

constexpr Instant kNow{1'795'000'000'000};

// Rows as the hub would have written them, but for their seals: no page of a list opens one.
Result<> fill(hub::Sql& sql, const content::Catalogue& catalogue, int requests) {
    std::vector<const RequestKind*> kinds;
    for (const auto& [id, kind] : catalogue.request_kinds)
        if (content::is_for(kind.communities, "qinghe")) kinds.push_back(&kind);
    LINLI_OK(sql.begin());
    const Bytes blob(260, 7);
    for (int i = 1; i <= requests; ++i) {
        const RequestKind& kind = *kinds[static_cast<std::size_t>(i) % kinds.size()];
        const bool open = i % 10 == 0;
        // Two years, the newest last; what is open came in during the last three weeks.
        const std::int64_t age = open ? (requests - i) % 500 : (requests - i) * 17'520LL / requests;
        const std::int64_t at = kNow.ms - age * 3'600'000 - i % 3'600'000;
        const bool again = open && i % 200 == 0;
        LINLI_OK(sql.run(
            "INSERT INTO "
            "item(id,community,type,subject,place,tag,receipt_key,status,stage,ending,seats,position,reopened,"
            "verdict,grade,opened_at,updated_at,closed_at,readback,entries,feed_number,category,desk,visibility,people,"
            "respond_due,solve_due,responded_at,queued_at,event_community,visit_asked,visit_grade)"
            " VALUES(?,'qinghe','request',?,?,?,?,?,?,?,0,0,?,?,?,?,?,?,?,1,?,?,?,'private',1,?,?,?,?,'',?,?)",
            fmt::format("K1.1.{}", i), kind.id, i % 3 == 0 ? "qh3-lift" : "", ByteView(blob).first(16),
            ByteView(blob).first(32), open ? "open" : "closed", open ? "team" : "follow-up",
            open ? std::optional<std::string_view>() : "solved", again ? 1 : 0,
            open ? std::optional<std::string_view>() : "solved", open ? std::optional<int>() : i % 5 + 1, at, at,
            open ? std::optional<std::int64_t>() : at + 3'600'000, blob, i, kind.category,
            kind.desk == linli::Desk::Property ? "property" : "community", at + kind.clock.respond_hours * 3'600'000LL,
            at + kind.clock.solve_hours * 3'600'000LL, i % 20 == 0 ? std::optional<std::int64_t>() : at + 600'000,
            again ? 0 : at, i % 500 == 1 ? std::optional<std::int64_t>(at) : std::nullopt, 1));
        LINLI_OK(
            sql.run("INSERT INTO entry(item,number,at,type,stage,words,sealed,feed_number) VALUES(?,1,?,'stage',"
                    "'intake',x'',x'',0)",
                    fmt::format("K1.1.{}", i), at));
    }
    for (int month = 1; month <= 12; ++month)
        for (const RequestKind* kind : kinds)
            LINLI_OK(sql.run("INSERT INTO tally_kind VALUES('qinghe',?,?,300,270,200)",
                             fmt::format("2026-{:02}", month), kind->id));
    return sql.commit();
}

struct Bench {
    hub::Hub hub;
    std::string token = "bench-token";

    HttpResponse get(const std::string& target) {
        HttpRequest request{
            .method = "GET",
            .target = target,
            .headers = {{"Host", "hub.example"}, {"Cookie", std::string(hub::console::kSessionCookie) + "=" + token}},
            .body = {},
            .remote = "192.0.2.7"};
        return hub.handle(std::span<const HttpRequest>(&request, 1), kNow).front();
    }
};

Result<> run(int requests, int times) {
    std::string folder = (std::filesystem::temp_directory_path() / "linli-console-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return fail(Fault::Storage, "no folder of its own");
    Rng rng{7};
    const Entropy entropy = [&](std::span<std::uint8_t> out) { rng.fill(out); };
    LINLI_TRY(auto console, hub::console::Console::make());
    LINLI_TRY(auto sql, hub::open_sqlite(folder + "/hub.db"));
    LINLI_TRY(auto opened, hub::Hub::open(std::move(sql), hub::make_keys(entropy), entropy, console.get()));
    Bench bench{std::move(opened)};
    LINLI_TRY(const auto files, content::read_source_files({std::string(LINLI_SOURCE_DIR) + "/assets/sample"}));
    LINLI_TRY(const int loaded, bench.hub.load(files, kNow));
    LINLI_OK(bench.hub.with_desk(kNow, [&](hub::Desk& desk) -> Result<> {
        LINLI_TRY(const std::int64_t staff,
                  desk.add_staff({0, hub::Role::Operator, "qinghe"}, "bench", hub::Role::Desk, "hash"));
        return desk.start_session(staff, bench.token, "csrf");
    }));
    LINLI_TRY(const content::Loaded catalogue, content::load(files, {}, kNow));
    LINLI_OK(fill(bench.hub.sql(), catalogue.catalogue, requests));
    fmt::print("{{\"requests\":{},\"documents\":{},\"pages\":{{\n", requests, loaded);
    const std::vector<std::string> pages{"/requests",
                                         "/requests?view=mine",
                                         "/requests?clock=overdue",
                                         "/requests?clock=soon",
                                         "/requests?view=closed",
                                         "/requests?view=closed&kind=hardship",
                                         "/requests?view=closed&from=44000",
                                         "/requests?desk=property&kind=repair",
                                         "/requests?q=lift",
                                         "/requests?view=closed&q=lift",
                                         fmt::format("/requests?q=K1-{}", requests),
                                         fmt::format("/requests/K1.1.{}", requests),
                                         "/round",
                                         "/visits",
                                         "/figures",
                                         "/events",
                                         "/audit"};
    for (const std::string& page : pages) {
        std::vector<double> took;
        std::size_t bytes = 0;
        for (int i = 0; i < times; ++i) {
            const auto start = std::chrono::steady_clock::now();
            const HttpResponse reply = bench.get(page);
            const std::chrono::duration<double, std::milli> span = std::chrono::steady_clock::now() - start;
            if (reply.status != 200) return fail(Fault::Internal, "{}: {}", page, reply.status);
            bytes = reply.body.size();
            took.push_back(span.count());
        }
        std::sort(took.begin(), took.end());
        fmt::print("  \"{}\":{{\"p50\":{:.1f},\"p95\":{:.1f},\"bytes\":{}}}{}\n", page, took[took.size() / 2],
                   took[took.size() * 95 / 100], bytes, &page == &pages.back() ? "" : ",");
    }
    fmt::print("}}}}\n");
    std::filesystem::remove_all(folder);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    const int requests = argc > 1 ? std::atoi(argv[1]) : 50'000;
    const int times = argc > 2 ? std::atoi(argv[2]) : 30;
    if (requests < 1 || times < 1) return 2;
    const auto done = run(requests, times);
    if (done) return 0;
    fmt::print(stderr, "console_bench: {}\n", done.error().message);
    return 1;
}
