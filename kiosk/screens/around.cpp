#include "kiosk/screens/around.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/hours_words.h"

namespace linli::screens {
namespace {

// Kinds of the content's format, in the order in which people look for them.
constexpr std::string_view kKinds[] = {"desk",     "health", "food",    "daily", "children",
                                       "learning", "sport",  "traffic", "safety"};

void draw_phone_of(const View& view, ui::Ui& ui, const std::string& id, const std::optional<PhoneNumber>& phone) {
    if (phone) ui.fact(id, view.text(phone->label), phone->number);
}

void draw_facility(const View& view, ui::Ui& ui, const Facility& facility) {
    const OpenNow now = open_now(view, facility.hours, Keeps::Open);
    ui.begin_card();
    ui.heading(view.text(facility.name), {.id = "around.name." + facility.id});
    ui.status("around.now." + facility.id, now.status, now.text);
    ui.text(view.text(facility.place));
    if (!facility.note.empty()) ui.secondary(view.text(facility.note));
    ui.fact("around.hours." + facility.id, view.tr("hours.label"), hours_sentence(view, facility.hours));
    draw_phone_of(view, ui, "around.phone." + facility.id, facility.phone);
    ui.end_card();
}

void draw_kind(const View& view, ui::Ui& ui, std::string_view kind) {
    const auto& all = view.station.facilities;
    const auto is_of_kind = [&](const Facility& facility) { return facility.kind == kind; };
    if (std::none_of(all.begin(), all.end(), is_of_kind)) return;
    ui.heading(view.tr("around.kind." + std::string(kind)));
    ui.begin_grid(card_columns(ui));
    for (const Facility& facility : all)
        if (is_of_kind(facility)) draw_facility(view, ui, facility);
    ui.end_grid();
}

bool is_for_all(const Helper& helper) {
    return helper.serves.empty();
}
bool serves(const Helper& helper, std::string_view place) {
    return std::find(helper.serves.begin(), helper.serves.end(), place) != helper.serves.end();
}

void draw_helper(const View& view, ui::Ui& ui, const Helper& helper) {
    const OpenNow now = open_now(view, helper.duty, Keeps::OnDuty);
    ui.begin_card();
    ui.heading(view.text(helper.name), {.id = "helpers.name." + helper.id});
    ui.text(view.text(helper.about));
    ui.status("helpers.now." + helper.id, now.status, now.text);
    ui.fact("helpers.hours." + helper.id, view.tr("helpers.duty"), hours_sentence(view, helper.duty));
    draw_phone_of(view, ui, "helpers.phone." + helper.id, helper.phone);
    ui.end_card();
}

// True where there is one to choose.
bool draw_buildings(const View& view, ui::Ui& ui, Commands& commands) {
    std::vector<const Place*> places;
    for (const Place& place : view.station.places)
        if (std::any_of(view.station.helpers.begin(), view.station.helpers.end(),
                        [&](const Helper& helper) { return serves(helper, place.id); }))
            places.push_back(&place);
    const auto& helpers = view.station.helpers;
    const bool some_for_all = std::any_of(helpers.begin(), helpers.end(), is_for_all);
    if (places.empty()) {
        ui.title(view.tr(some_for_all ? "helpers.everyone" : "helpers.page"));
        return false;
    }
    ui.title(view.tr("helpers.where"));
    ui.begin_grid(choice_columns(ui, places.size()), ui::LastRow::Stretched);
    for (const Place* place : places)
        if (ui.choice("helpers.place." + place->id, {.label = view.text(place->name)}))
            commands.push(Open{{Page::Helpers, place->id}});
    ui.end_grid();
    if (some_for_all) ui.heading(view.tr("helpers.everyone"));
    return true;
}

}  // namespace

int open_facilities(const View& view) {
    if (!view.sync.date_known) return 0;
    return static_cast<int>(
        std::count_if(view.station.facilities.begin(), view.station.facilities.end(), [&](const Facility& facility) {
            const auto state = openness_at(facility.hours, view.now, view.dates.offset_minutes()).state;
            return state == Openness::State::Always || state == Openness::State::Open;
        }));
}

void draw_around(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    begin_page(view, ui, commands, {.title = tr("around.page"), .back = ui::Back::Shown});
    ui.title(tr("around.title"));
    for (const std::string_view kind : kKinds) draw_kind(view, ui, kind);
    if (view.station.facilities.empty()) ui.text(tr("around.none"), {.id = "around.none"});
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

void draw_helpers(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const std::string& building = view.here().key;
    const auto& places = view.station.places;
    const auto place = std::find_if(places.begin(), places.end(), [&](const Place& p) { return p.id == building; });
    if (!building.empty() && place == places.end()) return draw_gone(view, ui, commands);
    begin_page(view, ui, commands, {.title = tr("helpers.page"), .back = ui::Back::Shown});
    bool nobody = true;
    if (building.empty())
        nobody = !draw_buildings(view, ui, commands);
    else
        ui.title(tr("helpers.title", {{"place", view.text(place->name)}}));
    const auto& helpers = view.station.helpers;
    const auto is_shown = [&](const Helper& helper) {
        return is_for_all(helper) || (!building.empty() && serves(helper, building));
    };
    ui.begin_grid(card_columns(ui));
    for (const Helper& helper : helpers)
        if (!is_for_all(helper) && is_shown(helper)) draw_helper(view, ui, helper);
    for (const Helper& helper : helpers)
        if (is_for_all(helper)) draw_helper(view, ui, helper);
    ui.end_grid();
    if (nobody && std::none_of(helpers.begin(), helpers.end(), is_shown))
        ui.text(tr("helpers.none"), {.id = "helpers.none"});
    ui.secondary(tr("helpers.emergency"));
    (void)footer(view, ui, commands, {});
    ui.end_page();
}

}  // namespace linli::screens
