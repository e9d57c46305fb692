// Pictures of every screen, to look at: album DIR [WxH] [language] [small|medium|large|huge] [high].
#include <cstdio>
#include <string>

#include "tests/screens/glass.h"

namespace {

using namespace linli;

// Enough to see how a full event, an answered request and a trouble of many look.
void furnish(screens::State& state) {
    StationView station = *state.station;
    for (std::size_t i = 0; i < station.events.size(); ++i)
        if (i == 1) station.events[i].seats->taken = station.events[i].event.capacity;
    for (const Place& place : station.places)
        for (const CommonPlace& common : place.common)
            if (station.troubles.size() < 1)
                station.troubles.push_back({.id = "K1.1.4", .kind = "repair", .place = common.id, .people = 12,
                                            .opened_at = test::kEvening - Millis{7'200'000}});
    state.station = std::make_shared<const StationView>(station);
}

ItemView answered() {
    ItemView item;
    item.id = "K1.1.7";
    item.short_id = "K1-7";
    item.subject = "repair";
    item.delivery = Delivery::Sent;
    item.state.status = ItemStatus::Closed;
    item.state.stage = Stage::FollowUp;
    item.state.ending = Ending::Solved;
    item.own.fields = {{"words", "卫生间漏水，水从洗手池下面流出来"}};
    item.timeline = {{test::kEvening - Millis{90'000'000}, EntryType::Stage, Stage::Intake, {}, {}},
                     {test::kEvening - Millis{80'000'000}, EntryType::Answer, Stage::Team, {}, "王师傅明天上午九点来，您在家就行。"},
                     {test::kEvening - Millis{9'000'000}, EntryType::Closed, Stage::Solve, Ending::Solved, {}}};
    return item;
}

struct Album {
    test::Glass glass;
    std::string folder;
    int number = 0;

    void picture(const std::string& name) {
        char prefix[16];
        std::snprintf(prefix, sizeof prefix, "%02d-", ++number);
        const std::string path = folder + "/" + prefix + name + ".png";
        std::printf("%s %s\n", path.c_str(), glass.write_picture(path) ? "" : "NOT WRITTEN");
    }
    void open(Page page, const std::string& key, const std::string& name) {
        const Settings settings = glass.state.session.settings;
        glass.feed(SessionStep{EndSession{}});
        glass.state.session.settings = settings;
        glass.feed(SessionStep{Open{{page, key}}});
        glass.state.session.settings = settings;
        glass.settle();
        picture(name);
    }
};

void forms(Album& album) {
    album.open(Page::Request, "repair", "request");
    for (int i = 0; i < 10; ++i) {
        const auto& transcript = album.glass.transcript();
        const ui::Record* next = transcript.find("request.next");
        if (next == nullptr) break;
        std::string id = "request.next";
        if (!next->enabled)
            for (const ui::Record& record : transcript.records)
                if (record.tappable && record.enabled && record.id.starts_with("request.") && record.kind == "choice") {
                    id = record.id;
                    break;
                }
        if (!next->enabled && id == "request.next") {
            for (const ui::Record& record : transcript.records)
                if (record.tappable && record.id.find(".phrase.") != std::string::npos) id = record.id;
        }
        if (id == "request.next" && !next->enabled) {
            album.glass.type("request.digits", "1234");
            album.picture("request");
            album.glass.tap("request.next");
        } else {
            album.glass.tap(id);
            if (id.find(".phrase.") != std::string::npos || id.find(".slot.") != std::string::npos) {
                const ui::Record* again = album.glass.transcript().find("request.next");
                if (again != nullptr && !again->enabled)
                    for (const ui::Record& record : album.glass.transcript().records)
                        if (record.id.find(".day.1") != std::string::npos) { album.glass.tap(record.id); break; }
                album.picture("request");
                album.glass.tap("request.next");
            }
        }
        album.picture("request");
    }
}

}  // namespace

int main(int argc, char** argv) {
    ui::Glass size{1080, 1920, 96};
    Settings settings;
    for (int i = 2; i < argc; ++i) {
        const std::string word = argv[i];
        if (std::sscanf(argv[i], "%dx%d", &size.width_px, &size.height_px) == 2) continue;
        if (word == "small") settings.text_size = TextSize::Small;
        if (word == "large") settings.text_size = TextSize::Large;
        if (word == "huge") settings.text_size = TextSize::Huge;
        if (word == "high") settings.contrast = ContrastLevel::High;
        if (word == "en") settings.language = "en";
    }
    Album album{test::Glass(size), argc > 1 ? argv[1] : "."};
    furnish(album.glass.state);
    album.glass.state.session.settings = settings;
    album.glass.settle();
    album.picture("home");
    album.open(Page::Attract, "", "attract");
    album.open(Page::Ask, "", "ask");
    const StationView station = *album.glass.state.station;
    album.open(Page::Topic, station.topics.front().id, "topic");
    album.open(Page::Guide, station.guides.front().id, "guide");
    album.open(Page::Events, "", "events");
    album.open(Page::Event, station.events.front().event.id, "event");
    album.open(Page::Event, station.events[1].event.id, "event-full");
    album.open(Page::SignUp, station.events.back().event.id, "signup");
    album.open(Page::Requests, "", "requests");
    album.open(Page::Notices, "", "notices");
    album.open(Page::Emergency, "", "emergency");
    album.open(Page::Appearance, "", "appearance");
    album.open(Page::Language, "", "language");
    album.open(Page::Mine, "", "mine");
    album.glass.state.mine.items = {answered()};
    album.open(Page::Home, "", "home-again");
    album.glass.state.mine.items = {answered()};
    album.glass.feed(SessionStep{Open{{Page::Item, "K1.1.7"}}});
    album.picture("item");
    album.glass.feed(SessionStep{Open{{Page::Slip, "K1.1.7"}}});
    album.picture("slip");
    forms(album);
    album.glass.state.receipt = {.code = "K7Q429MFX", .digits = "1234", .item = "K1.1.9", .short_id = "K1-9", .subject = "repair"};
    album.glass.state.session = arrived(album.glass.state.session, {Page::Receipt, "K1-9"});
    album.glass.settle();
    album.picture("receipt");
    album.glass.feed(CoreEvent{SyncChanged{test::with_link(Link::Offline)}});
    album.picture("receipt-offline");
    album.glass.pass_time(Millis{70'000});
    album.picture("idle");
    return 0;
}
