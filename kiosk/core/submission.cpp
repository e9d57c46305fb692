#include "kiosk/core/submission.h"

#include <algorithm>
#include <charconv>

#include "kiosk/base/utf8.h"
#include "kiosk/content/catalogue.h"
#include "kiosk/domain/event_rules.h"
#include "kiosk/domain/place_answer.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/wire/codec.h"

namespace linli {
namespace {

constexpr std::size_t kMaxFields = 64;
constexpr std::size_t kMaxValueLength = 2'000;  // code points
constexpr std::size_t kMaxPhoneLength = 24;
constexpr std::string_view kAnyDay = "any";  // where the kiosk does not know the date

tl::unexpected<std::string> refuse(std::string_view key) {
    return tl::unexpected<std::string>(std::string(key));
}

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

template <class T>
std::optional<T> find_as(const Circumstances& at, std::string_view type, std::string_view id) {
    auto document = at.find(type, id);
    if (!document) return std::nullopt;
    if (T* wanted = std::get_if<T>(&*document)) return std::move(*wanted);
    return std::nullopt;
}

Urgency urgency_of(const RequestKind& kind) {
    return kind.emergency ? Urgency::MayBe : Urgency::Never;
}

Checked<PrivatePart> check_contact(const Contact& contact, Need phone) {
    if (!is_four_digits(contact.digits)) return refuse("error.digits");
    PrivatePart part;
    part.phone = clean_text(contact.phone, kMaxPhoneLength);
    const bool plausible = std::all_of(part.phone.begin(), part.phone.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' ' || c == '(' || c == ')';
    });
    if (!plausible) return refuse("error.phone");
    if (phone == Need::Required && part.phone.empty()) return refuse("error.phone");
    part.property_may_see_phone = contact.property_may_see_phone && !part.phone.empty();
    part.language = clean_language(contact.language);
    return part;
}

bool place_exists(const PlaceAnswer& answer, PlaceScope scope, const Circumstances& at) {
    const auto place = find_as<Place>(at, "place", answer.place);
    if (!place || place->community != at.community) return false;
    if (!answer.common.empty())
        return scope != PlaceScope::Room && std::any_of(place->common.begin(), place->common.end(),
                                                        [&](const CommonPlace& c) { return c.id == answer.common; });
    if (answer.room.empty()) return scope != PlaceScope::Room;
    return scope != PlaceScope::Common &&
           std::any_of(place->floors.begin(), place->floors.end(), [&](const Floor& floor) {
               return floor.label == answer.floor &&
                      std::find(floor.rooms.begin(), floor.rooms.end(), answer.room) != floor.rooms.end();
           });
}

std::optional<std::int64_t> read_day(std::string_view text) {
    Civil civil;
    const auto number = [&](std::size_t from, std::size_t length, int& out) {
        const char* end = text.data() + from + length;
        return std::from_chars(text.data() + from, end, out).ptr == end;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !number(0, 4, civil.year) ||
        !number(5, 2, civil.month) || !number(8, 2, civil.day))
        return std::nullopt;
    return day_number(from_civil(civil, 0), 0);
}

bool date_slot_fits(std::string_view value, const DateSlotField& field, const Circumstances& at) {
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view slot = value.substr(slash + 1);
    if (std::none_of(field.slots.begin(), field.slots.end(), [&](const DaySlot& s) { return s.id == slot; }))
        return false;
    if (value.substr(0, slash) == kAnyDay) return true;
    const auto day = read_day(value.substr(0, slash));
    if (!day) return false;
    if (!at.now) return true;
    const auto community = find_as<Community>(at, "community", at.community);
    const std::int64_t today = day_number(*at.now, community ? community->utc_offset_minutes : 0);
    // A form may be open over midnight.
    return *day >= today - 1 && *day <= today + field.days_ahead;
}

// The value as it is kept, or the refusal. Only called with a value that is not empty.
Checked<std::string> check_value(const FormStep& step, const std::string& value, const Circumstances& at) {
    constexpr std::string_view kBad = "error.form-invalid";
    return std::visit(
        Overloaded{
            [&](const ChoiceField& field) -> Checked<std::string> {
                const bool offered = std::any_of(field.options.begin(), field.options.end(),
                                                 [&](const ChoiceOption& o) { return o.id == value; });
                return offered ? Checked<std::string>(value) : refuse(kBad);
            },
            [&](const TextField& field) -> Checked<std::string> {
                return clean_text(value, std::min(static_cast<std::size_t>(field.max_length), kMaxValueLength));
            },
            [&](const PlaceField& field) -> Checked<std::string> {
                const auto place = parse_place_answer(value);
                return place && place_exists(*place, field.scope, at) ? Checked<std::string>(value) : refuse(kBad);
            },
            [&](const DateSlotField& field) -> Checked<std::string> {
                return date_slot_fits(value, field, at) ? Checked<std::string>(value) : refuse("error.form-date");
            },
            [&](const ContactField&) -> Checked<std::string> { return refuse(kBad); },
            [&](const ConsentField&) -> Checked<std::string> {
                if (value == "yes") return value;
                return value == "no" && step.need == Need::Optional ? Checked<std::string>(value)
                                                                    : refuse("error.form-consent");
            },
        },
        step.field);
}

// A common place that a public kind names in clear, so that others can join; empty otherwise.
std::string public_place(const RequestKind& kind, const FormStep& step, const std::string& value) {
    if (kind.visibility != Visibility::Public || !std::holds_alternative<PlaceField>(step.field)) return {};
    const auto place = parse_place_answer(value);
    return place ? place->common : std::string();
}

Checked<Submission> check_length(Submission submission) {
    if (wire::encode(submission.part).size() > kMaxPrivateBytes) return refuse("error.too-long");
    return submission;
}

}  // namespace

std::string clean_language(const std::string& tag) {
    const bool good = !tag.empty() && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    return good ? tag : "zh-CN";
}

Checked<Submission> check_request(const SubmitRequest& command, const Circumstances& at) {
    const auto kind = find_as<RequestKind>(at, "request-kind", command.kind);
    if (!kind || !content::is_for(kind->communities, at.community)) return refuse("error.not-offered");
    const auto given = [&](std::string_view step) -> const std::string* {
        for (const FieldValue& answer : command.answers)
            if (answer.field == step && !answer.value.empty()) return &answer.value;
        return nullptr;
    };
    const auto steps = shown_steps(*kind, [&](std::string_view step) -> std::optional<std::string_view> {
        const std::string* value = given(step);
        if (value == nullptr) return std::nullopt;
        return *value;
    });
    Submission out;
    OpenRequest body{kind->id, ""};
    std::vector<FieldValue> fields;
    Need phone = Need::Optional;
    for (const FormStep* step : steps) {
        if (const auto* contact = std::get_if<ContactField>(&step->field)) {
            phone = contact->phone;
            continue;
        }
        const std::string* value = given(step->id);
        if (value == nullptr) {
            if (step->need == Need::Required) return refuse("error.form-incomplete");
            continue;
        }
        auto kept = check_value(*step, *value, at);
        if (!kept) return refuse(kept.error());
        if (kept->empty() && step->need == Need::Required) return refuse("error.form-incomplete");
        if (kept->empty()) continue;
        if (body.place.empty()) body.place = public_place(*kind, *step, *kept);
        if (fields.size() < kMaxFields) fields.push_back({step->id, std::move(*kept)});
    }
    auto part = check_contact(command.contact, phone);
    if (!part) return refuse(part.error());
    out.body = std::move(body);
    out.part = std::move(*part);
    out.part.fields = std::move(fields);
    out.digits = command.contact.digits;
    out.urgency = urgency_of(*kind);
    return check_length(std::move(out));
}

Checked<Submission> check_sign_up(const SubmitSignUp& command, const Circumstances& at) {
    const auto event = find_as<Event>(at, "event", command.event);
    const bool ours =
        event && (event->community == at.community || std::find(event->shared_with.begin(), event->shared_with.end(),
                                                                at.community) != event->shared_with.end());
    if (!ours) return refuse("error.event-unknown");
    if (event->state == EventState::Cancelled) return refuse("error.event-cancelled");
    if (at.now && *at.now >= event->sessions.back().ends_at) return refuse("error.event-past");
    if (rest_is_called_off(*event, at.now)) return refuse("error.event-cancelled");
    if (at.now && *at.now >= event->closes_at) return refuse("error.event-closed");
    const auto most = static_cast<std::size_t>(event->family_max);
    if (command.names.empty() || command.names.size() > most) return refuse("error.too-many-seats");
    // Whoever leaves a child has to be found at once.
    const bool in_care = leaves_somebody_in_care(*event);
    auto part = check_contact(command.contact, in_care ? Need::Required : Need::Optional);
    if (!part) return refuse(part.error());
    Submission out{TakeSeats{event->id, static_cast<int>(command.names.size()), ""}, std::move(*part),
                   command.contact.digits};
    for (const std::string& name : command.names) {
        out.part.names.push_back(clean_text(name, kMaxNameLength));
        if (in_care && out.part.names.back().empty()) return refuse("error.form-incomplete");
    }
    const auto answer = [&](std::string_view field) {
        for (const FieldValue& each : command.answers)
            if (each.field == field) return each.value;
        return std::string{};
    };
    if (!event->consent.empty()) {
        if (answer(kConsentField) != "yes") return refuse("error.form-consent");
        out.part.fields.push_back({std::string(kConsentField), "yes"});
    }
    if (event->pick_up == PickUp::Code) {
        if (std::string guardian = clean_text(answer(kGuardianField), kMaxNameLength); !guardian.empty())
            out.part.fields.push_back({std::string(kGuardianField), std::move(guardian)});
        std::string code = answer(kPickUpField);
        if (!is_four_digits(code)) return refuse("error.form-incomplete");
        out.part.fields.push_back({std::string(kPickUpField), std::move(code)});
    }
    return check_length(std::move(out));
}

Checked<Submission> check_join(const SubmitJoin& command, const std::optional<PublicTrouble>& trouble,
                               const Circumstances& at) {
    if (!trouble) return refuse("error.trouble-gone");
    if (trouble->closed) return refuse("error.trouble-closed");
    auto part = check_contact(command.contact, Need::Optional);
    if (!part) return refuse(part.error());
    const auto kind = find_as<RequestKind>(at, "request-kind", trouble->kind);
    return check_length({JoinTrouble{trouble->id}, std::move(*part), command.contact.digits,
                         kind ? urgency_of(*kind) : Urgency::Never});
}

}  // namespace linli
