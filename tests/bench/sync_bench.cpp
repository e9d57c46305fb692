// How fast a kiosk's outbox empties and its mirror fills, over loopback, with the real hub process and both disks.
//
// Prints one JSON object. `wire` counts the bodies and headers of the pushes and their replies; `sealed` is what of
// each operation is sealed and cannot shrink.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/core/core.h"
#include "kiosk/net/client.h"
#include "kiosk/wire/codec.h"

namespace linli {
namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
    std::string hub, content, folder = ".";
    int operations = 10'000;
    int sealed_bytes = 400;
};

[[noreturn]] void give_up(const std::string& why) {
    std::cerr << "sync_bench: " << why << "\n";
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) give_up(result.error().message);
    return std::move(*result);
}

// A child whose first line of output is read; it is ended with the object.
class Child {
  public:
    explicit Child(const std::vector<std::string>& command) {
        int pipes[2];
        if (::pipe(pipes) != 0) give_up("pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, pipes[0]);
        std::vector<char*> argv;
        for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        if (::posix_spawn(&m_pid, argv[0], &actions, nullptr, argv.data(), environ) != 0)
            give_up("cannot start " + command[0]);
        posix_spawn_file_actions_destroy(&actions);
        ::close(pipes[1]);
        m_out = pipes[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        ::kill(m_pid, SIGTERM);
        ::waitpid(m_pid, nullptr, 0);
        ::close(m_out);
    }
    [[nodiscard]] std::string line() const {
        std::string out;
        char c = 0;
        while (::read(m_out, &c, 1) == 1 && c != '\n') out += c;
        return out;
    }
    // In MB, from the kernel's figures.
    [[nodiscard]] double peak_memory() const {
        std::ifstream status("/proc/" + std::to_string(m_pid) + "/status");
        for (std::string text; std::getline(status, text);)
            if (text.starts_with("VmHWM:")) return std::atof(text.c_str() + 6) / 1024;
        return 0;
    }

  private:
    pid_t m_pid = -1;
    int m_out = -1;
};

Now now() {
    const auto since = [](auto at) { return std::chrono::duration_cast<Millis>(at.time_since_epoch()).count(); };
    return {{since(std::chrono::system_clock::now())}, {since(Clock::now())}};
}

// One kiosk's store, engine and connection, driven as the core's loop does.
class Kiosk {
  public:
    Kiosk(const std::string& folder, const std::string& url, std::uint64_t seed)
        : store(must(store::Store::open(folder))),
          entropy([rng = std::make_shared<Rng>(seed)](std::span<std::uint8_t> out) { rng->fill(out); }),
          engine(store, {}, entropy, Rng(seed)),
          m_client(must(net::Client::make({url, net::PlainHttp::LoopbackOnly, ""}))) {}

    enum class Pulls { Held, Sent };
    // Until `done`. Held: what asks for the feed waits, so that pushing is measured alone.
    template <class F>
    void run(Pulls pulls, F&& done) {
        while (!done()) {
            while (engine.has_work()) engine.work(now());
            if (pulls == Pulls::Sent && m_held) send(*std::exchange(m_held, std::nullopt));
            while (auto out = engine.next_request(now())) {
                if (pulls == Pulls::Held && out->request.target.starts_with("/v1/changes"))
                    m_held = std::move(out);
                else
                    send(*out);
            }
            for (net::Finished& finished : m_client.poll(Millis{100})) {
                if (finished.response) wire += size_of(finished.response->headers) + finished.response->body.size();
                const auto outcome = engine.on_response(finished.key, finished.response, now());
                if (outcome && !outcome->error_key.empty()) give_up(outcome->error_key);
            }
        }
    }
    void enrol(const std::string& code) {
        if (const auto refused = engine.enrol(code)) give_up(*refused);
        run(Pulls::Sent, [&] { return store.identity().has_value(); });
        run(Pulls::Sent, [&] { return engine.as_of().has_value() && !engine.has_work(); });
    }

    store::Store store;
    Entropy entropy;
    sync::Engine engine;
    std::size_t wire = 0;

  private:
    static std::size_t size_of(const HttpHeaders& headers) {
        std::size_t bytes = 17;  // the first line
        for (const auto& [name, value] : headers) bytes += name.size() + value.size() + 4;
        return bytes;
    }
    void send(const sync::Outgoing& out) {
        wire += size_of(out.request.headers) + out.request.target.size() + out.request.body.size();
        m_client.send(out.key, out.request);
    }
    net::Client m_client;
    std::optional<sync::Outgoing> m_held;
};

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double leave_operations(Kiosk& kiosk, const Arguments& arguments) {
    std::vector<double> took;
    for (int i = 0; i < arguments.operations; ++i) {
        Operation operation;
        operation.body = OpenRequest{"question", ""};
        operation.device_time = now().wall;
        operation.receipt_key = crypto::make_signing_key(kiosk.entropy).public_key;
        for (Bytes* part : {&operation.sealed, &operation.readback}) {
            part->resize(static_cast<std::size_t>(arguments.sealed_bytes) / 2);
            kiosk.entropy(*part);
        }
        const auto start = Clock::now();
        (void)must(kiosk.store.append([&](const OperationKey&) -> Result<Operation> { return operation; }, now().wall));
        took.push_back(seconds_since(start) * 1000);
    }
    std::sort(took.begin(), took.end());
    return took[took.size() / 2];
}

void run(const Arguments& arguments) {
    std::string folder = arguments.folder + "/sync-bench-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) give_up("cannot make a folder in " + arguments.folder);
    const std::string data = folder + "/hub";
    const auto code_for = [&](const std::string& station) {
        return Child({arguments.hub, "--data", data, "enrol", "--station", station}).line();
    };
    if (Child({arguments.hub, "--data", data, "load", arguments.content}).line().empty())
        give_up("the hub cannot load the content");
    const std::string first_code = code_for("qinghe-1");
    const std::string second_code = code_for("qinghe-2");
    const Child hub({arguments.hub, "--data", data, "serve", "--listen", "127.0.0.1:0"});
    const std::string listening = hub.line();
    const std::string url = listening.substr(listening.rfind(' ') + 1);

    Kiosk pusher(folder + "/first", url, 1);
    pusher.enrol(first_code);
    const double append_ms = leave_operations(pusher, arguments);
    pusher.wire = 0;
    auto start = Clock::now();
    pusher.run(Kiosk::Pulls::Held, [&] { return pusher.store.unanswered() == 0; });
    const double push_seconds = seconds_since(start);
    const double wire = static_cast<double>(pusher.wire) / arguments.operations;

    Kiosk puller(folder + "/second", url, 2);
    start = Clock::now();
    puller.enrol(second_code);
    puller.run(Kiosk::Pulls::Sent,
               [&] { return !puller.engine.has_work() && puller.store.cursor() >= 3 * arguments.operations; });
    const double pull_seconds = seconds_since(start);
    fmt::print(
        "{{\"operations\":{},\"durable_append_ms_p50\":{:.2f},\"push_per_s\":{:.0f},\"wire_per_operation\":{:.1f},"
        "\"sealed_per_operation\":{},\"rows\":{},\"pull_rows_per_s\":{:.0f},\"wire_per_row\":{:.1f},\"hub_peak_mb\":{:."
        "1f}}}\n",
        arguments.operations, append_ms, arguments.operations / push_seconds, wire, arguments.sealed_bytes,
        puller.store.cursor(), static_cast<double>(puller.store.cursor()) / pull_seconds,
        static_cast<double>(puller.wire) / static_cast<double>(puller.store.cursor()), hub.peak_memory());
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

}  // namespace
}  // namespace linli

int main(int argc, char** argv) {
    linli::Arguments arguments;
    CLI::App app("Measures sync over loopback");
    app.add_option("--hub", arguments.hub, "the linli-hub program")->required();
    app.add_option("--content", arguments.content, "content to load")->required();
    app.add_option("--folder", arguments.folder, "where the data goes while it runs: a real disk");
    app.add_option("--operations", arguments.operations)->check(CLI::Range(1, 1'000'000));
    app.add_option("--sealed-bytes", arguments.sealed_bytes, "sealed in each operation")
        ->check(CLI::Range(100, 20'000));
    CLI11_PARSE(app, argc, argv);
    linli::run(arguments);
    return 0;
}
