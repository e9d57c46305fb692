#include "tests/screens/glass/walk.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kiosk/domain/receipt.h"
#include "kiosk/screens/view.h"

namespace linli::test {
namespace {

constexpr int kMostPages = 24;

class Walker {
  public:
    Walker(Glass& glass, Settings settings, const OnPage& on_page)
        : m_glass(glass), m_settings(std::move(settings)), m_on_page(on_page) {}

    void show(const std::string& name) { m_on_page(name); }

    void start(Page page, const std::string& key, const std::string& name) {
        m_glass.feed(SessionStep{EndSession{}});
        m_glass.state.session.settings = m_settings;
        if (page != Page::Home) m_glass.state.session = opened(m_glass.state.session, {page, key});
        m_glass.settle();
        show(name);
    }
    // A form from its first page to the last, answering each with what is offered first.
    void form(Page page, const std::string& key, const std::string& name) {
        start(page, key, name + "-0");
        const std::string screen(page_name(page));
        for (int number = 1; number < kMostPages && !m_glass.has(screen + ".submit"); ++number) {
            const bool needs_phone = key == "repair" || key == "holiday";
            if (const std::string phone = screen + ".phone"; needs_phone && m_glass.has(phone)) {
                m_glass.type(phone, "13800001234");
                show(fmt::format("{}-phone", name));
            }
            go_on(screen);
            show(fmt::format("{}-{}", name, number));
        }
    }
    // One page of a form.
    void go_on(const std::string& screen) {
        answer(screen);
        if (const ui::Record* next = m_glass.transcript().find(screen + ".next"); next != nullptr && next->enabled)
            m_glass.tap(screen + ".next");
    }
    void idle() {
        m_glass.pass_time(kIdleWarning + Millis{1'000});
        show("idle");
        m_glass.tap("idle.more");
    }

  private:
    [[nodiscard]] std::string first(std::string_view kind, std::string_view prefix) const {
        for (const ui::Record& record : m_glass.transcript().records)
            if (record.kind == kind && record.enabled && record.id.starts_with(prefix)) return record.id;
        return {};
    }
    void answer(const std::string& screen) {
        const ui::Record* next = m_glass.transcript().find(screen + ".next");
        if (next == nullptr || next->enabled) return;
        const std::string chip = first("chip", screen + ".");
        const std::string choice = first("choice", screen + ".");
        if (!chip.empty()) m_glass.tap(chip);
        if (!choice.empty()) return m_glass.tap(choice);
        if (chip.empty()) m_glass.type(first("field", screen + "."), "1234");
    }

    Glass& m_glass;
    Settings m_settings;
    const OnPage& m_on_page;
};

void walk_mine(Glass& glass, Walker& walker) {
    walker.start(Page::Mine, {}, "mine");
    glass.type("mine.code", "K7Q429MF1");
    walker.show("mine-wrong-code");
    walker.start(Page::Mine, {}, "mine-again");
    glass.feed(SessionStep{SetValue{"code", make_receipt_code({1, 2, 3, 4, 5})}});
    glass.tap("mine.next");
    walker.show("mine-digits");
    walker.start(Page::Items, {}, "items-none");
    ItemView sign_up;
    sign_up.id = "K1.1.8";
    sign_up.short_id = "K1-8";
    sign_up.type = ItemType::SignUp;
    sign_up.subject = "dumplings";
    sign_up.delivery = Delivery::Sent;
    sign_up.state.status = ItemStatus::Waiting;
    sign_up.state.position = 2;
    sign_up.own.names = {"Li Hua", "小明"};
    glass.state.mine.items = {answered_item(), sign_up};
    glass.settle();
    walker.show("items");
    glass.tap("items.item.K1-8");
    walker.show("item-waiting");
    glass.tap("item.withdraw");
    walker.show("withdraw");
    glass.tap("withdraw.keep");
    glass.tap("page.back");
    glass.tap("items.item.K1-7");
    walker.show("item");
    glass.state.mine.done = "slip.saved";
    glass.settle();
    walker.show("item-done");
    glass.state.mine.items.front().change_refused_key = "answer.item-ended";
    glass.settle();
    walker.show("item-refused");
    ItemView asked = answered_item();
    asked.state.status = ItemStatus::Open;
    asked.timeline.pop_back();
    asked.timeline.back().words = "您哪天在家？";
    ItemView cared = sign_up;
    cared.subject = "holiday";
    cared.own.fields = {{"consent", "yes"}, {"guardian", "李妈妈"}, {"pick-up", "2468"}};
    cared.state.status = ItemStatus::Confirmed;
    cared.state.seats = 1;
    const std::vector<ItemView> items = std::exchange(glass.state.mine.items, {asked, cared});
    glass.settle();
    walker.show("item-asked");
    glass.tap("page.back");
    walker.show("items-news");
    glass.tap("items.item.K1-8");
    walker.show("item-kids");
    glass.tap("page.back");
    glass.state.mine.items = items;
    glass.settle();
    glass.tap("items.item.K1-7");
    glass.tap("item.rate");
    walker.show("slip-verdict");
    glass.tap("slip.verdict.not-solved");
    walker.show("slip-grade");
    glass.tap("slip.grade.2");
    walker.show("slip-words");
}

// A second event at the time of one that was signed up to.
void walk_clash(Glass& glass, Walker& walker) {
    const StationPtr station = glass.state.station;
    StationView shifted = *station;
    for (EventView& event : shifted.events)
        if (event.event.id == "dumplings") event.event.sessions = screens::find_event(*station, "film")->event.sessions;
    for (EventView& event : shifted.events)
        if (event.event.id == "dumplings") event.event.closes_at = event.event.sessions.back().ends_at;
    glass.state.station = std::make_shared<const StationView>(std::move(shifted));
    walker.start(Page::Home, {}, "home-clash");
    glass.state.session.sign_ups = {{.event = "film"}};
    glass.state.session = opened(glass.state.session, {Page::Event, "dumplings"});
    glass.settle();
    walker.show("event-clash");
    glass.tap("event.signup");
    for (int page = 0; page < kMostPages && !glass.has("signup.submit"); ++page) walker.go_on("signup");
    walker.show("signup-clash");
    glass.state.session.sign_ups = {{.event = "dumplings"}};
    glass.state.session = opened(glass.state.session, {Page::Event, "dumplings"});
    glass.settle();
    walker.show("event-taken");
    glass.state.station = station;
}

// An emergency notice stands over whatever is being done.
void walk_alarm(Glass& glass, Walker& walker) {
    const StationPtr station = glass.state.station;
    StationView alarmed = *station;
    alarmed.notices.front().level = NoticeLevel::Emergency;
    alarmed.notices.front().from = kEvening - Millis{60'000};
    alarmed.notices.front().until = kEvening + Millis{3'600'000};
    glass.state.station = std::make_shared<const StationView>(std::move(alarmed));
    walker.start(Page::Requests, {}, "requests-alarm");
    glass.tap("page.alarm");
    walker.show("notice-urgent");
    StationView twice = *glass.state.station;
    twice.notices.push_back(twice.notices.front());
    twice.notices.back().id = "second";
    glass.state.station = std::make_shared<const StationView>(std::move(twice));
    walker.start(Page::Requests, {}, "requests-alarms");
    glass.state.station = station;
}

// Forms that cannot begin, or take fewer than they would; and a station where nobody is named.
void walk_limits(Glass& glass, Walker& walker) {
    const auto show = [&](Page page, const std::string& key, const std::string& name) {
        glass.state.session = opened(glass.state.session, {page, key});
        glass.settle();
        walker.show(name);
    };
    walker.start(Page::Home, {}, "home-before-limits");
    glass.state.session.sign_ups = {{.event = "film", .seats = kMostSeats - 2}};
    show(Page::SignUp, "dumplings", "signup-most");
    glass.state.session.handed_in = kMostHandedIn;
    show(Page::Request, "question", "request-limit");
    glass.feed(CoreEvent{SyncChanged{with_link(Link::Refused)}});
    show(Page::Request, "safety", "safety-limit");
    glass.feed(CoreEvent{SyncChanged{online()}});
    const StationPtr station = glass.state.station;
    StationView nobody = *station;
    nobody.helpers.clear();
    glass.state.station = std::make_shared<const StationView>(std::move(nobody));
    walker.start(Page::Helpers, {}, "helpers-none");
    glass.state.station = station;
}

void walk_receipt(Glass& glass, Walker& walker) {
    walker.start(Page::Home, {}, "home-again");
    glass.state.receipt = {.code = "K7Q429MFX",
                           .digits = "1234",
                           .item = "K1.1.9",
                           .short_id = "K1-9",
                           .type = ItemType::Request,
                           .subject = "repair",
                           .known = {},
                           .asking = 0};
    glass.state.session = arrived(glass.state.session, {Page::Receipt, "K1-9"});
    glass.settle();
    walker.show("receipt");
    glass.feed(CoreEvent{SyncChanged{with_link(Link::Offline)}});
    walker.show("receipt-offline");
    glass.feed(CoreEvent{SyncChanged{with_link(Link::Refused)}});
    walker.show("receipt-refused");
    glass.feed(CoreEvent{SyncChanged{online()}});
    glass.state.receipt.type = ItemType::SignUp;
    glass.state.receipt.subject = "film";
    glass.settle();
    walker.show("receipt-signup");
}

// A request with no network and no date, and one that is not agreed to.
void walk_troubled(Glass& glass, Walker& walker) {
    SyncView offline = with_link(Link::Offline);
    offline.date_known = false;
    offline.unsent = 2;
    glass.feed(CoreEvent{SyncChanged{offline}});
    walker.form(Page::Request, "safety", "offline-safety");
    walker.start(Page::Request, "hardship", "offline-hardship");
    for (const char* id : {"request.next", "request.need.rent", "request.next", "request.way.desk"}) glass.tap(id);
    walker.show("offline-no-date");
    glass.tap("request.time.slot.morning");
    glass.tap("request.next");
    glass.tap("request.consent.no");
    walker.show("offline-no-consent");
    glass.feed(CoreEvent{SyncChanged{online()}});
}

void walk_enrol(Glass& glass, Walker& walker, const Settings& settings) {
    const StationPtr station = glass.state.station;
    glass.state = screens::initial_state(screens::Membership::NotEnrolled, settings, glass.state.now);
    glass.state.wall = kEvening;
    glass.settle();
    walker.show("enrol");
    glass.state.enrol.draft.problem = "error.code-used";
    glass.state.enrol.draft.ticket = 7;
    glass.settle();
    walker.show("enrol-refused");
    glass.state = screens::initial_state(screens::Membership::Enrolled, settings, glass.state.now);
    glass.state.station = station;
    glass.state.sync = online();
    glass.state.wall = kEvening;
}

// With the mark's five taps and a PIN whose answer is given here.
void walk_operator(Glass& glass, Walker& walker, const Settings& settings) {
    glass.feed(screens::ProgramChanged{operated_program()});
    walker.start(Page::Home, {}, "home-operator");
    for (std::size_t i = 0; i < kServiceTaps; ++i) glass.tap("page.mark");
    walker.show("service");
    for (const char* digit : {"1", "2", "3", "4", "5", "6"}) glass.tap(std::string("service.digit.") + digit);
    glass.tap("service.open");
    walker.show("service-waiting");
    const Ticket ticket = glass.state.last_ticket;
    glass.feed(CoreEvent{PinChecked{ticket, PinChecked::Answer::Wrong, Millis{30'000}}});
    walker.show("service-wrong");
    glass.feed(SessionStep{SetValue{"pin", "123456"}});
    glass.tap("service.open");
    glass.feed(CoreEvent{PinChecked{glass.state.last_ticket, PinChecked::Answer::Right, Millis{0}}});
    glass.feed(CoreEvent{HealthTold{glass.state.last_ticket, waiting_health()}});
    walker.show("operator");
    glass.tap("operator.exit");
    walker.show("operator-leave");
    glass.tap("operator.stay");
    glass.tap("operator.calibrate");
    walker.show("calibration");
    for (std::size_t n = 1; n <= screens::kCrosses; ++n) glass.tap("calibration.cross." + std::to_string(n));
    glass.tap("operator.picture");
    for (int n = 1; n <= 7; ++n) {
        walker.show("picture-" + std::to_string(n));
        glass.tap("picture.next." + std::to_string(n));
    }
    glass.feed(CoreEvent{SyncChanged{{.link = Link::NotEnrolled}}});
    glass.feed(screens::ProgramChanged{});
    walker.show("operator-not-enrolled");
    glass.feed(CoreEvent{SyncChanged{online()}});
    (void)glass.sent();
    glass.state.to_program.clear();
    glass.feed(SessionStep{EndSession{}});
    glass.state.session.settings = settings;
    glass.settle();
}

void walk_gallery(Glass& glass, Walker& walker) {
    walker.start(Page::Gallery, {}, "gallery-0");
    for (int page = 1; page < 8; ++page) {
        glass.tap("gallery.next");
        walker.show(fmt::format("gallery-{}", page));
    }
    glass.tap("gallery.dialog.open");
    walker.show("gallery-dialog");
    glass.tap("gallery.dialog.more");
}

}  // namespace

screens::ProgramFacts operated_program() {
    return {.door = screens::ProgramFacts::Door::Locked,
            .version = "0.1.0",
            .hub = "https://hub.example:8443",
            .display = "x11, surface XRGB8888, 1080x1920",
            .calibration = screens::ProgramFacts::Calibration::Made,
            .calibration_figures = "1.020000 0.000000 -0.010000 0.000000 1.010000 0.000000"};
}

Health waiting_health() {
    Health health;
    health.station = "qinghe-1";
    health.unsent = 3;
    health.oldest_unsent = kEvening - Millis{3 * 3'600'000};
    health.clock_ahead = Millis{4'000};
    health.feed = 211;
    health.schema = 1;
    health.free_disk = 21'400'000'000;
    return health;
}

ItemView answered_item() {
    ItemView item;
    item.id = "K1.1.7";
    item.short_id = "K1-7";
    item.subject = "repair";
    item.delivery = Delivery::Sent;
    item.state.status = ItemStatus::Closed;
    item.state.stage = Stage::FollowUp;
    item.state.ending = Ending::Solved;
    item.own.fields = {{"words", "卫生间漏水，水从洗手池下面流出来"}};
    item.timeline = {
        {kEvening - Millis{90'000'000}, EntryType::Stage, Stage::Intake, {}, {}},
        {kEvening - Millis{80'000'000}, EntryType::Answer, Stage::Team, {}, "王师傅明天上午九点来，您在家就行。"},
        {kEvening - Millis{9'000'000}, EntryType::Closed, Stage::Solve, Ending::Solved, {}}};
    return item;
}

void furnish(Glass& glass) {
    StationView station = *glass.state.station;
    for (EventView& event : station.events) {
        if (event.event.id == "electric") event.seats->taken = event.event.capacity;
        if (event.event.id == "film") event.queued_here = 3;
        if (event.event.id == "video") event.seats.reset();
    }
    station.troubles.push_back({.id = "K1.1.4",
                                .kind = "repair",
                                .place = "qh1-lift",
                                .stage = Stage::Team,
                                .closed = false,
                                .people = 12,
                                .opened_at = kEvening - Millis{7'200'000}});
    glass.state.station = std::make_shared<const StationView>(std::move(station));
}

void walk_all(Glass& glass, const Settings& settings, const OnPage& on_page) {
    Walker walker(glass, settings, on_page);
    furnish(glass);
    walker.start(Page::Home, {}, "home");
    walk_enrol(glass, walker, settings);
    walker.start(Page::Home, {}, "home-2");
    // A station with fewer tiles has room for what comes next.
    const StationPtr station = glass.state.station;
    glass.state.station = std::make_shared<const StationView>(sample_station("qinghe-2"));
    walker.start(Page::Home, {}, "home-few");
    glass.state.station = station;
    glass.state.session.trail = {{Page::Attract, {}}};
    glass.settle();
    walker.show("attract");
    walker.start(Page::Ask, {}, "ask");
    walker.start(Page::Topic, "medical", "topic");
    walker.start(Page::Guide, "medical-join", "guide");
    walker.start(Page::Guide, "residence-permit", "guide-sources");
    walker.start(Page::Guide, "no-such", "gone");
    walker.start(Page::Around, {}, "around");
    walker.start(Page::Helpers, {}, "helpers");
    glass.tap("helpers.place.qh3");
    walker.show("helpers-building");
    walker.start(Page::Events, {}, "events");
    for (const char* id : {"film", "electric", "video", "run", "kids", "clinic", "dumplings", "holiday"})
        walker.start(Page::Event, id, std::string("event-") + id);
    walker.form(Page::SignUp, "electric", "signup-full");
    walker.form(Page::SignUp, "dumplings", "signup");
    walker.form(Page::SignUp, "holiday", "signup-holiday");
    // The form goes past what need not be answered.
    walker.start(Page::SignUp, "holiday", "signup-holiday-again");
    glass.tap("signup.seats.2");
    walker.show("signup-children");
    walk_clash(glass, walker);
    walker.start(Page::Requests, {}, "requests");
    for (const RequestKind& kind : std::vector<RequestKind>(glass.state.station->kinds))
        walker.form(Page::Request, kind.id, "request-" + kind.id);
    walker.start(Page::Request, "repair", "request-again");
    for (const char* id : {"request.next", "request.area.common", "request.place.qh1", "request.place.qh1-lift"})
        glass.tap(id);
    walker.show("duplicates");
    walker.form(Page::Join, "K1.1.4", "join");
    walk_troubled(glass, walker);
    walk_receipt(glass, walker);
    walk_mine(glass, walker);
    walk_operator(glass, walker, settings);
    walker.start(Page::Notices, {}, "notices");
    walker.start(Page::Notice, glass.state.station->notices.front().id, "notice");
    walker.start(Page::Notice, "water-stop", "notice-places");
    glass.state.session.read = {"water-stop"};
    glass.settle();
    walker.show("notice-read");
    walk_alarm(glass, walker);
    walk_limits(glass, walker);
    walker.start(Page::Emergency, {}, "emergency");
    walker.start(Page::Language, {}, "language");
    walker.start(Page::Appearance, {}, "appearance");
    walker.idle();
    walk_gallery(glass, walker);
}

}  // namespace linli::test
