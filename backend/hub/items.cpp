#include "backend/hub/items.h"

#include <vector>

#include "kiosk/crypto/keys.h"
#include "kiosk/wire/codec.h"

namespace linli::hub {
namespace {

std::string_view desk_name(linli::Desk desk) {
    return desk == linli::Desk::Property ? "property" : "community";
}

std::optional<Instant> maybe_instant(const SqlRow& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional(Instant{*value}) : std::nullopt;
}

std::optional<std::int64_t> ms_of(const std::optional<Instant>& at) {
    return at ? std::optional(at->ms) : std::nullopt;
}

template <class T>
std::optional<std::string_view> maybe_name(const std::optional<T>& value) {
    return value ? std::optional(name_of(*value)) : std::nullopt;
}

constexpr std::string_view kColumns =
    "SELECT id,community,type,subject,place,tag,receipt_key,status,stage,ending,seats,position,reopened,verdict,grade,"
    "opened_at,updated_at,closed_at,erased_at,readback,entries,feed_number,category,desk,visibility,people,respond_due,"
    "solve_due,responded_at,queued_at,assignee,partner,whose,event_community,wait_order,call_at,called_at,"
    "withdrawn_at,merged_into,level FROM item WHERE id=?";

ItemRow read_item(const SqlRow& r) {
    ItemRow item;
    ItemState& s = item.state;
    s.id = r.string(0);
    item.community = r.string(1);
    s.type = item_type_from_name(r.text(2)).value_or(ItemType::Request);
    s.subject = r.string(3);
    item.place = r.string(4);
    s.tag = r.array<16>(5);
    item.receipt_key = r.array<32>(6);
    s.status = item_status_from_name(r.text(7)).value_or(ItemStatus::Open);
    s.stage = stage_from_name(r.text(8)).value_or(Stage::Intake);
    if (!r.is_null(9)) s.ending = ending_from_name(r.text(9));
    s.seats = static_cast<int>(r.integer(10));
    s.position = static_cast<int>(r.integer(11));
    s.reopened = static_cast<int>(r.integer(12));
    if (!r.is_null(13)) s.verdict = verdict_from_name(r.text(13));
    if (!r.is_null(14)) item.grade = static_cast<int>(r.integer(14));
    s.opened_at = {r.integer(15)};
    s.updated_at = {r.integer(16)};
    item.closed_at = maybe_instant(r, 17);
    item.erased_at = maybe_instant(r, 18);
    s.readback = r.bytes(19);
    item.entries = static_cast<int>(r.integer(20));
    item.feed_number = r.integer(21);
    item.category = r.string(22);
    item.desk = r.text(23) == "property" ? linli::Desk::Property : linli::Desk::Community;
    item.visibility = r.text(24) == "public" ? Visibility::Public : Visibility::Private;
    item.people = static_cast<int>(r.integer(25));
    item.respond_due = maybe_instant(r, 26);
    item.solve_due = maybe_instant(r, 27);
    item.responded_at = maybe_instant(r, 28);
    item.queued_at = {r.integer(29)};
    item.assignee = r.maybe_integer(30);
    item.partner = r.maybe_integer(31);
    item.whose = r.string(32);
    item.event_community = r.string(33);
    item.wait_order = r.maybe_integer(34);
    item.call_at = maybe_instant(r, 35);
    item.called_at = maybe_instant(r, 36);
    item.withdrawn_at = maybe_instant(r, 37);
    item.merged_into = r.string(38);
    item.level = level_from_name(r.text(39)).value_or(Level::Community);
    return item;
}

std::string month_of(const Work& work, std::string_view community, Instant at) {
    const Community* found = content::find(work.catalogue.communities, community);
    const Civil day = to_civil(at, found != nullptr ? found->utc_offset_minutes : 0);
    return fmt::format("{:04}-{:02}", day.year, day.month);
}

void touch_trouble(Work& work, const ItemRow& item) {
    if (item.visibility == Visibility::Public) work.changed_troubles.insert(item.state.id);
}

// What the feed says of it from now on.
Result<> replace_row(Work& work, ItemRow& item, const ItemState& told) {
    LINLI_OK(work.feed.supersede(item.community, item.feed_number));
    LINLI_TRY(item.feed_number, work.feed.add(item.community, "item", told.id, wire::encode(wire::RowBody(told))));
    return {};
}

Result<> write_item(Work& work, const ItemRow& item) {
    const ItemState& s = item.state;
    LINLI_OK(work.sql.run(
        "UPDATE item SET status=?,stage=?,ending=?,position=?,reopened=?,verdict=?,grade=?,updated_at=?,closed_at=?,"
        "erased_at=?,readback=?,entries=?,feed_number=?,people=?,responded_at=?,queued_at=?,assignee=?,partner=?,"
        "whose=?,wait_order=?,call_at=?,called_at=?,solve_due=?,withdrawn_at=?,"
        "merged_into=?,level=? WHERE id=?",
        name_of(s.status), stage_name(s.stage), maybe_name(s.ending), s.position, s.reopened, maybe_name(s.verdict),
        item.grade, s.updated_at.ms, ms_of(item.closed_at), ms_of(item.erased_at), s.readback, item.entries,
        item.feed_number, item.people, ms_of(item.responded_at), item.queued_at.ms, item.assignee, item.partner,
        item.whose, item.wait_order, ms_of(item.call_at), ms_of(item.called_at), ms_of(item.solve_due),
        ms_of(item.withdrawn_at), item.merged_into, name_of(item.level), s.id));
    touch_trouble(work, item);
    return {};
}

// The words that were sealed to the receipt go, here and in the feed; that there were steps stays.
Result<> blank_entries(Work& work, const ItemRow& item) {
    struct Line {
        ItemEntry entry;
        std::int64_t number;
    };
    std::vector<Line> lines;
    LINLI_OK(work.sql.each(
        "SELECT number,at,type,stage,ending,feed_number FROM entry WHERE item=? AND length(words)>0",
        [&](const SqlRow& r) {
            Line line;
            line.entry.item = item.state.id;
            line.entry.tag = item.state.tag;
            line.entry.number = static_cast<int>(r.integer(0));
            line.entry.at = {r.integer(1)};
            line.entry.type = entry_type_from_name(r.text(2)).value_or(EntryType::Stage);
            line.entry.stage = stage_from_name(r.text(3)).value_or(Stage::Intake);
            if (!r.is_null(4)) line.entry.ending = ending_from_name(r.text(4));
            line.number = r.integer(5);
            lines.push_back(std::move(line));
        },
        item.state.id));
    for (const Line& line : lines) {
        LINLI_OK(work.feed.supersede(item.community, line.number));
        const std::string id = fmt::format("{}/{}", line.entry.item, line.entry.number);
        LINLI_TRY(const std::int64_t number,
                  work.feed.add(item.community, "entry", id, wire::encode(wire::RowBody(line.entry))));
        LINLI_OK(work.sql.run("UPDATE entry SET words=x'', sealed=x'', feed_number=? WHERE item=? AND number=?", number,
                              line.entry.item, line.entry.number));
    }
    return {};
}

Result<> blank_operation(Work& work, const ItemRow& item) {
    const auto key = parse_item_id(item.state.id);
    if (!key) return {};
    LINLI_OK(work.sql.run("UPDATE operation SET body='' WHERE kiosk=? AND epoch=? AND seq=?", key->kiosk, key->epoch,
                          key->seq));
    return {};
}

// Those who joined, and those whose request was merged into it, see the same steps, but no words: what staff wrote was
// for the one who reported.
Result<> follow(Work& work, const ItemRow& item, const NewEntry& entry) {
    std::vector<std::string> joins;
    LINLI_OK(work.sql.each(
        "SELECT id FROM item WHERE type='join' AND subject=? AND status IN ('open','closed')",
        [&](const SqlRow& r) { joins.push_back(r.string(0)); }, item.state.id));
    LINLI_OK(work.sql.each(
        "SELECT id FROM item WHERE merged_into=? AND merged_into<>'' AND status IN ('open','closed')",
        [&](const SqlRow& r) { joins.push_back(r.string(0)); }, item.state.id));
    for (const std::string& id : joins) {
        LINLI_TRY(auto join, load_item(work, id));
        if (!join) continue;
        join->state.status = item.state.status;
        join->state.stage = item.state.stage;
        join->state.ending = item.state.ending;
        join->state.reopened = item.state.reopened;
        join->closed_at = item.closed_at;
        if (entry.type == EntryType::Closed) join->state.verdict.reset();
        LINLI_OK(add_entry(work, *join, {entry.type, entry.stage, entry.ending, "", entry.staff}));
        LINLI_OK(save_item(work, *join));
    }
    return {};
}

Result<> finish_step(Work& work, ItemRow& item, const NewEntry& entry) {
    if (entry.staff != 0 && !item.responded_at) item.responded_at = work.now;
    LINLI_OK(add_entry(work, item, entry));
    LINLI_OK(save_item(work, item));
    return follow(work, item, entry);
}

}  // namespace

Result<std::optional<ItemRow>> load_item(Work& work, std::string_view id) {
    return work.sql.one(kColumns, read_item, id);
}

Result<> insert_item(Work& work, ItemRow& item) {
    ItemState& s = item.state;
    s.opened_at = s.updated_at = work.now;
    LINLI_TRY(item.feed_number, work.feed.add(item.community, "item", s.id, wire::encode(wire::RowBody(s))));
    LINLI_OK(work.sql.run(
        "INSERT INTO "
        "item(id,community,type,subject,place,tag,receipt_key,status,stage,seats,position,reopened,opened_at,"
        "updated_at,closed_at,readback,entries,feed_number,category,desk,visibility,people,respond_due,solve_due,"
        "queued_at,event_community,wait_order) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        s.id, item.community, name_of(s.type), s.subject, item.place, s.tag, item.receipt_key, name_of(s.status),
        stage_name(s.stage), s.seats, s.position, s.reopened, s.opened_at.ms, s.updated_at.ms, ms_of(item.closed_at),
        s.readback, item.entries, item.feed_number, item.category, desk_name(item.desk),
        item.visibility == Visibility::Public ? "public" : "private", item.people, ms_of(item.respond_due),
        ms_of(item.solve_due), item.queued_at.ms, item.event_community, item.wait_order));
    touch_trouble(work, item);
    return {};
}

Result<> save_item(Work& work, ItemRow& item) {
    item.state.updated_at = work.now;
    if (!item.withdrawn_at) LINLI_OK(replace_row(work, item, item.state));
    return write_item(work, item);
}

Result<> withdraw_reporter(Work& work, ItemRow& item) {
    LINLI_OK(add_entry(work, item, {EntryType::Cancelled, item.state.stage, std::nullopt, "", 0}));
    LINLI_OK(blank_entries(work, item));
    // Why one who joined had it opened again is theirs, and staff still work on it.
    LINLI_OK(work.sql.run("UPDATE entry SET sealed=x'' WHERE item=? AND NOT (type='reopened' AND staff IS NULL)",
                          item.state.id));
    LINLI_OK(blank_operation(work, item));
    item.state.readback.clear();
    item.people -= 1;
    item.state.updated_at = work.now;
    ItemState told = item.state;
    told.status = ItemStatus::Cancelled;
    LINLI_OK(replace_row(work, item, told));
    item.withdrawn_at = work.now;
    return write_item(work, item);
}

Result<> add_entry(Work& work, ItemRow& item, const NewEntry& entry) {
    ItemEntry line;
    line.item = item.state.id;
    line.number = ++item.entries;
    line.tag = item.state.tag;
    line.at = work.now;
    line.type = entry.type;
    line.stage = entry.stage;
    line.ending = entry.ending;
    Bytes for_staff;
    if (!entry.words.empty()) {
        if (!item.withdrawn_at) {
            LINLI_TRY(const crypto::PublicKey reader, crypto::sealing_public_key(item.receipt_key));
            LINLI_TRY(line.words, crypto::seal(reader, entry.words, work.entropy));
        }
        LINLI_TRY(for_staff, crypto::seal(work.keys.sealing.public_key, entry.words, work.entropy));
    } else {
        for_staff.assign(entry.sealed.begin(), entry.sealed.end());
    }
    std::int64_t number = 0;
    if (!item.withdrawn_at) {
        const std::string id = fmt::format("{}/{}", line.item, line.number);
        LINLI_TRY(number, work.feed.add(item.community, "entry", id, wire::encode(wire::RowBody(line))));
    }
    LINLI_OK(work.sql.run(
        "INSERT INTO entry(item,number,at,type,stage,ending,words,sealed,staff,feed_number) "
        "VALUES(?,?,?,?,?,?,?,?,?,?)",
        line.item, line.number, line.at.ms, name_of(line.type), stage_name(line.stage), maybe_name(line.ending),
        line.words, for_staff, entry.staff != 0 ? std::optional(entry.staff) : std::nullopt, number));
    return {};
}

Result<> close_request(Work& work, ItemRow& item, const NewEntry& entry) {
    item.state.status = ItemStatus::Closed;
    item.state.stage = Stage::FollowUp;
    item.state.ending = entry.ending;
    // What the resident said of an earlier ending says nothing of this one.
    item.state.verdict.reset();
    item.grade.reset();
    item.closed_at = work.now;
    LINLI_OK(count_in_month(work, item, work.now, Count::Handled, 1));
    return finish_step(work, item, entry);
}

Result<> reopen_request(Work& work, ItemRow& item, const NewEntry& entry) {
    const Instant ended = item.closed_at.value_or(work.now);
    LINLI_OK(count_in_month(work, item, ended, Count::Handled, -1));
    // Counted as solved in the month of that ending, which is undone as a whole.
    if (item.state.verdict == Verdict::Solved) {
        LINLI_OK(count_in_month(work, item, ended, Count::Solved, -1));
        item.state.verdict.reset();
        item.grade.reset();
    }
    item.state.status = ItemStatus::Open;
    item.state.stage = entry.stage;
    item.state.ending.reset();
    item.state.reopened += 1;
    item.closed_at.reset();
    item.queued_at = {0};
    item.whose.clear();
    if (const RequestKind* kind = content::find(work.catalogue.request_kinds, item.state.subject))
        item.solve_due = work.now + std::chrono::hours(kind->clock.solve_hours);
    return finish_step(work, item, entry);
}

Result<> move_to_stage(Work& work, ItemRow& item, const NewEntry& entry) {
    item.state.stage = entry.stage;
    return finish_step(work, item, entry);
}

Result<> erase_item(Work& work, ItemRow& item) {
    LINLI_OK(blank_entries(work, item));
    // Those that only staff read have no words in the feed.
    LINLI_OK(work.sql.run("UPDATE entry SET sealed=x'' WHERE item=?", item.state.id));
    LINLI_OK(work.sql.run("DELETE FROM note WHERE item=?", item.state.id));
    LINLI_OK(work.sql.run("UPDATE handover SET sealed=x'' WHERE item=?", item.state.id));
    LINLI_OK(work.sql.run("UPDATE item SET visit_asked=NULL WHERE id=?", item.state.id));
    LINLI_OK(work.sql.run("DELETE FROM attendance WHERE item=?", item.state.id));
    LINLI_OK(blank_operation(work, item));
    item.state.readback.clear();
    item.whose.clear();
    item.erased_at = work.now;
    return save_item(work, item);
}

const std::string& followed_by(const ItemRow& item) {
    return item.state.type == ItemType::Join ? item.state.subject : item.merged_into;
}

Result<> count_in_month(Work& work, const ItemRow& request, Instant at, Count count, int by) {
    const std::string month = month_of(work, request.community, at);
    const int opened = count == Count::Opened ? by : 0;
    const int handled = count == Count::Handled ? by : 0;
    const int solved = count == Count::Solved ? by : 0;
    LINLI_OK(
        work.sql.run("INSERT INTO tally(community,month,opened,handled,solved) VALUES(?,?,?,?,?)"
                     " ON CONFLICT(community,month) DO UPDATE SET opened=tally.opened+excluded.opened,"
                     " handled=tally.handled+excluded.handled, solved=tally.solved+excluded.solved",
                     request.community, month, opened, handled, solved));
    LINLI_OK(
        work.sql.run("INSERT INTO tally_kind(community,month,kind,opened,handled,solved) VALUES(?,?,?,?,?,?)"
                     " ON CONFLICT(community,month,kind) DO UPDATE SET opened=tally_kind.opened+excluded.opened,"
                     " handled=tally_kind.handled+excluded.handled, solved=tally_kind.solved+excluded.solved",
                     request.community, month, request.state.subject, opened, handled, solved));
    work.changed_tallies.emplace(request.community, month);
    return {};
}

}  // namespace linli::hub
