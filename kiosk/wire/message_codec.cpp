#include <charconv>

#include "kiosk/wire/codec.h"
#include "kiosk/wire/json.h"
#include "kiosk/wire/limits.h"

namespace linli::wire {
namespace {

constexpr std::int64_t kMaxSeq = std::int64_t{1} << 53U;  // what every JSON reader keeps exactly

// Cuts the next line off; the last line needs no end.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// Takes `"id"` or `"id",`: ids hold nothing that JSON would escape.
bool take_quoted(std::string_view& text, std::string& out) {
    if (text.empty() || text.front() != '"') return false;
    const std::size_t end = text.find('"', 1);
    if (end == std::string_view::npos) return false;
    out = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    if (!text.empty() && text.front() == ',') text.remove_prefix(1);
    return is_id(out);
}

// `[7,"item","K3.1.57",{...}]`, or without the last part for a row that is removed.
Result<FeedRow> read_row_line(std::string_view line) {
    const auto bad = [] { return fail(Fault::Invalid, "a row is not [number,\"kind\",\"id\",body]"); };
    if (line.size() < 2 || line.front() != '[' || line.back() != ']') return bad();
    line.remove_prefix(1);
    line.remove_suffix(1);
    FeedRow row;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), row.number);
    if (error != std::errc{} || end == line.data() + line.size() || *end != ',') return bad();
    line.remove_prefix(static_cast<std::size_t>(end - line.data()) + 1);
    if (!take_quoted(line, row.key.kind) || !take_quoted(line, row.key.id)) return bad();
    row.json = line;
    return row;
}

}  // namespace

std::string encode(const HelloReply& m) {
    return Json{
        {"signing", base64(m.signing_key)}, {"sealing", base64(m.sealing_key)}, {"now", m.now.ms}, {"schema", m.schema}}
        .dump();
}

Result<HelloReply> decode_hello(std::string_view body) {
    LINLI_TRY(const Json json, parse_object(body));
    Reader r(json);
    HelloReply out{r.array<32>("signing"), r.array<32>("sealing"), r.instant("now"),
                   static_cast<int>(r.integer("schema", 1, 1'000))};
    LINLI_OK(r.done());
    return out;
}

std::string encode(const EnrolRequest& m) {
    return Json{{"secret", m.secret}, {"key", base64(m.kiosk_key)}}.dump();
}

Result<EnrolRequest> decode_enrol_request(std::string_view body) {
    LINLI_TRY(const Json json, parse_object(body));
    Reader r(json);
    EnrolRequest out{r.id("secret"), r.array<32>("key")};
    LINLI_OK(r.done());
    return out;
}

std::string encode(const EnrolReply& m) {
    return Json{{"kiosk", m.kiosk},     {"epoch", m.epoch},           {"community", m.community},
                {"station", m.station}, {"generation", m.generation}, {"now", m.now.ms}}
        .dump();
}

Result<EnrolReply> decode_enrol_reply(std::string_view body) {
    LINLI_TRY(const Json json, parse_object(body));
    Reader r(json);
    EnrolReply out{r.id("kiosk"),   r.integer("epoch", 1, kMaxSeq),      r.id("community"),
                   r.id("station"), r.integer("generation", 1, kMaxSeq), r.instant("now")};
    LINLI_OK(r.done());
    return out;
}

std::string encode(const PushRequest& m) {
    std::string out =
        Json{{"kiosk", m.kiosk},     {"epoch", m.epoch},         {"generation", m.generation}, {"schema", m.schema},
             {"first", m.first_seq}, {"known", m.max_known_seq}, {"leases", m.leases}}
            .dump();
    for (const std::string& operation : m.operations) {
        out += '\n';
        out += operation;
    }
    return out;
}

Result<PushRequest> decode_push_request(std::string_view body) {
    if (body.size() > kMaxPushBytes) return fail(Fault::TooLarge, "a push is over {} bytes", kMaxPushBytes);
    LINLI_TRY(const Json json, parse_object(take_line(body)));
    Reader r(json);
    PushRequest out;
    out.kiosk = r.id("kiosk");
    out.epoch = r.integer("epoch", 1, kMaxSeq);
    out.generation = r.integer("generation", 1, kMaxSeq);
    out.schema = static_cast<int>(r.integer("schema", 1, 1'000));
    out.first_seq = r.integer("first", 1, kMaxSeq);
    out.max_known_seq = r.integer("known", 0, kMaxSeq);
    for (const Json& lease : r.list("leases", 1'000)) {
        if (lease.is_string() && is_id(lease.get_ref<const std::string&>()))
            out.leases.push_back(lease.get<std::string>());
        else
            r.wrong("leases", "ids");
    }
    LINLI_OK(r.done());
    while (!body.empty()) {
        if (out.operations.size() == kMaxOperations)
            return fail(Fault::TooLarge, "a push has over {} operations", kMaxOperations);
        out.operations.emplace_back(take_line(body));
    }
    return out;
}

std::string encode(const PushReply& m) {
    std::string out =
        Json{{"expect", m.expect}, {"generation", m.generation}, {"first", m.first_seq}, {"now", m.now.ms}}.dump();
    for (const Answer& answer : m.answers) {
        out += '\n';
        out += encode(answer);
    }
    return out;
}

Result<PushReply> decode_push_reply(std::string_view body) {
    LINLI_TRY(const Json json, parse_object(take_line(body)));
    Reader r(json);
    PushReply out;
    out.expect = r.integer("expect", 1, kMaxSeq);
    out.generation = r.integer("generation", 1, kMaxSeq);
    out.first_seq = r.integer("first", 1, kMaxSeq);
    out.now = r.instant("now");
    LINLI_OK(r.done());
    while (!body.empty()) {
        if (out.answers.size() == kMaxOperations) return fail(Fault::TooLarge, "over {} answers", kMaxOperations);
        LINLI_TRY(Answer answer, decode_answer(take_line(body)));
        out.answers.push_back(std::move(answer));
    }
    return out;
}

std::string encode(const ErrorReply& m) {
    Json json{{"error", m.code}};
    if (m.expect > 0) json["expect"] = m.expect;
    return json.dump();
}

Result<ErrorReply> decode_error(std::string_view body) {
    LINLI_TRY(const Json json, parse_object(body));
    Reader r(json);
    ErrorReply out{r.id("error"), r.integer_or("expect", 0, kMaxSeq, 0)};
    LINLI_OK(r.done());
    return out;
}

std::string encode(const ChangesReply& m) {
    std::string out =
        Json{{"generation", m.generation}, {"since", m.since}, {"head", m.head}, {"now", m.now.ms}}.dump();
    std::size_t size = out.size();
    for (const FeedRow& row : m.rows) size += row.json.size() + row.key.kind.size() + row.key.id.size() + 32;
    out.reserve(size);
    for (const FeedRow& row : m.rows) {
        fmt::format_to(std::back_inserter(out), "\n[{},\"{}\",\"{}\"", row.number, row.key.kind, row.key.id);
        if (!row.json.empty()) {
            out += ',';
            out += row.json;
        }
        out += ']';
    }
    return out;
}

Result<ChangesReply> decode_changes(std::string_view body) {
    LINLI_TRY(const Json json, parse_object(take_line(body)));
    Reader r(json);
    ChangesReply out;
    out.generation = r.integer("generation", 1, kMaxSeq);
    out.since = r.integer("since", 0, kMaxSeq);
    out.head = r.integer("head", 0, kMaxSeq);
    out.now = r.instant("now");
    LINLI_OK(r.done());
    while (!body.empty()) {
        if (out.rows.size() == kMaxRows) return fail(Fault::TooLarge, "a page has over {} rows", kMaxRows);
        LINLI_TRY(FeedRow row, read_row_line(take_line(body)));
        const std::int64_t expected = out.since + static_cast<std::int64_t>(out.rows.size()) + 1;
        if (row.number != expected) return fail(Fault::Invalid, "row {} where {} belongs", row.number, expected);
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace linli::wire
