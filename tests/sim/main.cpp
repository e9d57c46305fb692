// linli-sim --seeds A..B [--trace]: plays each seed and ends with 1 where an invariant broke.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "kiosk/base/log.h"
#include "kiosk/crypto/keys.h"
#include "tests/sim/world.h"

namespace {

// A folder of its own in memory where there is such a place: a seed's databases sync thousands of times.
std::filesystem::path make_folder() {
    const std::filesystem::path memory = "/dev/shm";
    std::string name =
        ((std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) / "linli-sim-XXXXXX")
            .string();
    return ::mkdtemp(name.data()) == nullptr ? std::filesystem::path() : std::filesystem::path(name);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Plays two kiosks and a hub from a seed and holds the protocol's invariants after every step.");
    std::string seeds;
    bool trace = false;
    app.add_option("--seeds", seeds, "A..B, both played")->required();
    app.add_flag("--trace", trace, "each step, to stderr");
    CLI11_PARSE(app, argc, argv);
    unsigned long long first = 0;
    unsigned long long last = 0;
    if (std::sscanf(seeds.c_str(), "%llu..%llu", &first, &last) != 2 || last < first) {
        fmt::print(stderr, "--seeds takes A..B\n");
        return 2;
    }
    if (!linli::crypto::init()) return 1;
    if (!trace) linli::silence_log();
    linli::sim::Outcome total;
    for (unsigned long long seed = first; seed <= last; ++seed) {
        const std::filesystem::path folder = make_folder();
        const linli::sim::Outcome one =
            linli::sim::play(seed, folder.string(), trace ? linli::sim::Trace::On : linli::sim::Trace::Off);
        std::filesystem::remove_all(folder);
        if (!one.broken.empty()) {
            fmt::print("seed {}: {}\nplay it again: linli-sim --seeds {}..{} --trace\n", seed, one.broken, seed, seed);
            return 1;
        }
        total.steps += one.steps;
        total.saved += one.saved;
        total.crashes += one.crashes;
    }
    fmt::print("{} seeds, {} steps, {} receipts shown, {} kiosk crashes: every invariant held\n", last - first + 1,
               total.steps, total.saved, total.crashes);
    return total.saved > 0 ? 0 : 1;
}
