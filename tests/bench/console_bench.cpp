// How long the hub takes for a page of the console with a year of requests behind it, without the network and the
// browser: console_bench [REQUESTS (50000)] [TIMES (30)]. The hub is filled as by `linli-hub sample`, on a disk. Prints
// JSON, milliseconds a page; exit 1 where a page's p95 is not under 100 ms.
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
#include "backend/hub/sample.h"
#include "backend/store/sqlite.h"
#include "kiosk/base/rng.h"
#include "kiosk/content/load.h"

namespace {

using namespace linli;

constexpr Instant kNow{1'795'000'000'000};
constexpr double kMost = 100;  // milliseconds

struct Bench {
    hub::Hub hub;

    HttpResponse get(const std::string& target, const std::string& as) {
        HttpRequest request{
            .method = "GET",
            .target = target,
            .headers = {{"Host", "hub.example"}, {"Cookie", std::string(hub::console::kSessionCookie) + "=" + as}},
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
    const auto log_in = [](hub::Desk& desk) -> Result<> {
        for (const hub::Role role : {hub::Role::Desk, hub::Role::Property, hub::Role::Operator}) {
            LINLI_TRY(const std::int64_t staff,
                      desk.add_staff({0, hub::Role::Operator, "qinghe"}, name_of(role), role, "hash"));
            LINLI_OK(desk.start_session(staff, name_of(role), "csrf"));
        }
        return {};
    };
    LINLI_OK(bench.hub.with_desk(kNow, log_in));
    const auto start = std::chrono::steady_clock::now();
    LINLI_TRY(const int made, bench.hub.fill_sample({requests, "qinghe", 365, 7}, kNow));
    const std::chrono::duration<double> filled = std::chrono::steady_clock::now() - start;
    LINLI_TRY(const std::int64_t open, bench.hub.sql().number("SELECT count(*) FROM item WHERE status='open'", 0));
    LINLI_TRY(const auto one, bench.hub.sql().one("SELECT id FROM item WHERE type='request' AND status='open' LIMIT 1",
                                                  [](const hub::SqlRow& r) { return r.string(0); }));
    const std::string id = one.value_or("");
    fmt::print("{{\"requests\":{},\"open\":{},\"documents\":{},\"fill_s\":{:.1f},\"pages\":{{\n", made, open, loaded,
               filled.count());
    const std::vector<std::pair<std::string, std::string>> pages{{"desk", "/requests"},
                                                                 {"desk", "/requests?view=mine"},
                                                                 {"desk", "/requests?view=unassigned"},
                                                                 {"desk", "/requests?view=reopened"},
                                                                 {"desk", "/requests?clock=overdue"},
                                                                 {"desk", "/requests?clock=soon"},
                                                                 {"desk", "/requests?view=closed"},
                                                                 {"desk", "/requests?view=closed&kind=hardship"},
                                                                 {"desk", "/requests?view=closed&from=44000"},
                                                                 {"desk", "/requests?desk=property&kind=repair"},
                                                                 {"desk", "/requests?q=lift"},
                                                                 {"desk", "/requests?view=closed&q=lift"},
                                                                 {"desk", "/requests?q=K1-" + std::to_string(requests)},
                                                                 {"desk", "/requests/" + id},
                                                                 {"desk", "/round"},
                                                                 {"desk", "/visits"},
                                                                 {"desk", "/answers"},
                                                                 {"desk", "/figures"},
                                                                 {"desk", "/events"},
                                                                 {"desk", "/events/electric"},
                                                                 {"desk", "/calls"},
                                                                 {"desk", "/quarantine"},
                                                                 {"desk", "/kiosks"},
                                                                 {"desk", "/audit"},
                                                                 {"property", "/requests"},
                                                                 {"property", "/figures"},
                                                                 {"operator", "/kiosks"},
                                                                 {"operator", "/staff"},
                                                                 {"operator", "/audit"}};
    double worst = 0;
    for (const auto& [role, page] : pages) {
        std::vector<double> took;
        std::size_t bytes = 0;
        for (int i = 0; i < times; ++i) {
            const auto asked = std::chrono::steady_clock::now();
            const HttpResponse reply = bench.get(page, role);
            const std::chrono::duration<double, std::milli> span = std::chrono::steady_clock::now() - asked;
            if (reply.status != 200) return fail(Fault::Internal, "{} {}: {}", role, page, reply.status);
            bytes = reply.body.size();
            took.push_back(span.count());
        }
        std::sort(took.begin(), took.end());
        const double p95 = took[took.size() * 95 / 100];
        worst = std::max(worst, p95);
        fmt::print("  \"{} {}\":{{\"p50\":{:.1f},\"p95\":{:.1f},\"bytes\":{}}}{}\n", role, page, took[took.size() / 2],
                   p95, bytes, &page == &pages.back().second ? "" : ",");
    }
    fmt::print("}}}}\n");
    std::filesystem::remove_all(folder);
    if (worst >= kMost) return fail(Fault::Internal, "the slowest page takes {:.1f} ms", worst);
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
