// linli-hub: arguments, then one of its subcommands. Exit 0 done, 1 failed with one line, 2 wrong usage.
#include <charconv>
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>
#include <sys/resource.h>

#include "backend/console/console.h"
#include "backend/http/server.h"
#include "backend/hub/desk.h"
#include "backend/hub/export.h"
#include "backend/hub/hub.h"
#include "backend/hub/sample.h"
#include "backend/store/sqlite.h"
#include "kiosk/base/log.h"
#include "kiosk/base/process.h"
#include "kiosk/content/load.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/keys.h"
#include "kiosk/db/folder_lock.h"

namespace linli::hub {
namespace {

struct Arguments {
    std::string data;
    std::string database;
    std::string listen = "127.0.0.1:8311";
    std::string now;
    bool plain_anywhere = false;
    bool behind_proxy = false;
    bool force = false;
    bool into_used = false;
    std::vector<std::string> files;
    std::string station;
    std::string ttl = "1h";
    std::string kiosk;
    std::string login;
    std::string role;
    std::string community;
    std::string table;
    std::string format = "csv";
    int requests = 0;
    int days = 365;
    std::uint64_t seed = 1;
};

const Actor kProgram{0, Role::Operator, ""};

Result<std::unique_ptr<Sql>> open_store(const Arguments& arguments) {
    constexpr std::string_view kSqlite = "sqlite:";
    if (arguments.database.empty()) return open_sqlite(arguments.data + "/hub.db");
    if (arguments.database.starts_with(kSqlite)) return open_sqlite(arguments.database.substr(kSqlite.size()));
    return fail(Fault::Invalid, "--database {}: this build knows sqlite:PATH", arguments.database);
}

Result<Hub> open_hub(const Arguments& arguments, PageHandler* pages) {
    std::error_code error;
    if (std::filesystem::create_directories(arguments.data, error))
        std::filesystem::permissions(arguments.data, std::filesystem::perms::owner_all, error);
    if (error) return fail(Fault::Storage, "{}: {}", arguments.data, error.message());
    LINLI_TRY(HubKeys keys, load_or_make_keys(arguments.data, crypto::system_entropy()));
    LINLI_TRY(auto sql, open_store(arguments));
    return Hub::open(std::move(sql), std::move(keys), crypto::system_entropy(), pages);
}

// "90s", "15m", "1h", "7d".
Result<Millis> parse_duration(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    constexpr std::int64_t kMost = 10'000'000;
    if (error == std::errc{} && value > 0 && value < kMost) {
        if (unit == "s") return std::chrono::seconds(value);
        if (unit == "m" || unit == "min") return std::chrono::minutes(value);
        if (unit == "h") return std::chrono::hours(value);
        if (unit == "d") return std::chrono::hours(24 * value);
    }
    return fail(Fault::Invalid, "\"{}\" is no time: write 30m, 1h or 7d", text);
}

Result<ServerOptions> server_options(const Arguments& arguments) {
    ServerOptions options;
    const std::size_t colon = arguments.listen.rfind(':');
    if (colon == std::string::npos) return fail(Fault::Invalid, "--listen wants ADDRESS:PORT");
    options.host = arguments.listen.substr(0, colon);
    if (options.host.starts_with('[') && options.host.ends_with(']'))
        options.host = options.host.substr(1, options.host.size() - 2);
    const std::string_view port = std::string_view(arguments.listen).substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), options.port);
    if (error != std::errc{} || end != port.data() + port.size())
        return fail(Fault::Invalid, "--listen wants ADDRESS:PORT");
    if (arguments.plain_anywhere) options.reach = ServerOptions::Reach::Anywhere;
    if (arguments.behind_proxy) options.peer = ServerOptions::Peer::Forwarded;
    options.clock = system_clock();
    if (!arguments.now.empty()) {
        LINLI_TRY(const Instant at, parse_rfc3339(arguments.now));
        options.clock = clock_from(at);
    }
    return options;
}

Result<Instant> moment(const Arguments& arguments) {
    if (arguments.now.empty()) return system_clock()();
    return parse_rfc3339(arguments.now);
}

Result<> serve(const Arguments& arguments) {
    LINLI_TRY(const ServerOptions options, server_options(arguments));
    LINLI_TRY(const auto console, console::Console::make());
    LINLI_TRY(const auto lock, db::FolderLock::take(arguments.data, "serve.lock"));
    LINLI_TRY(Hub hub, open_hub(arguments, console.get()));
    LINLI_TRY(const auto server, Server::start(hub, options));
    server->catch_signals();
    std::cout << "listening on " << server->url() << std::endl;
    server->wait_for_signal();
    server->stop();
    log_info("hub", "stopped");
    return {};
}

Result<> load(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    LINLI_TRY(const auto files, content::read_source_files(arguments.files));
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    const auto theirs = arguments.force ? Hub::Theirs::Replace : Hub::Theirs::Keep;
    LINLI_TRY(const Hub::LoadDone loaded, hub.load_files(files, now, theirs));
    for (const std::string& row : loaded.left)
        std::cout << "left alone: " << row << ", which staff changed last; --force takes the file\n";
    std::cout << "loaded: " << loaded.changed << " documents changed\n";
    return {};
}

Result<> enrol(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    LINLI_TRY(const Millis ttl, parse_duration(arguments.ttl));
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    std::string code;
    const auto make = [&](Desk& desk) -> Result<> {
        LINLI_TRY(code, desk.make_enrolment_code(kProgram, arguments.station, ttl));
        return {};
    };
    LINLI_OK(hub.with_desk(now, make));
    std::cout << code << "\n";
    return {};
}

Result<> revoke(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    LINLI_OK(hub.with_desk(now, [&](Desk& desk) { return desk.revoke(kProgram, arguments.kiosk); }));
    std::cout << "revoked " << arguments.kiosk << "\n";
    return {};
}

Result<> kiosks(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    std::vector<KioskLine> lines;
    const auto list = [&](Desk& desk) -> Result<> {
        LINLI_TRY(lines, desk.kiosks(kProgram));
        return {};
    };
    LINLI_OK(hub.with_desk(now, list));
    std::cout << "kiosk\tstation\tstate\tlast seen\toperations\tnot here yet\tversion\n";
    for (const KioskLine& line : lines) {
        const char* state = line.revoked_at ? "revoked" : line.fenced_at ? "fenced" : "active";
        std::cout << line.id << '\t' << line.station << '\t' << state << '\t'
                  << (line.seen_at ? to_rfc3339(*line.seen_at) : "never") << '\t' << line.operations << '\t'
                  << line.behind << '\t' << line.version << '\n';
    }
    return {};
}

Result<> add_staff(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    const auto role = role_from_name(arguments.role);
    if (!role) return fail(Fault::Invalid, "--role is desk, property, partner, editor or operator");
    std::string password;
    std::getline(std::cin, password);
    constexpr std::size_t kLeast = 8;
    constexpr std::size_t kMost = 256;
    if (password.size() < kLeast || password.size() > kMost)
        return fail(Fault::Invalid, "a password of {} to {} bytes is read from the standard input", kLeast, kMost);
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    const std::string hash = do_password_work({password, ""}).hash;
    const Actor actor{0, Role::Operator, arguments.community};
    const auto add = [&](Desk& desk) -> Result<> {
        LINLI_OK(desk.add_staff(actor, arguments.login, *role, hash));
        return {};
    };
    LINLI_OK(hub.with_desk(now, add));
    std::cout << "added " << arguments.login << "\n";
    return {};
}

Result<> export_table(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    const auto what = arguments.table == "requests" ? ExportWhat::Requests : ExportWhat::SignUps;
    const auto format = arguments.format == "csv" ? ExportFormat::Csv : ExportFormat::Json;
    return hub.export_table(what, format, now, [](std::string_view text) -> Result<> {
        std::cout << text << std::flush;
        if (!std::cout) return fail(Fault::Storage, "the output cannot be written");
        return {};
    });
}

Result<> fill_sample(const Arguments& arguments) {
    LINLI_TRY(const Instant now, moment(arguments));
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    const auto into = arguments.into_used ? SampleWanted::Into::UsedHub : SampleWanted::Into::FreshHub;
    LINLI_TRY(const int made,
              hub.fill_sample({arguments.requests, arguments.community, arguments.days, arguments.seed, into}, now));
    std::cout << "made " << made << " requests\n";
    return {};
}

Result<> check(const Arguments& arguments) {
    LINLI_TRY(Hub hub, open_hub(arguments, nullptr));
    LINLI_TRY(const auto broken, hub.check());
    for (const std::string& line : broken) std::cerr << line << "\n";
    if (!broken.empty()) return fail(Fault::Corrupt, "{} invariants do not hold", broken.size());
    std::cout << "all invariants hold\n";
    return {};
}

int report(const Result<>& done) {
    if (done) return 0;
    std::cerr << "linli-hub: " << done.error().message << "\n";
    return 1;
}

// Thousands of kiosks are thousands of descriptors.
void raise_descriptor_limit() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

int run(int argc, char** argv) {
    Arguments arguments;
    CLI::App app{"The hub of Linli: takes in what residents leave at the kiosks, and is where staff answer it"};
    app.require_subcommand(1);
    app.add_option("--data", arguments.data, "the folder with the database and the keys")->required();
    app.add_option("--database", arguments.database, "sqlite:PATH; by default DATA/hub.db");
    Result<> done;
    const auto on = [&](CLI::App* command, Result<> (*action)(const Arguments&)) {
        command->add_option("--now", arguments.now, "the time to take for now, RFC 3339");
        command->callback([&arguments, &done, action] { done = action(arguments); });
    };
    CLI::App* command = app.add_subcommand("serve", "answer kiosks and staff until SIGTERM");
    command->add_option("--listen", arguments.listen, "ADDRESS:PORT, port 0 for a free one")->capture_default_str();
    command->add_flag("--plain-anywhere", arguments.plain_anywhere, "allow plain HTTP beyond loopback");
    command->add_flag("--behind-proxy", arguments.behind_proxy, "the peer is the last address of X-Forwarded-For");
    on(command, serve);
    command = app.add_subcommand("load", "load content files or folders, all or nothing");
    command->add_option("files", arguments.files, "FILE...")->required();
    command->add_flag("--force", arguments.force, "replace what staff changed last, too");
    on(command, load);
    command = app.add_subcommand("enrol", "print a one-time code for a kiosk");
    command->add_option("--station", arguments.station, "the station's id")->required();
    command->add_option("--ttl", arguments.ttl, "how long it lives: 30m, 1h, 7d")->capture_default_str();
    on(command, enrol);
    command = app.add_subcommand("revoke", "refuse a kiosk from now on");
    command->add_option("kiosk", arguments.kiosk, "its id, K3")->required();
    on(command, revoke);
    on(app.add_subcommand("kiosks", "list the kiosks"), kiosks);
    CLI::App* staff = app.add_subcommand("staff", "staff and their roles");
    staff->require_subcommand(1);
    command = staff->add_subcommand("add", "add a login; the password is read from the standard input");
    command->add_option("login", arguments.login, "a-z 0-9 . _ -")->required();
    command->add_option("--role", arguments.role, "desk, property, partner, editor, operator")->required();
    command->add_option("--community", arguments.community, "the community's id")->required();
    on(command, add_staff);
    command = app.add_subcommand("export", "write a table to the standard output, opened");
    command->add_option("table", arguments.table, "requests or signups")
        ->required()
        ->check(CLI::IsMember({"requests", "signups"}));
    command->add_option("--format", arguments.format, "csv or json")->check(CLI::IsMember({"csv", "json"}));
    on(command, export_table);
    command = app.add_subcommand("sample", "fill a hub with requests that nobody made, to try it out or to measure it");
    command->add_option("--requests", arguments.requests, "how many")->required();
    command->add_option("--community", arguments.community, "the community's id")->default_val("qinghe");
    command->add_option("--days", arguments.days, "the days over which they came in")->capture_default_str();
    command->add_option("--seed", arguments.seed, "what they are drawn from")->capture_default_str();
    command->add_flag("--into-a-used-hub", arguments.into_used, "even where residents have left something");
    on(command, fill_sample);
    on(app.add_subcommand("check", "check every invariant of the database"), check);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e, std::cout, std::cerr) == 0 ? 0 : 2;
    }
    return report(done);
}

}  // namespace
}  // namespace linli::hub

int main(int argc, char** argv) {
    if (const auto sealed = linli::seal_process(); !sealed) {
        std::cerr << "linli-hub: " << sealed.error().message << "\n";
        return 1;
    }
    linli::hub::raise_descriptor_limit();
    if (const auto ready = linli::crypto::init(); !ready) {
        std::cerr << "linli-hub: " << ready.error().message << "\n";
        return 1;
    }
    return linli::hub::run(argc, argv);
}
