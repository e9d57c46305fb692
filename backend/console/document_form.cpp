#include "backend/console/document_form.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/utf8.h"

namespace linli::hub::console {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t kMaxPhone = 20;
constexpr int kMaxSeriesDays = 370;

std::optional<int> two_digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

// Local midnight of "2026-11-22". Nothing where the calendar has no such day.
std::optional<Civil> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto at = parse_rfc3339(std::string(text) + "T00:00:00Z");
    if (!at) return std::nullopt;
    return to_civil(*at, 0);
}

std::optional<int> parse_minute(std::string_view text) {
    if (text.size() < 5 || text[2] != ':') return std::nullopt;
    const auto hour = two_digits(text.substr(0, 2));
    const auto minute = two_digits(text.substr(3, 2));
    if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59) return std::nullopt;
    if (*hour == 24 && *minute != 0) return std::nullopt;
    return *hour * 60 + *minute;
}

std::optional<Instant> moment_of(std::string_view day, std::string_view time, int utc_offset) {
    auto civil = parse_day(day);
    const auto minute = parse_minute(time);
    if (!civil || !minute) return std::nullopt;
    civil->minute = *minute;
    return from_civil(*civil, utc_offset);
}

class FormReader {
  public:
    FormReader(const Form& form, const FormPlace& place, ordered_json& document)
        : m_form(form), m_place(place), m_document(document) {}

    std::vector<FieldProblem> problems;

    void read(const FieldSpec& spec) {
        switch (spec.kind) {
            case FieldKind::Text:
                return read_text(spec);
            case FieldKind::Texts:
                return read_texts(spec);
            case FieldKind::Moment:
                return read_moment(spec);
            case FieldKind::Date:
                return read_date(spec.name, m_document, spec.name);
            case FieldKind::Number:
                return read_number(spec);
            case FieldKind::Choice:
                return read_choice(spec);
            case FieldKind::Communities:
                return read_communities(spec);
            case FieldKind::Phone:
                return read_phone(spec);
            case FieldKind::Sessions:
                return read_sessions(spec);
            case FieldKind::Sources:
                return read_sources(spec);
        }
    }

  private:
    void wrong(std::string at, std::string_view key, std::string value = {}) {
        problems.push_back({std::move(at), key, std::move(value)});
    }
    std::string typed(std::string_view name) const { return std::string(raw_field(m_form, name)); }

    // The words under `path` in each language; zh-CN is there wherever another is.
    ordered_json text_at(const std::string& path, int most, Need need) {
        ordered_json text = ordered_json::object();
        for (const std::string& language : m_place.languages) {
            const std::string name = fmt::format("{}.{}", path, language);
            const std::string clean = clean_text(typed(name), static_cast<std::size_t>(kMaxLongText) * 2);
            if (clean.empty()) continue;
            if (const std::size_t found = count_code_points(clean); found > static_cast<std::size_t>(most))
                wrong(name, "edit.problem.long", std::to_string(most));
            text[language] = clean;
        }
        const bool chinese = text.contains("zh-CN");
        if (!chinese && (!text.empty() || need == Need::Required)) wrong(path + ".zh-CN", "edit.problem.missing");
        return text;
    }
    static void put(ordered_json& to, std::string_view name, ordered_json value) {
        if (value.empty())
            to.erase(std::string(name));
        else
            to[std::string(name)] = std::move(value);
    }

    void read_text(const FieldSpec& spec) {
        put(m_document, spec.name, text_at(std::string(spec.name), spec.most, spec.need));
    }

    // An empty row is no item: that is how one is taken out.
    void read_texts(const FieldSpec& spec) {
        ordered_json items = ordered_json::array();
        for (int i = 0; i < spec.most; ++i) {
            ordered_json item = text_at(fmt::format("{}.{}", spec.name, i), kMaxText, Need::Optional);
            if (!item.empty()) items.push_back(std::move(item));
        }
        if (items.empty() && spec.need == Need::Required)
            wrong(fmt::format("{}.0.zh-CN", spec.name), "edit.problem.missing");
        // A guide names its papers also where there are none.
        if (items.empty() && spec.name == "papers")
            m_document["papers"] = ordered_json::array();
        else
            put(m_document, spec.name, std::move(items));
    }

    std::optional<Instant> moment_at(const std::string& name, Need need) {
        const std::string day = typed(name + ".date");
        const std::string time = typed(name + ".time");
        if (day.empty() && time.empty()) {
            if (need == Need::Required) wrong(name + ".date", "edit.problem.missing");
            return std::nullopt;
        }
        const auto at = moment_of(day, time, m_place.utc_offset);
        if (!at) wrong(name + (parse_day(day) ? ".time" : ".date"), "edit.problem.moment", day + " " + time);
        return at;
    }

    void read_moment(const FieldSpec& spec) {
        const auto at = moment_at(std::string(spec.name), spec.need);
        if (at)
            m_document[std::string(spec.name)] = to_rfc3339(*at);
        else
            m_document.erase(std::string(spec.name));
    }

    void read_date(std::string_view name, ordered_json& to, std::string_view key) {
        const std::string day = typed(name);
        if (!day.empty() && !parse_day(day)) wrong(std::string(name), "edit.problem.moment", day);
        if (day.empty() || !parse_day(day))
            to.erase(std::string(key));
        else
            to[std::string(key)] = day;
    }

    void read_number(const FieldSpec& spec) {
        const std::string name(spec.name);
        const std::string value = typed(name);
        const auto number = number_field(m_form, name);
        if (number && *number >= 1 && *number <= spec.most) {
            m_document[name] = *number;
            return;
        }
        m_document.erase(name);
        if (!value.empty())
            wrong(name, "edit.problem.number", std::to_string(spec.most));
        else if (spec.need == Need::Required)
            wrong(name, "edit.problem.missing");
    }

    // What is no option is refused by the check that follows.
    void read_choice(const FieldSpec& spec) {
        const std::string value = field(m_form, spec.name, 40);
        if (value.empty() && spec.need == Need::Required) wrong(std::string(spec.name), "edit.problem.missing");
        put(m_document, spec.name, value.empty() ? ordered_json() : ordered_json(value));
    }

    void read_communities(const FieldSpec& spec) {
        ordered_json chosen = ordered_json::array();
        const bool event = spec.name == "shared_with";
        if (!event) chosen.push_back(m_place.community);
        for (const std::string& ally : m_place.allies)
            if (!typed(fmt::format("{}.{}", spec.name, ally)).empty()) chosen.push_back(ally);
        put(m_document, spec.name, std::move(chosen));
    }

    void read_phone(const FieldSpec& spec) {
        const std::string name(spec.name);
        const std::string number = field(m_form, name + ".number", kMaxPhone * 2);
        if (number.empty()) {
            m_document.erase(name);
            return;
        }
        const bool plain = std::all_of(number.begin(), number.end(), [](char c) {
            return (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '+';
        });
        if (!plain || number.size() < 3 || number.size() > kMaxPhone) wrong(name + ".number", "edit.problem.phone");
        ordered_json phone = ordered_json::object();
        phone["number"] = number;
        phone["label"] = text_at(name + ".label", kMaxText, Need::Required);
        m_document[name] = std::move(phone);
    }

    // What was said of a session that is still there and the form does not ask for, such as why it was called off.
    ordered_json session_before(Instant starts_at) const {
        const auto sessions = m_document.find("sessions");
        if (sessions == m_document.end() || !sessions->is_array()) return ordered_json::object();
        for (const ordered_json& each : *sessions)
            if (each.is_object() && each.value("starts_at", "") == to_rfc3339(starts_at)) return each;
        return ordered_json::object();
    }

    void read_sessions(const FieldSpec& spec) {
        std::vector<std::pair<Instant, ordered_json>> read;
        for (int i = 0; i < spec.most; ++i) {
            const std::string path = fmt::format("sessions.{}", i);
            const std::string day = typed(path + ".date");
            if (day.empty()) continue;
            const auto from = moment_of(day, typed(path + ".from"), m_place.utc_offset);
            auto until = moment_of(day, typed(path + ".until"), m_place.utc_offset);
            if (!from || !until) {
                wrong(path + (!parse_day(day) ? ".date" : from ? ".until" : ".from"), "edit.problem.moment", day);
                continue;
            }
            // Over midnight.
            if (*until < *from) *until = *until + Millis{24LL * 3'600'000};
            if (*until == *from) wrong(path + ".until", "edit.problem.span");
            ordered_json session = session_before(*from);
            put(session, "title", text_at(path + ".title", kMaxText, Need::Optional));
            session["starts_at"] = to_rfc3339(*from);
            session["ends_at"] = to_rfc3339(*until);
            read.emplace_back(*from, std::move(session));
        }
        std::stable_sort(read.begin(), read.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 1; i < read.size(); ++i)
            if (read[i].first == read[i - 1].first) wrong("sessions.0.date", "edit.problem.twice");
        if (read.empty()) wrong("sessions.0.date", "edit.problem.missing");
        ordered_json sessions = ordered_json::array();
        for (auto& [at, session] : read) sessions.push_back(std::move(session));
        put(m_document, spec.name, std::move(sessions));
    }

    void read_sources(const FieldSpec& spec) {
        ordered_json sources = ordered_json::array();
        for (int i = 0; i < spec.most; ++i) {
            const std::string path = fmt::format("sources.{}", i);
            ordered_json source = ordered_json::object();
            const std::string address = field(m_form, path + ".url", kMaxAddress * 2);
            const bool any = !address.empty() || !typed(path + ".date").empty();
            put(source, "title", text_at(path + ".title", kMaxText, any ? Need::Required : Need::Optional));
            put(source, "publisher", text_at(path + ".publisher", kMaxText, Need::Optional));
            if (!address.empty()) {
                const bool fits = (address.starts_with("https://") || address.starts_with("http://")) &&
                                  address.find(' ') == address.npos && address.size() <= kMaxAddress;
                if (!fits) wrong(path + ".url", "edit.problem.url");
                source["url"] = address;
            }
            read_date(path + ".date", source, "date");
            if (!source.empty()) sources.push_back(std::move(source));
        }
        put(m_document, spec.name, std::move(sources));
    }

    const Form& m_form;
    const FormPlace& m_place;
    ordered_json& m_document;
};

// What a document may leave out and the kiosk does not.
void fill_in(std::string_view type, ordered_json& document) {
    if (type != "event") return;
    if (!document.contains("closes_at") && document.contains("sessions"))
        document["closes_at"] = document["sessions"][0]["starts_at"];
}

Instant instant_of(const ordered_json& moment) {
    if (!moment.is_string()) return {};
    return parse_rfc3339(moment.get_ref<const std::string&>()).value_or(Instant{});
}

// What two fields say against each other.
void compare(std::string_view type, const ordered_json& document, std::vector<FieldProblem>& problems) {
    if (type == "notice" && document.contains("from") && document.contains("until") &&
        instant_of(document["until"]) <= instant_of(document["from"]))
        problems.push_back({"until.date", "edit.problem.span"});
    if (type == "event" && document.contains("sessions") && document.contains("closes_at") &&
        instant_of(document["closes_at"]) > instant_of(document["sessions"].back()["ends_at"]))
        problems.push_back({"closes_at.date", "edit.problem.closes"});
    if (type == "event" && document.contains("capacity") && document.contains("family_max") &&
        document["family_max"].get<int>() > document["capacity"].get<int>())
        problems.push_back({"family_max", "edit.problem.family"});
    if (type == "guide" && !document.contains("sources")) {
        if (!document.contains("source")) problems.push_back({"source.zh-CN", "edit.problem.source"});
        if (!document.contains("source_date")) problems.push_back({"source_date", "edit.problem.missing"});
    }
    if (type == "guide" && document.contains("sources") &&
        document.contains("source") != document.contains("source_date"))
        problems.push_back({"source_date", "edit.problem.source"});
}

}  // namespace

ReadDocument read_document_form(std::string_view type, const Form& form, const FormPlace& place,
                                ordered_json& document) {
    FormReader reader(form, place, document);
    for (const FieldSpec& spec : fields_of(type)) reader.read(spec);
    fill_in(type, document);
    compare(type, document, reader.problems);
    return {std::move(reader.problems)};
}

std::vector<FieldProblem> add_series(const Form& form, const FormPlace& place, ordered_json& document) {
    const auto first = parse_day(raw_field(form, "series.first"));
    const auto last = parse_day(raw_field(form, "series.last"));
    const auto from = parse_minute(raw_field(form, "series.from"));
    auto until = parse_minute(raw_field(form, "series.until"));
    std::set<int> days;
    for (int day = 1; day <= 7; ++day)
        if (!raw_field(form, fmt::format("series.day.{}", day)).empty()) days.insert(day);
    if (!first || !last || !from || !until || days.empty()) return {{"series.first", "edit.problem.series"}};
    if (*until <= *from) *until += 24 * 60;
    ordered_json sessions = document.value("sessions", ordered_json::array());
    std::set<std::string> there;
    for (const ordered_json& each : sessions) there.insert(each.value("starts_at", ""));
    Civil day = *first;
    const Instant end = from_civil(*last, 0);
    for (int i = 0; i < kMaxSeriesDays && from_civil(day, 0) <= end; ++i, ++day.day) {
        const Civil real = to_civil(from_civil(day, 0), 0);
        if (!days.contains(real.weekday)) continue;
        Civil at = real;
        at.minute = *from;
        const std::string starts_at = to_rfc3339(from_civil(at, place.utc_offset));
        if (!there.insert(starts_at).second) continue;
        if (sessions.size() >= kMaxSessions)
            return {{"series.last", "edit.problem.many", std::to_string(kMaxSessions)}};
        at.minute = *until;
        ordered_json session = ordered_json::object();
        session["starts_at"] = starts_at;
        session["ends_at"] = to_rfc3339(from_civil(at, place.utc_offset));
        sessions.push_back(std::move(session));
    }
    std::stable_sort(sessions.begin(), sessions.end(), [](const ordered_json& a, const ordered_json& b) {
        return instant_of(a["starts_at"]) < instant_of(b["starts_at"]);
    });
    if (sessions.empty()) return {{"series.first", "edit.problem.series"}};
    document["sessions"] = std::move(sessions);
    return {};
}

ordered_json new_document(std::string_view type, std::string_view id, const FormPlace& place, Instant now) {
    ordered_json document = ordered_json::object();
    document["type"] = type;
    document["id"] = id;
    const Civil today = to_civil(now, place.utc_offset);
    const auto day_later = [&](int days, int minute) {
        Civil at = today;
        at.day += days;
        at.hour = 0;
        at.minute = minute;
        at.second = 0;
        return to_rfc3339(from_civil(at, place.utc_offset));
    };
    if (type == "event") {
        document["community"] = place.community;
        document["capacity"] = 20;
        document["family_max"] = 1;
    } else {
        document["communities"] = ordered_json::array({place.community});
    }
    if (type == "notice") {
        document["level"] = "information";
        document["from"] = day_later(0, 0);
        document["until"] = day_later(7, 22 * 60);
    }
    return document;
}

ordered_json copy_document(std::string_view type, std::string_view id, const FormPlace& place, ordered_json document,
                           Instant now) {
    document["id"] = id;
    document.erase("cancelled_because");
    if (type != "event") document["communities"] = ordered_json::array({place.community});
    if (type == "notice" && document.contains("from") && document.contains("until")) {
        const Millis shown = instant_of(document["until"]) - instant_of(document["from"]);
        Civil today = to_civil(now, place.utc_offset);
        today.hour = today.minute = today.second = 0;
        const Instant from = from_civil(today, place.utc_offset);
        document["from"] = to_rfc3339(from);
        document["until"] = to_rfc3339(from + std::max(shown, Millis{3'600'000}));
    }
    if (type != "event") return document;
    document["community"] = place.community;
    document.erase("shared_with");
    const auto sessions = document.find("sessions");
    if (sessions == document.end() || !sessions->is_array() || sessions->empty()) return document;
    constexpr std::int64_t kWeek = 7LL * 24 * 3'600'000;
    const Instant first = instant_of(sessions->front().value("starts_at", ordered_json()));
    const Instant last = std::max(instant_of(sessions->back().value("starts_at", ordered_json())), now);
    const Millis by{((last - first).count() / kWeek + 1) * kWeek};
    for (ordered_json& each : *sessions) {
        each.erase("cancelled_because");
        for (const char* moment : {"starts_at", "ends_at"})
            each[moment] = to_rfc3339(instant_of(each.value(moment, ordered_json())) + by);
    }
    if (document.contains("closes_at")) document["closes_at"] = to_rfc3339(instant_of(document["closes_at"]) + by);
    return document;
}

DayAndTime day_and_time(const ordered_json& moment, int utc_offset) {
    if (!moment.is_string()) return {};
    const auto at = parse_rfc3339(moment.get_ref<const std::string&>());
    if (!at) return {};
    const Civil civil = to_civil(*at, utc_offset);
    return {fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day),
            fmt::format("{:02}:{:02}", civil.hour, civil.minute)};
}

std::optional<Instant> moment_field(const Form& form, std::string_view name, int utc_offset) {
    return moment_of(raw_field(form, fmt::format("{}.date", name)), raw_field(form, fmt::format("{}.time", name)),
                     utc_offset);
}

std::string text_in(const ordered_json& text, std::string_view language) {
    if (!text.is_object()) return {};
    const auto found = text.find(std::string(language));
    return found != text.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string picked(const ordered_json& text, std::string_view language) {
    if (std::string own = text_in(text, language); !own.empty()) return own;
    return text_in(text, "zh-CN");
}

std::vector<std::string> form_languages(const std::vector<std::string>& community, const ordered_json& document) {
    constexpr std::size_t kMost = 16;
    std::vector<std::string> all{"zh-CN"};
    const auto add = [&](const std::string& tag) {
        if (all.size() < kMost && std::find(all.begin(), all.end(), tag) == all.end()) all.push_back(tag);
    };
    for (const std::string& tag : community) add(tag);
    const auto walk = [&](const auto& self, const ordered_json& value) -> void {
        if (value.is_object() && value.contains("zh-CN"))
            for (const auto& [tag, text] : value.items()) add(tag);
        else if (value.is_structured())
            for (const auto& child : value) self(self, child);
    };
    walk(walk, document);
    return all;
}

ordered_json parse_stored(std::string_view json) {
    ordered_json value = ordered_json::parse(json, nullptr, false);
    return value.is_object() ? value : ordered_json::object();
}

}  // namespace linli::hub::console
