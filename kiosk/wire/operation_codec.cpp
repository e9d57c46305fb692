#include <utility>

#include "kiosk/wire/codec.h"
#include "kiosk/wire/json.h"
#include "kiosk/wire/limits.h"

namespace linli::wire {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
// g++ deduces it without this; clang 14, which clang-tidy is, does not.
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

constexpr std::size_t kMaxFields = 64;
constexpr std::size_t kMaxNames = 20;
constexpr std::size_t kMaxValueBytes = 8'000;  // 2,000 code points

// The clear part, with "do" naming the kind.
Json body_json(const OperationBody& body) {
    return std::visit(
        Overloaded{
            [](const OpenRequest& b) {
                Json json{{"do", "open"}, {"kind", b.kind}};
                if (!b.place.empty()) json["place"] = b.place;
                return json;
            },
            [](const JoinTrouble& b) {
                return Json{{"do", "join"}, {"item", b.item}};
            },
            [](const WithdrawRequest& b) {
                return Json{{"do", "withdraw"}, {"item", b.item}};
            },
            [](const RateRequest& b) {
                return Json{{"do", "rate"}, {"item", b.item}, {"verdict", name_of(b.verdict)}, {"grade", b.grade}};
            },
            [](const TakeSeats& b) {
                Json json{{"do", "seats"}, {"event", b.event}, {"seats", b.seats}};
                if (!b.lease.empty()) json["lease"] = b.lease;
                return json;
            },
            [](const CancelSeats& b) {
                return Json{{"do", "cancel-seats"}, {"item", b.item}};
            },
            [](const ReadNotice& b) {
                return Json{{"do", "read"}, {"notice", b.notice}};
            },
            [](const UnknownOperation& b) {
                return Json{{"do", b.name}};
            },
        },
        body);
}

OperationBody read_body(Reader& r) {
    const std::string kind = r.text("do", kMaxIdLength);
    if (kind == "open") return OpenRequest{r.id("kind"), r.has("place") ? r.id("place") : std::string()};
    if (kind == "join") return JoinTrouble{r.id("item")};
    if (kind == "withdraw") return WithdrawRequest{r.id("item")};
    if (kind == "rate")
        return RateRequest{r.id("item"), r.named("verdict", verdict_from_name),
                           static_cast<int>(r.integer("grade", 1, 5))};
    if (kind == "seats")
        return TakeSeats{r.id("event"), static_cast<int>(r.integer("seats", 1, kMaxSeats)),
                         r.has("lease") ? r.id("lease") : std::string()};
    if (kind == "cancel-seats") return CancelSeats{r.id("item")};
    if (kind == "read") return ReadNotice{r.id("notice")};
    return UnknownOperation{kind};
}

// What is nobody's in particular stands under no receipt.
bool has_receipt(const OperationBody& body) {
    return !std::holds_alternative<ReadNotice>(body);
}

}  // namespace

std::string encode(const Operation& operation) {
    Json json = body_json(operation.body);
    json["at"] = operation.device_time.ms;
    if (has_receipt(operation.body)) json["key"] = base64(operation.receipt_key);
    if (!operation.sealed.empty()) json["sealed"] = base64(operation.sealed);
    if (!operation.readback.empty()) json["readback"] = base64(operation.readback);
    if (operation.proof) json["proof"] = base64(*operation.proof);
    return json.dump();
}

Result<Operation> decode_operation(std::string_view text) {
    if (text.size() > kMaxOperationBytes)
        return fail(Fault::TooLarge, "an operation is over {} bytes", kMaxOperationBytes);
    LINLI_TRY(const Json json, parse_object(text));
    Reader r(json);
    Operation out;
    out.body = read_body(r);
    // A kind of a newer kiosk may have other fields: it is quarantined as it is, not refused.
    if (std::holds_alternative<UnknownOperation>(out.body)) {
        LINLI_OK(r.done());
        // What the resident wrote is still read by staff where it is sealed as in the kinds known here.
        Reader rest(json);
        out.sealed = rest.bytes_or_empty("sealed", kMaxSealedBytes);
        if (!rest.done()) out.sealed.clear();
        return out;
    }
    out.device_time = {r.integer("at", INT64_MIN, INT64_MAX)};
    if (has_receipt(out.body)) out.receipt_key = r.array<32>("key");
    out.sealed = r.bytes_or_empty("sealed", kMaxSealedBytes);
    out.readback = r.bytes_or_empty("readback", kMaxSealedBytes);
    if (r.has("proof")) out.proof = r.array<64>("proof");
    LINLI_OK(r.done());
    return out;
}

std::string proof_message(const OperationKey& key, const OperationBody& body) {
    return fmt::format("linli proof 1\n{}\n{}", item_id(key), body_json(body).dump());
}

std::string encode(const PrivatePart& part) {
    Json fields = Json::array();
    for (const FieldValue& value : part.fields) fields.push_back(Json::array({value.field, value.value}));
    Json json{{"fields", std::move(fields)}, {"lang", part.language}};
    if (!part.names.empty()) json["names"] = part.names;
    if (!part.phone.empty()) json["phone"] = part.phone;
    if (part.property_may_see_phone) json["property"] = true;
    // What a resident typed was made well-formed when it was taken; anything else would end the program here.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<PrivatePart> decode_private_part(std::string_view text) {
    LINLI_TRY(const Json json, parse_object(text));
    Reader r(json);
    PrivatePart out;
    for (const Json& pair : r.list("fields", kMaxFields)) {
        const bool good = pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string() &&
                          pair[0].get_ref<const std::string&>().size() <= kMaxIdLength &&
                          pair[1].get_ref<const std::string&>().size() <= kMaxValueBytes;
        if (good)
            out.fields.push_back({pair[0].get<std::string>(), pair[1].get<std::string>()});
        else
            r.wrong("fields", "pairs of texts");
    }
    for (const Json& name : r.list("names", kMaxNames)) {
        if (name.is_string() && name.get_ref<const std::string&>().size() <= kMaxValueBytes)
            out.names.push_back(name.get<std::string>());
        else
            r.wrong("names", "texts");
    }
    out.phone = r.text_or("phone", 96, "");
    out.property_may_see_phone = r.boolean_or("property", false);
    out.language = r.text_or("lang", 35, "");
    LINLI_OK(r.done());
    return out;
}

std::string encode(const Answer& answer) {
    return std::visit(Overloaded{
                          [](const Applied&) {
                              return Json{{"is", "applied"}};
                          },
                          [](const Waitlisted& a) {
                              return Json{{"is", "waitlisted"}, {"position", a.position}};
                          },
                          [](const Rejected& a) {
                              return Json{{"is", "rejected"}, {"code", a.code}, {"message", a.message_key}};
                          },
                          [](const Quarantined&) {
                              return Json{{"is", "quarantined"}};
                          },
                      },
                      answer)
        .dump();
}

Result<Answer> decode_answer(std::string_view text) {
    LINLI_TRY(const Json json, parse_object(text));
    Reader r(json);
    const std::string is = r.text("is", 16);
    Answer out = Applied{};
    if (is == "waitlisted")
        out = Waitlisted{static_cast<int>(r.integer("position", 1, 1'000'000))};
    else if (is == "rejected")
        out = Rejected{r.id("code"), r.id("message")};
    else if (is == "quarantined")
        out = Quarantined{};
    else if (is != "applied")
        r.wrong("is", "an answer");
    LINLI_OK(r.done());
    return out;
}

}  // namespace linli::wire
