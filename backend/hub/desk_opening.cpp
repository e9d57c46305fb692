#include "backend/hub/desk_opening.h"

#include "kiosk/base/log.h"
#include "kiosk/base/utf8.h"
#include "kiosk/wire/codec.h"

namespace linli::hub {
namespace {

constexpr std::string_view kRatingWords = "words";  // the one field of a rating's sealed part

// A number is given for the community's desk; the property company and partners get it where the resident said so.
bool may_have_phone(Role role, const PrivatePart& part) {
    switch (role) {
        case Role::Desk:
            return true;
        case Role::Property:
        case Role::Partner:
            return part.property_may_see_phone;
        case Role::Editor:
        case Role::Operator:
            return false;
    }
    return false;
}

}  // namespace

Result<OpenedPart> open_part(Work& work, const ItemRow& item, Role role) {
    if (item.erased_at) return OpenedPart{Opened::Erased, {}};
    if (item.withdrawn_at) return OpenedPart{Opened::Withdrawn, {}};
    const auto key = parse_item_id(item.state.id);
    if (!key) return OpenedPart{};
    LINLI_TRY(const auto body, work.sql.one(
                                   "SELECT body FROM operation WHERE kiosk=? AND epoch=? AND seq=?",
                                   [](const SqlRow& r) { return r.string(0); }, key->kiosk, key->epoch, key->seq));
    const auto operation = wire::decode_operation(body.value_or(""));
    if (!operation) return OpenedPart{};
    OpenedPart out = open_sealed(work, *operation, role);
    if (out.opened == Opened::Unreadable) log_warning("hub", "the sealed part of {} cannot be read", item.state.id);
    return out;
}

OpenedPart open_sealed(const Work& work, const Operation& operation, Role role) {
    if (operation.sealed.empty()) return OpenedPart{Opened::Whole, {}};
    const auto plain = crypto::open_seal(work.keys.sealing, operation.sealed);
    auto part = plain ? wire::decode_private_part(*plain) : fail(plain.error());
    if (!part) return OpenedPart{};
    OpenedPart out{Opened::Whole, std::move(*part)};
    if (!out.part.phone.empty() && !may_have_phone(role, out.part)) {
        out.part.phone.clear();
        out.opened = Opened::WithoutPhone;
    }
    return out;
}

std::string open_words(const Work& work, ByteView sealed) {
    if (sealed.empty()) return {};
    return crypto::open_seal(work.keys.sealing, sealed).value_or(std::string());
}

std::string open_rating(const Work& work, ByteView sealed) {
    if (sealed.empty()) return {};
    const auto plain = crypto::open_seal(work.keys.sealing, sealed);
    const auto part = plain ? wire::decode_private_part(*plain) : fail(plain.error());
    if (!part) return {};
    for (const FieldValue& field : part->fields)
        if (field.field == kRatingWords) return field.value;
    return {};
}

std::string_view answer_in(const PrivatePart& part, std::string_view field) {
    for (const FieldValue& each : part.fields)
        if (each.field == field) return each.value;
    return {};
}

Result<std::string> checked_words(std::string_view words, std::size_t most) {
    if (words.size() > most * 4 || count_code_points(words) > most)
        return fail(Fault::TooLarge, "more than {} characters", most);
    std::string clean = clean_text(words, most);
    if (clean.empty()) return fail(Fault::Invalid, "no words");
    return clean;
}

}  // namespace linli::hub
