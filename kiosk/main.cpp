// linli-kiosk: arguments, build the App, run. Exit 0 done, 1 failed with one line, 2 wrong usage.
#include <cstdio>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "kiosk/app/app.h"
#include "kiosk/app/options.h"
#include "kiosk/base/process.h"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

int failed(const linli::Error& error) {
    std::fprintf(stderr, "linli-kiosk: %s\n", error.message.c_str());
    return kFailed;
}

// On stdin, because arguments are for everyone on the machine to read.
int hash_service_pin() {
    std::string pin;
    std::getline(std::cin, pin);
    const auto line = linli::app::service_pin_line(pin);
    if (!line) return failed(line.error());
    std::printf("%s\n", line->c_str());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (const auto sealed = linli::seal_process(); !sealed) return failed(sealed.error());
    linli::app::Options options;
    CLI::App cli("The terminal of a community: requests, classes and answers, with or without a network.",
                 "linli-kiosk");
    cli.add_option("--data", options.data, "folder of this kiosk's database")->type_name("DIR");
    cli.add_option("--config", options.config, "configuration, TOML; options given here go before it")
        ->type_name("FILE");
    cli.add_option("--hub", options.hub, "the hub (http://127.0.0.1:8311)")->type_name("URL");
    cli.add_option("--enrol", options.enrol, "enrol with this one-time code, then go on")->type_name("CODE");
    cli.add_option("--size", options.size, "a window of that size; without it the whole screen")->type_name("WxH");
    cli.add_option("--dpi", options.dpi, "of the glass (96)")->type_name("N");
    cli.add_option("--glass-height", options.glass_height, "of the glass's lower edge over the floor")->type_name("MM");
    cli.add_option("--lang", options.lang, "language that every session begins with")->type_name("TAG");
    cli.add_flag("--headless", options.headless, "draw the same frames into memory");
    cli.add_option("--screen", options.screen, "start there: gallery shows all widgets")->type_name("NAME");
    cli.add_option("--script", options.script, "play a journey; - reads steps from stdin")->type_name("FILE");
    cli.add_option("--vars", options.vars, "variables of the journey, read and written")->type_name("FILE");
    cli.add_option("--shots", options.shots, "folder of the journey's pictures")->type_name("DIR");
    cli.add_flag("--transcript", options.transcript, "write what is on the screen, frame by frame");
    cli.add_option("--stats", options.stats, "write times and memory at the end, JSON")->type_name("FILE");
    cli.add_option("--now", options.now, "what the clock says at the start")->type_name("RFC3339");
    const CLI::App* pin_command = cli.add_subcommand(
        "hash-service-pin", "read a PIN of 6 to 12 digits from stdin and print the configuration's line");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : kWrongUsage;
    }
    if (pin_command->parsed()) return hash_service_pin();
    auto settled = linli::app::settle(options);
    if (!settled) return failed(settled.error());
    auto app = linli::app::App::open(std::move(*settled));
    if (!app) return failed(app.error());
    return (*app)->run();
}
