// An eye and a finger outside of the program under measurement, the same for Linli and its peers: an X server whose
// picture is a file in memory, taps through XTest.
//
//   glass_bench --name NAME [--runs 7] [--taps 15] [--idle 30] --open X,Y --back X,Y -- COMMAND...
//
// Prints one JSON object: `first_content_ms` from the start of the process until nearly all of what will be drawn is
// there; `tap_ms` from a finger's release until the first pixel changes; `pss_mb` of all its processes; `idle_cpu_ms`
// and `idle_switches` of all its threads while nobody touches it. Medians over the runs; the tap figures over all taps.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <thread>

#include <CLI/CLI.hpp>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
namespace files = std::filesystem;

[[noreturn]] void give_up(const std::string& why) {
    std::cerr << "glass_bench: " << why << "\n";
    std::exit(1);
}

double ms_since(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}
void rest(int ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

double rank(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// A child in a process group of its own, ended with the object.
class Child {
  public:
    Child(const std::vector<std::string>& command, const std::vector<std::string>& environment, int keep_fd = -1) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        if (keep_fd >= 0) posix_spawn_file_actions_adddup2(&actions, keep_fd, 3);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        std::vector<char*> argv, envp;
        for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        for (const std::string& pair : environment) envp.push_back(const_cast<char*>(pair.c_str()));
        envp.push_back(nullptr);
        if (posix_spawnp(&m_pid, argv[0], &actions, &attributes, argv.data(), envp.data()) != 0)
            give_up("cannot start " + command[0]);
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    ~Child() {
        kill(-m_pid, SIGTERM);
        for (int i = 0; i < 100; ++i) {
            if (waitpid(m_pid, nullptr, WNOHANG) != 0) return;
            rest(20);
        }
        kill(-m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    [[nodiscard]] pid_t pid() const { return m_pid; }

  private:
    pid_t m_pid = 0;
};

std::vector<std::string> environment_with(const std::string& display) {
    std::vector<std::string> out;
    for (char** each = environ; *each != nullptr; ++each) {
        if (std::strncmp(*each, "DISPLAY=", 8) != 0 && std::strncmp(*each, "WAYLAND_DISPLAY=", 16) != 0)
            out.emplace_back(*each);
    }
    out.push_back("DISPLAY=" + display);
    return out;
}

// An Xvfb that chose its own number, its picture mapped, and a finger on it.
class Glass {
  public:
    Glass(int width, int height) : m_width(width), m_height(height) {
        char folder[] = "/tmp/linli-glass-XXXXXX";
        if (mkdtemp(folder) == nullptr) give_up("no temporary folder");
        m_folder = folder;
        int pipes[2];
        if (pipe(pipes) != 0) give_up("pipe");
        const std::string size = std::to_string(width) + "x" + std::to_string(height) + "x24";
        m_server = std::make_unique<Child>(std::vector<std::string>{"Xvfb", "-displayfd", "3", "-screen", "0", size,
                                                                    "-fbdir", m_folder, "-nolisten", "tcp", "-s", "0"},
                                           environment_with(""), pipes[1]);
        close(pipes[1]);
        std::string number;
        for (char c = 0; read(pipes[0], &c, 1) == 1 && c != '\n';) number += c;
        close(pipes[0]);
        if (number.empty()) give_up("Xvfb does not start");
        m_name = ":" + number;
        map_picture();
        m_display = XOpenDisplay(m_name.c_str());
        if (m_display == nullptr) give_up("no connection to " + m_name);
    }
    ~Glass() {
        XCloseDisplay(m_display);
        munmap(m_file, m_file_size);
        m_server.reset();
        std::error_code ignored;
        files::remove_all(m_folder, ignored);
    }
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    [[nodiscard]] const std::string& name() const { return m_name; }
    // Every eighth pixel of every eighth row is enough for a whole picture.
    [[nodiscard]] std::vector<std::uint32_t> sample() const {
        std::vector<std::uint32_t> out;
        for (int y = 0; y < m_height; y += 8) {
            for (int x = 0; x < m_width; x += 8) out.push_back(m_pixels[y * m_stride + x] & 0xFFFFFFU);
        }
        return out;
    }
    void press(int x, int y) {
        XTestFakeMotionEvent(m_display, -1, x, y, 0);
        XTestFakeButtonEvent(m_display, 1, True, 0);
        XFlush(m_display);
    }
    void release() {
        XTestFakeButtonEvent(m_display, 1, False, 0);
        XFlush(m_display);
    }

  private:
    // XWD: a header of big-endian words (its own size first, the number of colours 19th, the line's bytes 12th), then
    // 12 bytes a colour.
    void map_picture() {
        const std::string path = m_folder + "/Xvfb_screen0";
        const int fd = open(path.c_str(), O_RDONLY);
        if (fd < 0) give_up("no picture at " + path);
        m_file_size = static_cast<std::size_t>(lseek(fd, 0, SEEK_END));
        m_file = mmap(nullptr, m_file_size, PROT_READ, MAP_SHARED, fd, 0);
        close(fd);
        if (m_file == MAP_FAILED) give_up("the picture cannot be mapped");
        const auto* words = static_cast<const std::uint32_t*>(m_file);
        const std::size_t offset = ntohl(words[0]) + static_cast<std::size_t>(ntohl(words[19])) * 12;
        m_stride = static_cast<int>(ntohl(words[12]) / 4);
        m_pixels = reinterpret_cast<const volatile std::uint32_t*>(static_cast<const char*>(m_file) + offset);
    }

    int m_width, m_height, m_stride = 0;
    std::string m_folder, m_name;
    std::unique_ptr<Child> m_server;
    Display* m_display = nullptr;
    void* m_file = nullptr;
    std::size_t m_file_size = 0;
    const volatile std::uint32_t* m_pixels = nullptr;
};

// All processes below `root`, itself among them.
std::set<pid_t> tree(pid_t root) {
    std::multimap<pid_t, pid_t> children;
    for (const auto& entry : files::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
        std::ifstream stat(entry.path() / "stat");
        std::string line;
        std::getline(stat, line);
        const auto close = line.rfind(')');
        if (close == std::string::npos) continue;
        char state = 0;
        int parent = 0;
        if (std::sscanf(line.c_str() + close + 1, " %c %d", &state, &parent) == 2)
            children.emplace(parent, std::stoi(name));
    }
    std::set<pid_t> out;
    std::vector<pid_t> open{root};
    while (!open.empty()) {
        const pid_t pid = open.back();
        open.pop_back();
        if (!out.insert(pid).second) continue;
        const auto [from, to] = children.equal_range(pid);
        for (auto each = from; each != to; ++each) open.push_back(each->second);
    }
    return out;
}

double field_kb(const files::path& file, const std::string& name) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.rfind(name + ":", 0) == 0) return std::stod(line.substr(name.size() + 1));
    }
    return 0;
}

struct Use {
    double cpu_ms = 0;
    double switches = 0;
};
Use use_of(pid_t root) {
    Use use;
    for (const pid_t pid : tree(root)) {
        const files::path folder = files::path("/proc") / std::to_string(pid);
        std::error_code gone;
        for (const auto& task : files::directory_iterator(folder / "task", gone)) {
            // Nanoseconds on the processor, exact where clock ticks are not.
            std::ifstream schedstat(task.path() / "schedstat");
            double on_processor = 0;
            schedstat >> on_processor;
            use.cpu_ms += on_processor / 1e6;
            use.switches += field_kb(task.path() / "status", "voluntary_ctxt_switches") +
                            field_kb(task.path() / "status", "nonvoluntary_ctxt_switches");
        }
    }
    return use;
}
double pss_mb(pid_t root) {
    double kb = 0;
    for (const pid_t pid : tree(root)) kb += field_kb("/proc/" + std::to_string(pid) + "/smaps_rollup", "Pss");
    return kb / 1024;
}

struct Point {
    int x = 0, y = 0;
};
Point point(const std::string& text) {
    Point at;
    if (std::sscanf(text.c_str(), "%d,%d", &at.x, &at.y) != 2) give_up(text + ": expected X,Y");
    return at;
}

// What a run is compared with: the picture at rest, and which samples of it are not the background.
struct Expected {
    std::vector<std::uint32_t> picture;
    std::vector<std::size_t> drawn;
};

std::vector<std::uint32_t> picture_at_rest(const Glass& glass, int quiet_ms, int longest_ms) {
    auto last = glass.sample();
    auto since = Clock::now();
    const auto began = since;
    while (ms_since(since) < quiet_ms && ms_since(began) < longest_ms) {
        rest(20);
        auto now = glass.sample();
        if (now != last) {
            last = std::move(now);
            since = Clock::now();
        }
    }
    return last;
}

Expected learn(const std::vector<std::uint32_t>& picture) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const std::uint32_t pixel : picture) ++counts[pixel];
    const auto background =
        std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
    Expected expected{picture, {}};
    for (std::size_t i = 0; i < picture.size(); ++i) {
        if (picture[i] != background->first) expected.drawn.push_back(i);
    }
    if (expected.drawn.size() < 100) give_up("the program drew next to nothing");
    return expected;
}

bool shows(const std::vector<std::uint32_t>& now, const Expected& expected) {
    std::size_t same = 0;
    for (const std::size_t i : expected.drawn) same += now[i] == expected.picture[i] ? 1 : 0;
    return same * 100 >= expected.drawn.size() * 95;
}

double tap(Glass& glass, Point at) {
    glass.press(at.x, at.y);
    rest(60);
    const auto before = picture_at_rest(glass, 100, 2000);
    const auto released = Clock::now();
    glass.release();
    while (glass.sample() == before) {
        if (ms_since(released) > 3000) give_up("nothing changed after a tap");
    }
    const double latency = ms_since(released);
    picture_at_rest(glass, 250, 5000);
    return latency;
}

}  // namespace

int main(int count, char** words) {
    std::string name = "program", open_at, back_at;
    int runs = 7, taps = 15, idle = 30, width = 1080, height = 1920;
    std::vector<std::string> command;
    CLI::App cli{"An eye and a finger outside of a program"};
    cli.add_option("--name", name);
    cli.add_option("--runs", runs)->check(CLI::Range(1, 100));
    cli.add_option("--taps", taps, "a run")->check(CLI::Range(0, 1000));
    cli.add_option("--idle", idle, "seconds")->check(CLI::Range(0, 600));
    cli.add_option("--open", open_at, "where a tap opens a page")->required();
    cli.add_option("--back", back_at, "where a tap goes back")->required();
    cli.add_option("--width", width);
    cli.add_option("--height", height);
    cli.add_option("command", command)->required();
    CLI11_PARSE(cli, count, words);

    Expected expected;
    {
        Glass glass(width, height);
        Child warm(command, environment_with(glass.name()));
        rest(3000);
        expected = learn(picture_at_rest(glass, 1500, 15000));
    }
    std::vector<double> starts, memory, cpu, switches, latencies;
    for (int run = 0; run < runs; ++run) {
        Glass glass(width, height);
        const auto began = Clock::now();
        Child program(command, environment_with(glass.name()));
        while (!shows(glass.sample(), expected)) {
            if (ms_since(began) > 20000) give_up("the picture of the first run never came again");
        }
        starts.push_back(ms_since(began));
        picture_at_rest(glass, 1000, 10000);
        for (int i = 0; i < taps; ++i) {
            latencies.push_back(tap(glass, point(open_at)));
            latencies.push_back(tap(glass, point(back_at)));
        }
        memory.push_back(pss_mb(program.pid()));
        // One run's idle is enough of everybody's time.
        if (run == 0 && idle > 0) {
            rest(3000);
            const Use before = use_of(program.pid());
            rest(idle * 1000);
            const Use after = use_of(program.pid());
            cpu.push_back(after.cpu_ms - before.cpu_ms);
            switches.push_back(after.switches - before.switches);
        }
    }
    std::printf(
        "{\"name\":\"%s\",\"runs\":%d,\"size\":\"%dx%d\",\"first_content_ms\":%.0f,\"pss_mb\":%.1f,"
        "\"tap_ms\":{\"p50\":%.2f,\"p95\":%.2f,\"n\":%zu},\"idle_s\":%d,\"idle_cpu_ms\":%.1f,\"idle_switches\":%.0f}\n",
        name.c_str(), runs, width, height, rank(starts, 0.5), rank(memory, 0.5), rank(latencies, 0.5),
        rank(latencies, 0.95), latencies.size(), idle, rank(cpu, 0.5), rank(switches, 0.5));
    return 0;
}
