#include <array>

#include "backend/hub/hub.h"
#include "backend/hub/work.h"

namespace linli::hub {
namespace {

// Each query returns a row for each thing that breaks the invariant; its first column names the thing.
struct Invariant {
    std::string_view broken;
    std::string_view sql;
};

constexpr std::array kInvariants{
    Invariant{"the feed has a gap",
              "SELECT community FROM (SELECT h.community, h.head,"
              " (SELECT count(*) FROM feed f WHERE f.community=h.community) AS n,"
              " (SELECT coalesce(max(number),0) FROM feed f WHERE f.community=h.community) AS top"
              " FROM feed_head h) t WHERE head<>n OR head<>top"},
    Invariant{"the feed has rows beyond its head",
              "SELECT DISTINCT community FROM feed WHERE community NOT IN (SELECT community FROM feed_head)"},
    Invariant{"operations have a gap",
              "SELECT id FROM (SELECT k.id, k.next_seq-1 AS taken,"
              " (SELECT count(*) FROM operation o WHERE o.kiosk=k.id AND o.epoch=k.epoch) AS n,"
              " (SELECT coalesce(max(seq),0) FROM operation o WHERE o.kiosk=k.id AND o.epoch=k.epoch) AS top"
              " FROM kiosk k) t WHERE taken<>n OR taken<>top"},
    Invariant{"an operation's answer is not in the feed as it is stored",
              "SELECT t.id FROM (SELECT kiosk||'.'||epoch||'.'||seq AS id, answer FROM operation"
              " EXCEPT SELECT id, json FROM feed WHERE kind='answer') t LIMIT 20"},
    Invariant{"the seats taken are not those of the confirmed sign-ups",
              "SELECT event FROM event_seats e WHERE taken<>(SELECT coalesce(sum(seats),0) FROM item"
              " WHERE type='sign-up' AND subject=e.event AND status='confirmed')"},
    Invariant{"the people who wait are not those of the waiting list",
              "SELECT event FROM event_seats e WHERE waiting<>(SELECT coalesce(sum(seats),0) FROM item"
              " WHERE type='sign-up' AND subject=e.event AND status='waiting')"},
    Invariant{
        "a waiting list is not numbered from 1",
        "SELECT id FROM (SELECT id, position, row_number() OVER (PARTITION BY subject ORDER BY wait_order) AS place"
        " FROM item WHERE type='sign-up' AND status='waiting') t WHERE position<>place"},
    Invariant{"a sign-up has a place on a list and does not wait, or the other way round",
              "SELECT id FROM item WHERE type='sign-up' AND (status='waiting')<>(wait_order IS NOT NULL)"},
    Invariant{"an item's last row in the feed is not there",
              "SELECT i.id FROM item i LEFT JOIN feed f ON f.community=i.community AND f.number=i.feed_number"
              " WHERE f.kind IS NULL OR f.kind<>'item' OR f.id<>i.id LIMIT 20"},
    Invariant{"a timeline has a gap",
              "SELECT id FROM item i WHERE entries<>(SELECT count(*) FROM entry WHERE item=i.id) LIMIT 20"},
    Invariant{"an item was made by no operation",
              "SELECT id FROM item WHERE id NOT IN (SELECT kiosk||'.'||epoch||'.'||seq FROM operation) LIMIT 20"},
    Invariant{"the people of a trouble are not those who reported and joined",
              "SELECT id FROM item i WHERE type='request' AND visibility='public' AND people<>"
              "(CASE WHEN status='cancelled' OR withdrawn_at IS NOT NULL THEN 0 ELSE 1 END)"
              "+(SELECT count(*) FROM item j WHERE j.type='join' AND j.subject=i.id AND j.status IN ('open','closed'))"
              "+(SELECT count(*) FROM item m WHERE m.merged_into=i.id AND m.merged_into<>'' AND m.status IN"
              " ('open','closed')) LIMIT 20"},
    Invariant{"what was merged is not where the other is",
              "SELECT m.id FROM item m LEFT JOIN item i ON i.id=m.merged_into WHERE m.merged_into<>'' AND m.status IN"
              " ('open','closed') AND (i.id IS NULL OR i.merged_into<>'' OR m.status<>i.status) LIMIT 20"},
    Invariant{"who joined a trouble is not where it is",
              "SELECT j.id FROM item j JOIN item i ON i.id=j.subject WHERE j.type='join' AND j.status IN"
              " ('open','closed') AND (j.status<>i.status OR (j.closed_at IS NULL)<>(i.closed_at IS NULL)) LIMIT 20"},
    Invariant{"a reporter who withdrew is still in what was kept",
              "SELECT i.id FROM item i JOIN operation o ON i.id=o.kiosk||'.'||o.epoch||'.'||o.seq"
              " WHERE i.withdrawn_at IS NOT NULL AND length(o.body)+length(i.readback)>0 LIMIT 20"},
    Invariant{"a personal part is still there after it was erased",
              "SELECT i.id FROM item i JOIN entry e ON e.item=i.id WHERE i.erased_at IS NOT NULL"
              " AND length(e.words)+length(e.sealed)>0"},
};

}  // namespace

Result<std::vector<std::string>> Hub::check() {
    std::vector<std::string> broken;
    LINLI_TRY(auto transaction, SqlTransaction::begin(sql()));
    for (const Invariant& invariant : kInvariants)
        LINLI_OK(sql().each(invariant.sql, [&](const SqlRow& r) {
            broken.push_back(fmt::format("{}: {}", invariant.broken, r.text(0)));
        }));
    LINLI_OK(transaction.commit());
    return broken;
}

}  // namespace linli::hub
