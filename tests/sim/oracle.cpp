#include "tests/sim/oracle.h"

#include "kiosk/wire/codec.h"

namespace linli::sim {
namespace {

// An older version of a row that a newer one replaced before it was fetched.
constexpr std::string_view kSuperseded = "superseded";

// Rows that a kiosk keeps elsewhere than in its mirror.
bool is_mirrored(const wire::RowKey& key) {
    return key.kind != kSuperseded && key.kind != "answer";
}

}  // namespace

void Oracle::breaks(std::string_view invariant, std::string what) {
    if (m_broken.empty()) m_broken = fmt::format("{}: {}", invariant, what);
}

void Oracle::must(const Result<>& read) {
    if (!read) breaks("the oracle could not read", read.error().message);
}

void Oracle::shown(const OperationKey& key) {
    if (!m_shown.insert(key).second) breaks("I2", item_id(key) + " was given to two residents");
}

void Oracle::look_at_hub(hub::Sql& sql) {
    look_at_feed(sql);
    look_at_operations(sql);
    look_at_seats(sql);
}

void Oracle::look_at_feed(hub::Sql& sql) {
    std::map<std::string, std::int64_t> heads;
    must(sql.each("SELECT community, head FROM feed_head",
                  [&](const hub::SqlRow& row) { heads[row.string(0)] = row.integer(1); }));
    for (const auto& [community, head] : heads) {
        std::int64_t& seen = m_heads[community];
        if (head < seen) breaks("I6", fmt::format("the feed of {} went back from {} to {}", community, seen, head));
        must(sql.each(
            "SELECT number, kind, id, json FROM feed WHERE community=? AND number>? ORDER BY number",
            [&](const hub::SqlRow& row) {
                if (row.integer(0) != seen + 1)
                    breaks("I6", fmt::format("the feed of {} jumps from {} to {}", community, seen, row.integer(0)));
                seen = row.integer(0);
                const wire::RowKey key{row.string(1), row.string(2)};
                if (is_mirrored(key)) m_published[community][key] = {row.integer(0), row.string(3)};
            },
            community, seen));
        if (seen != head)
            breaks("I6", fmt::format("the feed of {} ends at {}, its head says {}", community, seen, head));
    }
}

void Oracle::look_at_operations(hub::Sql& sql) {
    std::map<OperationKey, std::string> found;
    must(sql.each("SELECT kiosk, epoch, seq, answer FROM operation", [&](const hub::SqlRow& row) {
        const OperationKey key{row.string(0), row.integer(1), row.integer(2)};
        if (!found.emplace(key, row.string(3)).second) breaks("I2", item_id(key) + " is at the hub twice");
    }));
    for (const auto& [key, answer] : m_answers) {
        const auto now = found.find(key);
        if (now == found.end())
            breaks("I2", item_id(key) + " is gone from the hub");
        else if (now->second != answer)
            breaks("I5", fmt::format("the answer to {} changed from {} to {}", item_id(key), answer, now->second));
    }
    m_answers = std::move(found);
}

void Oracle::look_at_seats(hub::Sql& sql) {
    must(sql.each(
        "SELECT s.event, s.taken, c.json FROM event_seats s JOIN content c ON c.type='event' AND c.id=s.event",
        [&](const hub::SqlRow& row) {
            const std::string json = row.string(2);
            const std::size_t at = json.find("\"capacity\":");
            if (at == std::string::npos) return breaks("the oracle could not read", "capacity of " + row.string(0));
            const std::int64_t capacity = std::atoll(json.c_str() + at + 11);
            if (row.integer(1) > capacity)
                breaks("I1", fmt::format("{} has {} of {} seats promised", row.string(0), row.integer(1), capacity));
        }));
    must(sql.each(
        "SELECT s.event, s.taken, (SELECT coalesce(sum(seats),0) FROM item i WHERE i.type='sign-up' AND "
        "i.subject=s.event AND "
        "i.status='confirmed') AS promised FROM event_seats s",
        [&](const hub::SqlRow& row) {
            if (row.integer(1) != row.integer(2))
                breaks("I4",
                       fmt::format("{}: {} seats counted, {} promised", row.string(0), row.integer(1), row.integer(2)));
        }));
}

void Oracle::look_at_kiosk(const store::Reader& reader) {
    const auto identity = reader.identity();
    const auto state = reader.sync_state();
    if (!identity || !state) return breaks("the oracle could not read", "a kiosk's state");
    if (!*identity) return;
    const std::string& kiosk = (*identity)->kiosk;

    std::map<wire::RowKey, wire::FeedRow> mirror;
    must(reader.each_mirror_row([&](const wire::FeedRow& row) { mirror[row.key] = row; }));
    if (state->cursor > m_heads[(*identity)->community])
        breaks("I7", fmt::format("{} is at {}, the feed at {}", kiosk, state->cursor, m_heads[(*identity)->community]));
    for (const auto& [key, newest] : m_published[(*identity)->community]) {
        if (newest.number > state->cursor) continue;
        const auto here = mirror.find(key);
        const bool gone = newest.json.empty();
        if (gone ? here != mirror.end() && !here->second.json.empty()
                 : here == mirror.end() || here->second.json != newest.json)
            breaks("I7", fmt::format("{} is at {} and lacks row {} ({} {})", kiosk, state->cursor, newest.number,
                                     key.kind, key.id));
    }

    std::map<OperationKey, std::optional<Answer>> outbox;
    must(reader.each_operation([&](const store::OutboxRow& row) { outbox[row.key] = row.answer; }));
    for (const OperationKey& key : m_shown) {
        if (key.kiosk != kiosk) continue;
        const auto here = outbox.find(key);
        if (here == outbox.end() && !m_answers.contains(key))
            breaks("I9", item_id(key) + " left the outbox without an answer");
    }
    for (const auto& [key, answer] : outbox) {
        if (!answer) continue;
        const auto at_hub = m_answers.find(key);
        if (at_hub == m_answers.end() || at_hub->second != wire::encode(*answer))
            breaks("I5", fmt::format("{} was told to a resident as {}, the hub has {}", item_id(key),
                                     wire::encode(*answer), at_hub == m_answers.end() ? "nothing" : at_hub->second));
    }
}

void Oracle::look_at_rest(hub::Sql& sql, const std::vector<const store::Reader*>& kiosks) {
    look_at_hub(sql);
    for (const OperationKey& key : m_shown)
        if (!m_answers.contains(key)) breaks("I2", item_id(key) + " never reached the hub");
    must(sql.each("SELECT coalesce(sum(times),0) FROM notice_read", [&](const hub::SqlRow& row) {
        const std::int64_t counted = row.integer(0);
        if (counted < m_reads_shown || counted > m_reads_tried)
            breaks("I2", fmt::format("{} readings of a notice were counted; {} were told \"noted\", {} were tried",
                                     counted, m_reads_shown, m_reads_tried));
    }));
    for (const store::Reader* reader : kiosks) {
        look_at_kiosk(*reader);
        const auto identity = reader->identity();
        const auto state = reader->sync_state();
        if (!identity || !*identity || !state) {
            breaks("L1", "a kiosk never enrolled");
            continue;
        }
        if (reader->unanswered().value_or(-1) != 0)
            breaks("L1", (*identity)->kiosk + " still has unanswered operations");
        if (state->cursor != m_heads[(*identity)->community])
            breaks("L1", fmt::format("{} stopped at {} of {}", (*identity)->kiosk, state->cursor,
                                     m_heads[(*identity)->community]));
        std::size_t rows = 0;
        must(reader->each_mirror_row([&](const wire::FeedRow& row) {
            if (!is_mirrored(row.key) || row.json.empty()) return;
            ++rows;
            const auto& published = m_published[(*identity)->community];
            const auto found = published.find(row.key);
            if (found == published.end() || found->second.json != row.json)
                breaks("I6", fmt::format("{} shows {} {}, which the hub does not have", (*identity)->kiosk,
                                         row.key.kind, row.key.id));
        }));
        static_cast<void>(rows);
    }
}

}  // namespace linli::sim
