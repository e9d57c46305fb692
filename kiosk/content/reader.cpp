#include "kiosk/content/reader.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "kiosk/base/check.h"

namespace linli::content {

extern const std::string_view kSchemaText;  // generated from schema/content.schema.json

using nlohmann::ordered_json;

const JsonSchema& document_schema() {
    static const JsonSchema schema = [] {
        Result<JsonSchema> compiled = JsonSchema::compile(kSchemaText);
        LINLI_CHECK(compiled.has_value());
        return std::move(*compiled);
    }();
    return schema;
}

namespace {

// Reads fields of JSON that the schema has accepted, so that only what a schema cannot say is a problem here.
class Reader {
  public:
    std::vector<Problem> problems;

    Document document(const ordered_json& json) {
        const std::string type = string(json, "type");
        if (type == "community") return community(json);
        if (type == "station") return station(json);
        if (type == "place") return place(json);
        if (type == "topic") return topic(json);
        if (type == "guide") return guide(json);
        if (type == "request-kind") return request_kind(json);
        if (type == "event") return event(json);
        if (type == "notice") return notice(json);
        if (type == "facility") return facility(json);
        LINLI_CHECK(type == "helper");
        return helper(json);
    }

  private:
    static std::string string(const ordered_json& json, const char* name) {
        const auto found = json.find(name);
        return found == json.end() ? std::string{} : found->get<std::string>();
    }
    static std::vector<std::string> strings(const ordered_json& json, const char* name) {
        const auto found = json.find(name);
        return found == json.end() ? std::vector<std::string>{} : found->get<std::vector<std::string>>();
    }
    static LocalizedText text(const ordered_json& json) {
        LocalizedText read;
        for (const auto& [tag, value] : json.items()) read.texts.emplace_back(tag, value.get<std::string>());
        return read;
    }
    static LocalizedText text(const ordered_json& json, const char* name) {
        const auto found = json.find(name);
        return found == json.end() ? LocalizedText{} : text(*found);
    }
    // Calls read(item, path) on each item of a list; nothing where it is left out.
    template <class Read>
    static auto list(const ordered_json& json, const char* name, Read read) {
        std::vector<decltype(read(json, std::string{}))> items;
        const auto found = json.find(name);
        if (found == json.end()) return items;
        for (std::size_t i = 0; i < found->size(); ++i)
            items.push_back(read((*found)[i], fmt::format("/{}/{}", name, i)));
        return items;
    }
    static std::vector<LocalizedText> texts(const ordered_json& json, const char* name) {
        return list(json, name, [](const ordered_json& item, const std::string&) { return text(item); });
    }
    // The enumerator whose name the schema let pass; `names` are in the enum's order, from zero.
    template <class Enum>
    static Enum choice(const ordered_json& json, const char* name, std::initializer_list<std::string_view> names) {
        const std::string value = string(json, name);
        const auto* const found = std::find(names.begin(), names.end(), value);
        LINLI_CHECK(found != names.end());
        return static_cast<Enum>(found - names.begin());
    }
    // The same where the field may be left out: then the first.
    template <class Enum>
    static Enum choice_or_first(const ordered_json& json, const char* name,
                                std::initializer_list<std::string_view> names) {
        return json.contains(name) ? choice<Enum>(json, name, names) : Enum{};
    }
    static Tint tint(const ordered_json& json) { return choice<Tint>(json, "tint", {"green", "red", "amber", "blue"}); }
    static Need need(const ordered_json& json, const char* name) {
        return choice<Need>(json, name, {"required", "optional"});
    }
    static PhoneNumber phone(const ordered_json& json) {
        return {string(json, "number"), text(json, "label"), string(json, "role")};
    }
    static std::optional<PhoneNumber> phone(const ordered_json& json, const char* name) {
        const auto found = json.find(name);
        if (found == json.end()) return std::nullopt;
        return phone(*found);
    }
    Instant moment(const ordered_json& json, const char* name, const std::string& path) {
        const ordered_json& value = json[name];
        const auto at = value.is_string() ? parse_rfc3339(value.get_ref<const std::string&>()) : fail(Error{});
        if (at) return *at;
        problems.push_back({fmt::format("{}/{}", path, name), "expected a moment as in 2026-11-21T19:00:00+08:00"});
        return {};
    }
    std::optional<Civil> date(const std::string& value, const std::string& path) {
        const auto at = parse_rfc3339(value + "T00:00:00Z");
        if (at) return to_civil(*at, 0);
        problems.push_back({path, "expected a date of the calendar"});
        return std::nullopt;
    }
    std::optional<Civil> date(const ordered_json& json, const char* name, const std::string& path) {
        if (!json.contains(name)) return std::nullopt;
        return date(string(json, name), fmt::format("{}/{}", path, name));
    }
    OpeningHours hours(const ordered_json& json, const char* name) {
        OpeningHours read;
        read.parts = list(json, name, [](const ordered_json& item, const std::string&) {
            return OpeningPart{item["days"].get<std::vector<int>>(), minute_of_day(string(item, "from")),
                               minute_of_day(string(item, "until"))};
        });
        for (const std::string& day : strings(json, "closed_on"))
            if (const auto civil = date(day, "/closed_on"))
                read.closed_on.push_back(day_number(from_civil(*civil, 0), 0));
        return read;
    }
    static int minute_of_day(const std::string& time) {
        return (time[0] - '0') * 600 + (time[1] - '0') * 60 + (time[3] - '0') * 10 + (time[4] - '0');
    }

    static Community community(const ordered_json& json) {
        Community read;
        read.id = string(json, "id");
        read.name = text(json, "name");
        read.utc_offset_minutes = json["utc_offset_minutes"].get<int>();
        read.emergency =
            list(json, "emergency", [](const ordered_json& item, const std::string&) { return phone(item); });
        read.desk = phone(json, "desk");
        read.languages = strings(json, "languages");
        read.allies = strings(json, "allies");
        read.retention_days = json["retention_days"].get<int>();
        return read;
    }

    static Tile tile(const ordered_json& json) {
        Tile read;
        read.id = string(json, "id");
        read.icon = string(json, "icon");
        read.tint = tint(json);
        read.size = choice<TileSize>(json, "size", {"large", "small"});
        read.title = text(json, "title");
        read.subtitle = text(json, "subtitle");
        read.target.kind = choice<TargetKind>(json["target"], "kind",
                                              {"requests", "request", "events", "event", "guides", "topic", "guide",
                                               "mine", "notices", "facilities", "helpers"});
        read.target.id = string(json["target"], "id");
        return read;
    }

    static Station station(const ordered_json& json) {
        Station read;
        read.id = string(json, "id");
        read.community = string(json, "community");
        read.name = text(json, "name");
        read.address = text(json, "address");
        read.tiles = list(json, "tiles", [](const ordered_json& item, const std::string&) { return tile(item); });
        return read;
    }

    // "401-412" stands for the rooms from 401 to 412; anything else is one room.
    void add_rooms(Floor& floor, const std::string& entry, const std::string& path) {
        const std::size_t dash = entry.find('-');
        const auto number = [](std::string_view digits) -> std::optional<int> {
            if (digits.empty() || digits.size() > 6) return std::nullopt;
            int value = 0;
            for (const char c : digits) {
                if (c < '0' || c > '9') return std::nullopt;
                value = value * 10 + (c - '0');
            }
            return value;
        };
        const auto first = dash == std::string::npos ? std::nullopt : number(entry.substr(0, dash));
        const auto last = dash == std::string::npos ? std::nullopt : number(entry.substr(dash + 1));
        if (!first || !last) {
            floor.rooms.push_back(entry);
            return;
        }
        if (*last < *first || *last - *first >= 200) {
            problems.push_back({path, fmt::format("expected a range of at most 200 rooms, found \"{}\"", entry)});
            return;
        }
        const int width = static_cast<int>(dash);
        for (int room = *first; room <= *last; ++room) floor.rooms.push_back(fmt::format("{:0{}}", room, width));
    }

    Place place(const ordered_json& json) {
        Place read;
        read.id = string(json, "id");
        read.community = string(json, "community");
        read.name = text(json, "name");
        read.floors = list(json, "floors", [this](const ordered_json& item, const std::string& path) {
            Floor floor;
            floor.label = string(item, "label");
            std::size_t index = 0;
            for (const auto& entry : item["rooms"])
                add_rooms(floor, entry.get<std::string>(), fmt::format("{}/rooms/{}", path, index++));
            return floor;
        });
        read.common = list(json, "common", [](const ordered_json& item, const std::string&) {
            return CommonPlace{string(item, "id"), string(item, "icon"), text(item, "name")};
        });
        return read;
    }

    static Topic topic(const ordered_json& json) {
        Topic read;
        read.id = string(json, "id");
        read.communities = strings(json, "communities");
        read.icon = string(json, "icon");
        read.tint = tint(json);
        read.title = text(json, "title");
        read.order = json["order"].get<int>();
        return read;
    }

    Guide guide(const ordered_json& json) {
        Guide read;
        read.id = string(json, "id");
        read.communities = strings(json, "communities");
        read.topic = string(json, "topic");
        read.title = text(json, "title");
        read.summary = text(json, "summary");
        read.steps = texts(json, "steps");
        read.papers = texts(json, "papers");
        read.where = text(json, "where");
        read.when = text(json, "when");
        read.fee = text(json, "fee");
        read.phone = phone(json, "phone");
        read.source = text(json, "source");
        read.source_date = date(json, "source_date", "");
        read.sources = list(json, "sources", [this](const ordered_json& item, const std::string& path) {
            return GuideSource{text(item, "title"), text(item, "publisher"), string(item, "url"),
                               date(item, "date", path)};
        });
        read.checked_on = date(json, "checked_on", "");
        read.keywords = texts(json, "keywords");
        return read;
    }

    static FormField field(const ordered_json& json) {
        const std::string type = string(json, "type");
        if (type == "choice")
            return ChoiceField{list(json, "options", [](const ordered_json& item, const std::string&) {
                return ChoiceOption{string(item, "id"), text(item, "label"), string(item, "icon")};
            })};
        if (type == "text") return TextField{json["max_length"].get<int>(), texts(json, "phrases")};
        if (type == "place") return PlaceField{choice<PlaceScope>(json, "scope", {"room", "common", "any"})};
        if (type == "date-slot")
            return DateSlotField{
                json["days_ahead"].get<int>(), list(json, "slots", [](const ordered_json& item, const std::string&) {
                    return DaySlot{string(item, "id"), text(item, "label"), minute_of_day(string(item, "from")),
                                   minute_of_day(string(item, "until"))};
                })};
        if (type == "contact") return ContactField{need(json, "phone")};
        LINLI_CHECK(type == "consent");
        return ConsentField{text(json, "statement")};
    }

    static FormStep step(const ordered_json& json) {
        FormStep read;
        read.id = string(json, "id");
        read.title = text(json, "title");
        read.hint = text(json, "hint");
        read.need = need(json, "need");
        if (const auto found = json.find("shown_if"); found != json.end())
            read.shown_if = ShownIf{string(*found, "step"), string(*found, "equals")};
        read.field = field(json);
        return read;
    }

    static RequestKind request_kind(const ordered_json& json) {
        RequestKind read;
        read.id = string(json, "id");
        read.communities = strings(json, "communities");
        read.category = string(json, "category");
        read.order = json.value("order", read.order);
        read.handlers = texts(json, "handlers");
        read.title = text(json, "title");
        read.hint = text(json, "hint");
        read.icon = string(json, "icon");
        read.tint = tint(json);
        read.visibility = choice<Visibility>(json, "visibility", {"public", "private"});
        read.who_sees = text(json, "who_sees");
        read.desk = choice<Desk>(json, "desk", {"community", "property"});
        read.clock = {json["clock"]["respond_hours"].get<int>(), json["clock"]["solve_hours"].get<int>()};
        if (const auto found = json.find("emergency"); found != json.end())
            read.emergency = EmergencyDiversion{text(*found, "text"), phone(*found, "phone").value_or(PhoneNumber{}),
                                                string(*found, "call")};
        read.steps = list(json, "steps", [](const ordered_json& item, const std::string&) { return step(item); });
        read.stages = list(json, "stages", [](const ordered_json& item, const std::string&) {
            const auto stage = stage_from_name(string(item, "stage"));
            LINLI_CHECK(stage.has_value());
            return StageText{*stage, text(item, "title"), text(item, "hint")};
        });
        return read;
    }

    Event event(const ordered_json& json) {
        Event read;
        read.id = string(json, "id");
        read.community = string(json, "community");
        read.shared_with = strings(json, "shared_with");
        read.kind = string(json, "kind");
        read.tags = texts(json, "tags");
        read.title = text(json, "title");
        read.summary = text(json, "summary");
        read.sessions = list(json, "sessions", [this](const ordered_json& item, const std::string& path) {
            EventSession session;
            session.title = text(item, "title");
            session.starts_at = moment(item, "starts_at", path);
            session.ends_at = moment(item, "ends_at", path);
            session.cancelled_because = text(item, "cancelled_because");
            return session;
        });
        read.place = text(json, "place");
        read.place_id = string(json, "place_id");
        if (const auto found = json.find("ages"); found != json.end())
            read.ages = Ages{(*found)["from"].get<int>(), (*found)["until"].get<int>()};
        read.companions = choice_or_first<Companions>(json, "companions", {"named", "counted"});
        read.pick_up = choice_or_first<PickUp>(json, "pick_up", {"none", "code"});
        read.consent = text(json, "consent");
        read.who = text(json, "who");
        read.cost = text(json, "cost");
        read.capacity = json["capacity"].get<int>();
        read.family_max = json.value("family_max", 1);
        read.closes_at = moment(json, "closes_at", "");
        read.cancelled_because = text(json, "cancelled_because");
        read.state = read.cancelled_because.empty() ? EventState::Open : EventState::Cancelled;
        return read;
    }

    Notice notice(const ordered_json& json) {
        Notice read;
        read.id = string(json, "id");
        read.communities = strings(json, "communities");
        read.level = choice<NoticeLevel>(json, "level", {"information", "important", "emergency"});
        read.title = text(json, "title");
        read.body = text(json, "body");
        read.from = moment(json, "from", "");
        read.until = moment(json, "until", "");
        read.receipt = choice_or_first<NoticeReceipt>(json, "receipt", {"none", "ask"});
        read.places = strings(json, "places");
        return read;
    }

    Facility facility(const ordered_json& json) {
        Facility read;
        read.id = string(json, "id");
        read.community = string(json, "community");
        read.kind = string(json, "kind");
        read.name = text(json, "name");
        read.place = text(json, "place");
        read.note = text(json, "note");
        read.hours = hours(json, "hours");
        read.phone = phone(json, "phone");
        read.icon = string(json, "icon");
        return read;
    }

    Helper helper(const ordered_json& json) {
        Helper read;
        read.id = string(json, "id");
        read.community = string(json, "community");
        read.role = string(json, "role");
        read.name = text(json, "name");
        read.about = text(json, "about");
        read.serves = strings(json, "serves");
        read.duty = hours(json, "duty");
        read.phone = phone(json, "phone");
        return read;
    }
};

bool is_relative(const ordered_json& json) {
    return json.is_object() && json.contains("day") && json.contains("time");
}

}  // namespace

Reading read_document(const ordered_json& json) {
    Reading reading;
    reading.problems = document_schema().check(json);
    if (!reading.problems.empty()) return reading;
    Reader reader;
    reading.document = reader.document(json);
    reading.problems = std::move(reader.problems);
    if (reading.problems.empty()) reading.problems = check_rules(reading.document);
    return reading;
}

void resolve_moments(ordered_json& json, Instant now, int offset_minutes) {
    if (is_relative(json)) {
        const std::string time = json["time"].get<std::string>();
        Civil civil = to_civil(now, offset_minutes);
        civil.day += std::stoi(json["day"].get<std::string>());
        civil.hour = std::stoi(time.substr(0, 2));
        civil.minute = std::stoi(time.substr(3, 2));
        civil.second = 0;
        json = to_rfc3339(from_civil(civil, offset_minutes));
        return;
    }
    if (json.is_structured())
        for (auto& child : json) resolve_moments(child, now, offset_minutes);
}

}  // namespace linli::content
