// What a document must not say against itself and no schema can hold.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "kiosk/content/reader.h"

namespace linli::content {
namespace {

class Rules {
  public:
    std::vector<Problem> problems;

    void operator()(const Community& community) {
        unique(community.languages, "/languages", [](const std::string& tag) { return tag; });
        if (std::find(community.languages.begin(), community.languages.end(), "zh-CN") == community.languages.end())
            wrong("/languages", "expected zh-CN among the languages");
        unique(community.allies, "/allies", [](const std::string& id) { return id; });
        if (std::find(community.allies.begin(), community.allies.end(), community.id) != community.allies.end())
            wrong("/allies", "expected other communities, found itself");
    }

    void operator()(const Station& station) {
        unique(station.tiles, "/tiles", [](const Tile& tile) { return tile.id; });
        for (std::size_t i = 0; i < station.tiles.size(); ++i) {
            const TileTarget& target = station.tiles[i].target;
            const std::string path = fmt::format("/tiles/{}/target/id", i);
            if (names_one(target.kind) && target.id.empty())
                wrong(path, "expected the id of what it opens, found nothing");
            if (!names_one(target.kind) && !target.id.empty()) wrong(path, "expected no id, for it opens a list");
        }
    }

    void operator()(const Place& place) {
        unique(place.common, "/common", [](const CommonPlace& common) { return common.id; });
        unique(place.floors, "/floors", [](const Floor& floor) { return floor.label; });
        std::set<std::string> rooms;
        for (std::size_t i = 0; i < place.floors.size(); ++i) {
            if (place.floors[i].rooms.size() > 200)
                wrong(fmt::format("/floors/{}/rooms", i), "expected at most 200 rooms on a floor");
            for (const auto& room : place.floors[i].rooms)
                if (!rooms.insert(room).second)
                    wrong(fmt::format("/floors/{}/rooms", i),
                          fmt::format("expected each room once, found \"{}\" again", room));
        }
        if (place.floors.empty() && place.common.empty()) wrong("", "expected floors or common places, found neither");
    }

    void operator()(const Topic&) {}
    void operator()(const Guide& guide) {
        if (guide.source.empty() && guide.sources.empty()) wrong("/sources", "expected a source, found none");
        if (guide.source.empty() == guide.source_date.has_value())
            wrong("/source_date", "expected source and source_date together");
    }

    void operator()(const RequestKind& kind) {
        if (kind.clock.respond_hours > kind.clock.solve_hours)
            wrong("/clock/respond_hours", "expected no more hours than to solve");
        unique(kind.steps, "/steps", [](const FormStep& step) { return step.id; });
        std::size_t contacts = 0;
        bool common = false;
        for (std::size_t i = 0; i < kind.steps.size(); ++i) {
            const FormStep& step = kind.steps[i];
            const std::string path = fmt::format("/steps/{}", i);
            if (std::holds_alternative<ContactField>(step.field)) {
                ++contacts;
                if (step.need != Need::Required || step.shown_if)
                    wrong(path,
                          "expected the contact step required and without a condition: its digits open the receipt");
            }
            if (const auto* place = std::get_if<PlaceField>(&step.field)) common |= place->scope != PlaceScope::Room;
            step_rules(kind, i, path);
        }
        if (contacts != 1) wrong("/steps", fmt::format("expected exactly one contact step, found {}", contacts));
        if (kind.visibility == Visibility::Public && !common)
            wrong("/visibility", "expected private, or a place step whose scope is common or any");
        stage_rules(kind);
        if (kind.emergency && kind.emergency->call.empty() == kind.emergency->phone.number.empty())
            wrong("/emergency", "expected either phone or call");
    }

    void operator()(const Event& event) {
        for (std::size_t i = 0; i < event.sessions.size(); ++i) {
            const EventSession& session = event.sessions[i];
            const std::string path = fmt::format("/sessions/{}", i);
            if (session.ends_at <= session.starts_at) wrong(path + "/ends_at", "expected a moment after starts_at");
            if (i > 0 && session.starts_at < event.sessions[i - 1].ends_at)
                wrong(path + "/starts_at", "expected a moment after the session before");
        }
        if (event.closes_at > event.sessions.back().ends_at)
            wrong("/closes_at", "expected a moment no later than the last session's end");
        if (event.family_max > event.capacity) wrong("/family_max", "expected no more seats than the capacity");
        unique(event.shared_with, "/shared_with", [](const std::string& id) { return id; });
        if (std::find(event.shared_with.begin(), event.shared_with.end(), event.community) != event.shared_with.end())
            wrong("/shared_with", "expected other communities, found its own");
        if (event.ages && event.ages->from > event.ages->until)
            wrong("/ages/until", "expected an age no younger than from");
    }

    void operator()(const Notice& notice) {
        if (notice.until <= notice.from) wrong("/until", "expected a moment after from");
        unique(notice.places, "/places", [](const std::string& id) { return id; });
    }

    void operator()(const Facility& facility) { hours_rules(facility.hours, "/hours"); }

    void operator()(const Helper& helper) {
        hours_rules(helper.duty, "/duty");
        unique(helper.serves, "/serves", [](const std::string& id) { return id; });
    }

  private:
    void wrong(std::string path, std::string text) {
        if (problems.size() < kMaxProblems) problems.push_back({std::move(path), std::move(text)});
    }

    template <class Item, class Key>
    void unique(const std::vector<Item>& items, const std::string& path, Key key) {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!seen.insert(key(items[i])).second)
                wrong(fmt::format("{}/{}", path, i),
                      fmt::format("expected each once, found \"{}\" again", key(items[i])));
    }

    void hours_rules(const OpeningHours& hours, const std::string& path) {
        for (std::size_t i = 0; i < hours.parts.size(); ++i) {
            const OpeningPart& part = hours.parts[i];
            if (part.until_minute <= part.from_minute)
                wrong(fmt::format("{}/{}/until", path, i), "expected a time after from");
            unique(part.days, fmt::format("{}/{}/days", path, i), [](int day) { return fmt::to_string(day); });
        }
    }

    static bool names_one(TargetKind kind) {
        switch (kind) {
            case TargetKind::Requests:
            case TargetKind::Events:
            case TargetKind::Guides:
            case TargetKind::Mine:
            case TargetKind::Notices:
            case TargetKind::Facilities:
            case TargetKind::Helpers:
                return false;
            case TargetKind::Request:
            case TargetKind::Event:
            case TargetKind::Topic:
            case TargetKind::Guide:
                return true;
        }
        return false;
    }

    void step_rules(const RequestKind& kind, std::size_t index, const std::string& path) {
        const FormStep& step = kind.steps[index];
        if (const auto* choice = std::get_if<ChoiceField>(&step.field))
            unique(choice->options, path + "/options", [](const ChoiceOption& option) { return option.id; });
        if (const auto* date = std::get_if<DateSlotField>(&step.field)) {
            unique(date->slots, path + "/slots", [](const DaySlot& slot) { return slot.id; });
            for (std::size_t i = 0; i < date->slots.size(); ++i)
                if (date->slots[i].until_minute <= date->slots[i].from_minute)
                    wrong(fmt::format("{}/slots/{}/until", path, i), "expected a time after from");
        }
        if (!step.shown_if) return;
        const auto begin = kind.steps.begin();
        const auto end = begin + static_cast<std::ptrdiff_t>(index);
        const auto earlier =
            std::find_if(begin, end, [&](const FormStep& other) { return other.id == step.shown_if->step; });
        const auto* choice = earlier == end ? nullptr : std::get_if<ChoiceField>(&earlier->field);
        if (choice == nullptr) {
            wrong(path + "/shown_if/step",
                  fmt::format("expected the id of an earlier choice step, found \"{}\"", step.shown_if->step));
            return;
        }
        const bool known = std::any_of(choice->options.begin(), choice->options.end(),
                                       [&](const ChoiceOption& option) { return option.id == step.shown_if->equals; });
        if (!known)
            wrong(path + "/shown_if/equals",
                  fmt::format("expected an option of \"{}\", found \"{}\"", earlier->id, step.shown_if->equals));
    }

    void stage_rules(const RequestKind& kind) {
        for (std::size_t i = 1; i < kind.stages.size(); ++i)
            if (kind.stages[i].stage <= kind.stages[i - 1].stage)
                wrong(fmt::format("/stages/{}/stage", i),
                      "expected intake, team, discuss, solve, follow-up in this order");
        for (const Stage needed : {Stage::Intake, Stage::Solve, Stage::FollowUp})
            if (std::none_of(kind.stages.begin(), kind.stages.end(),
                             [&](const StageText& text) { return text.stage == needed; }))
                wrong("/stages", fmt::format("expected a stage {}, found none", stage_name(needed)));
    }
};

}  // namespace

std::vector<Problem> check_rules(const Document& document) {
    Rules rules;
    std::visit(rules, document);
    return std::move(rules.problems);
}

}  // namespace linli::content
