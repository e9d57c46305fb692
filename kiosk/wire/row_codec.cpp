#include <charconv>

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

constexpr int kMaxPeople = 1'000'000;

Json item_json(const ItemState& i) {
    Json json{{"tag", base64(i.tag)},        {"type", name_of(i.type)},  {"subject", i.subject},
              {"status", name_of(i.status)}, {"opened", i.opened_at.ms}, {"updated", i.updated_at.ms}};
    if (i.type == ItemType::SignUp) {
        json["seats"] = i.seats;
        if (i.position > 0) json["position"] = i.position;
    } else {
        json["stage"] = stage_name(i.stage);
    }
    if (i.ending) json["ending"] = name_of(*i.ending);
    if (i.reopened > 0) json["reopened"] = i.reopened;
    if (i.verdict) json["verdict"] = name_of(*i.verdict);
    if (!i.readback.empty()) json["readback"] = base64(i.readback);
    return json;
}

ItemState read_item(Reader& r, const std::string& id) {
    ItemState out;
    out.id = id;
    out.tag = r.array<16>("tag");
    out.type = r.named("type", item_type_from_name);
    out.subject = r.id("subject");
    out.status = r.named("status", item_status_from_name);
    if (r.has("stage")) out.stage = r.named("stage", stage_from_name);
    if (r.has("ending")) out.ending = r.named("ending", ending_from_name);
    out.seats = static_cast<int>(r.integer_or("seats", 0, kMaxSeats, 0));
    out.position = static_cast<int>(r.integer_or("position", 0, kMaxPeople, 0));
    out.reopened = static_cast<int>(r.integer_or("reopened", 0, kMaxPeople, 0));
    if (r.has("verdict")) out.verdict = r.named("verdict", verdict_from_name);
    out.opened_at = r.instant("opened");
    out.updated_at = r.instant("updated");
    out.readback = r.bytes_or_empty("readback", kMaxSealedBytes);
    return out;
}

Json entry_json(const ItemEntry& e) {
    Json json{
        {"item", e.item}, {"number", e.number}, {"tag", base64(e.tag)}, {"at", e.at.ms}, {"type", name_of(e.type)}};
    if (e.type == EntryType::Stage) json["stage"] = stage_name(e.stage);
    if (e.ending) json["ending"] = name_of(*e.ending);
    if (!e.words.empty()) json["words"] = base64(e.words);
    return json;
}

ItemEntry read_entry(Reader& r) {
    ItemEntry out;
    out.item = r.id("item");
    out.number = static_cast<int>(r.integer("number", 1, kMaxPeople));
    out.tag = r.array<16>("tag");
    out.at = r.instant("at");
    out.type = r.named("type", entry_type_from_name);
    if (r.has("stage")) out.stage = r.named("stage", stage_from_name);
    if (r.has("ending")) out.ending = r.named("ending", ending_from_name);
    out.words = r.bytes_or_empty("words", kMaxSealedBytes);
    return out;
}

// The id is "type/rest"; the body is the document, whatever its content room makes of it.
Result<RowBody> read_content(const RowKey& key, std::string_view json) {
    const std::size_t slash = key.id.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == key.id.size())
        return fail(Fault::Invalid, "a content row's id is not \"type/id\"");
    LINLI_TRY(const Json parsed, parse_object(json));
    static_cast<void>(parsed);
    return ContentRow{key.id.substr(0, slash), key.id.substr(slash + 1), std::string(json)};
}

}  // namespace

RowKey key_of(const RowBody& body) {
    return std::visit(Overloaded{
                          [](const ContentRow& b) {
                              return RowKey{"content", b.type + "/" + b.id};
                          },
                          [](const AnswerRow& b) {
                              return RowKey{"answer", item_id(b.key)};
                          },
                          [](const ItemState& b) {
                              return RowKey{"item", b.id};
                          },
                          [](const ItemEntry& b) {
                              return RowKey{"entry", fmt::format("{}/{}", b.item, b.number)};
                          },
                          [](const PublicTrouble& b) {
                              return RowKey{"trouble", b.id};
                          },
                          [](const SeatCount& b) {
                              return RowKey{"seats", b.event};
                          },
                          [](const MonthTally& b) {
                              return RowKey{"tally", b.month};
                          },
                          [](const RemovedRow& b) {
                              return RowKey{b.kind, b.id};
                          },
                          [](const UnknownRow& b) {
                              return RowKey{b.kind, b.id};
                          },
                      },
                      body);
}

std::string encode(const RowBody& body) {
    return std::visit(Overloaded{
                          [](const ContentRow& b) { return b.json; },
                          [](const AnswerRow& b) { return encode(b.answer); },
                          [](const ItemState& b) { return item_json(b).dump(); },
                          [](const ItemEntry& b) { return entry_json(b).dump(); },
                          [](const PublicTrouble& b) {
                              return Json{{"kind", b.kind},     {"place", b.place},   {"stage", stage_name(b.stage)},
                                          {"closed", b.closed}, {"people", b.people}, {"opened", b.opened_at.ms}}
                                  .dump();
                          },
                          [](const SeatCount& b) {
                              return Json{{"capacity", b.capacity}, {"taken", b.taken}, {"waiting", b.waiting}}.dump();
                          },
                          [](const MonthTally& b) {
                              return Json{{"opened", b.opened}, {"handled", b.handled}, {"solved", b.solved}}.dump();
                          },
                          [](const RemovedRow&) { return std::string(); },
                          [](const UnknownRow& b) { return b.json; },
                      },
                      body);
}

Result<RowBody> decode_row(const RowKey& key, std::string_view text) {
    if (text.empty()) return RemovedRow{key.kind, key.id};
    if (key.kind == "content") return read_content(key, text);
    if (key.kind == "answer") {
        const auto operation = parse_item_id(key.id);
        if (!operation) return fail(Fault::Invalid, "an answer row's id is not an operation's");
        LINLI_TRY(Answer answer, decode_answer(text));
        return AnswerRow{*operation, std::move(answer)};
    }
    LINLI_TRY(const Json json, parse_object(text));
    Reader r(json);
    RowBody out;
    if (key.kind == "item") {
        out = read_item(r, key.id);
    } else if (key.kind == "entry") {
        out = read_entry(r);
    } else if (key.kind == "trouble") {
        PublicTrouble trouble{key.id,
                              r.id("kind"),
                              r.id("place"),
                              r.named("stage", stage_from_name),
                              r.boolean_or("closed", false),
                              static_cast<int>(r.integer("people", 0, kMaxPeople)),
                              r.instant("opened")};
        out = std::move(trouble);
    } else if (key.kind == "seats") {
        out = SeatCount{key.id, static_cast<int>(r.integer("capacity", 0, kMaxPeople)),
                        static_cast<int>(r.integer("taken", 0, kMaxPeople)),
                        static_cast<int>(r.integer("waiting", 0, kMaxPeople))};
    } else if (key.kind == "tally") {
        out = MonthTally{key.id, static_cast<int>(r.integer("opened", 0, INT32_MAX)),
                         static_cast<int>(r.integer("handled", 0, INT32_MAX)),
                         static_cast<int>(r.integer("solved", 0, INT32_MAX))};
    } else {
        out = UnknownRow{key.kind, key.id, std::string(text)};
    }
    LINLI_OK(r.done());
    return out;
}

}  // namespace linli::wire
