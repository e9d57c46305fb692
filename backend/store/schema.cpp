#include <array>

#include "backend/store/sqlite.h"

namespace linli::hub {
namespace {

// Times are milliseconds of the hub's clock. Words of residents and staff are sealed to the hub or to a receipt, never
// in clear. A row of `feed` whose json is empty and whose kind is "superseded" stands where an older version of
// something was: numbers stay without gaps while only the newest version is kept.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('generation', 1), ('content_version', 0), ('kiosk_number', 0);

CREATE TABLE content(
  type TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, loaded_at INTEGER NOT NULL,
  PRIMARY KEY(type, id)) WITHOUT ROWID;

CREATE TABLE feed_head(community TEXT PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE feed(
  community TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY(community, number)) WITHOUT ROWID;
CREATE TABLE published(
  community TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY(community, kind, id)) WITHOUT ROWID;

CREATE TABLE kiosk(
  id TEXT PRIMARY KEY, community TEXT NOT NULL, station TEXT NOT NULL, epoch INTEGER NOT NULL, key BLOB NOT NULL,
  enrolled_at INTEGER NOT NULL, seen_at INTEGER, revoked_at INTEGER, fenced_at INTEGER,
  next_seq INTEGER NOT NULL DEFAULT 1, max_known_seq INTEGER NOT NULL DEFAULT 0, behind_since INTEGER,
  counter_high INTEGER NOT NULL DEFAULT 0, counter_bits INTEGER NOT NULL DEFAULT 0,
  version TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE enrolment(
  secret_hash BLOB PRIMARY KEY, station TEXT NOT NULL, community TEXT NOT NULL, made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, made_by INTEGER, used_at INTEGER, kiosk TEXT) WITHOUT ROWID;
CREATE TABLE tries(
  scope TEXT NOT NULL, who TEXT NOT NULL, since INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(scope, who)) WITHOUT ROWID;

CREATE TABLE operation(
  kiosk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, received_at INTEGER NOT NULL,
  answer TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(kiosk, epoch, seq)) WITHOUT ROWID;
CREATE TABLE quarantine(
  id INTEGER PRIMARY KEY, kiosk TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, community TEXT NOT NULL,
  reason TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, seen_at INTEGER, seen_by INTEGER);
CREATE INDEX quarantine_open ON quarantine(community, seen_at, id);

CREATE TABLE item(
  id TEXT PRIMARY KEY, community TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, place TEXT NOT NULL,
  tag BLOB NOT NULL, receipt_key BLOB NOT NULL, status TEXT NOT NULL, stage TEXT NOT NULL, ending TEXT,
  seats INTEGER NOT NULL, position INTEGER NOT NULL, reopened INTEGER NOT NULL, verdict TEXT, grade INTEGER,
  opened_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, closed_at INTEGER, erased_at INTEGER,
  readback BLOB NOT NULL, entries INTEGER NOT NULL, feed_number INTEGER NOT NULL,
  category TEXT NOT NULL, desk TEXT NOT NULL, visibility TEXT NOT NULL, people INTEGER NOT NULL,
  respond_due INTEGER, solve_due INTEGER, responded_at INTEGER, queued_at INTEGER NOT NULL,
  assignee INTEGER, partner INTEGER, whose TEXT NOT NULL DEFAULT '',
  event_community TEXT NOT NULL, wait_order INTEGER, call_at INTEGER, called_at INTEGER, called_by INTEGER
  ) WITHOUT ROWID;
CREATE INDEX item_queue ON item(community, type, status, queued_at);
CREATE INDEX item_event ON item(subject) WHERE type='sign-up';
CREATE INDEX item_wait ON item(subject, wait_order) WHERE wait_order IS NOT NULL;
CREATE INDEX item_join ON item(subject) WHERE type='join';
CREATE INDEX item_retention ON item(closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;
CREATE TABLE entry(
  item TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, stage TEXT NOT NULL, ending TEXT,
  words BLOB NOT NULL, sealed BLOB NOT NULL, staff INTEGER, feed_number INTEGER NOT NULL,
  PRIMARY KEY(item, number)) WITHOUT ROWID;
CREATE TABLE note(id INTEGER PRIMARY KEY, item TEXT NOT NULL, at INTEGER NOT NULL, staff INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX note_item ON note(item, id);
CREATE TABLE event_seats(
  event TEXT PRIMARY KEY, taken INTEGER NOT NULL, waiting INTEGER NOT NULL, last_wait INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tally(
  community TEXT NOT NULL, month TEXT NOT NULL, opened INTEGER NOT NULL, handled INTEGER NOT NULL, solved INTEGER NOT NULL,
  PRIMARY KEY(community, month)) WITHOUT ROWID;

CREATE TABLE staff(
  id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, role TEXT NOT NULL, community TEXT NOT NULL, password TEXT NOT NULL,
  made_at INTEGER NOT NULL, disabled_at INTEGER);
CREATE TABLE session(
  token_hash BLOB PRIMARY KEY, staff INTEGER NOT NULL, csrf TEXT NOT NULL, made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX session_staff ON session(staff);
CREATE TABLE audit(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, staff INTEGER, community TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX audit_community ON audit(community, id);
)sql";

// Of a trouble whose reporter took it back while others who joined still wait: the case stays open without them.
constexpr std::string_view kWithdrawn = R"sql(
ALTER TABLE item ADD COLUMN withdrawn_at INTEGER;
)sql";

// What staff typed was kept in clear in these two places; from here on it is sealed, and what was there is erased.
constexpr std::string_view kNoClearWords = R"sql(
UPDATE item SET whose='' WHERE whose<>'';
UPDATE audit SET detail='' WHERE action='sign-up.cancel' AND staff IS NOT NULL;
)sql";

// The day at the console with a year of requests behind it. Where a case stands in the queue is one column that an
// index keeps in order: those that a resident opened again stand before all others (below zero), each by what is due
// next. The two indexes hold all that a filter asks, the conditions of their own rows too, or each row would be fetched
// to be counted. The months by kind are filled from what is there, at the offset that a community has where it names
// none.
constexpr std::string_view kStaffDay = R"sql(
ALTER TABLE item ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN level TEXT NOT NULL DEFAULT 'community';
ALTER TABLE item ADD COLUMN visit_asked INTEGER;
ALTER TABLE item ADD COLUMN visit_grade INTEGER;
ALTER TABLE item ADD COLUMN next_due INTEGER GENERATED ALWAYS AS (
  coalesce(CASE WHEN responded_at IS NULL THEN respond_due ELSE solve_due END, 9000000000000)
  - CASE WHEN queued_at=0 THEN 10000000000000 ELSE 0 END) VIRTUAL;
UPDATE item SET visit_asked=updated_at, visit_grade=grade WHERE type='request' AND grade<=2 AND erased_at IS NULL;

DROP INDEX item_queue;
CREATE INDEX item_due ON item(
  community, status, next_due, id, desk, subject, stage, assignee, partner, place, level, type, merged_into)
  WHERE type='request' AND merged_into='';
CREATE INDEX item_newest ON item(
  community, status, opened_at, id, desk, subject, stage, assignee, partner, place, level, type, merged_into)
  WHERE type='request' AND merged_into='';
CREATE INDEX item_merged ON item(merged_into) WHERE merged_into<>'';
CREATE INDEX item_visit ON item(community, visit_asked) WHERE visit_asked IS NOT NULL;
CREATE INDEX item_call ON item(event_community, call_at) WHERE type='sign-up' AND call_at IS NOT NULL AND called_at IS NULL;

ALTER TABLE kiosk ADD COLUMN told_at INTEGER;
ALTER TABLE kiosk ADD COLUMN drift INTEGER;
ALTER TABLE kiosk ADD COLUMN queued INTEGER;
ALTER TABLE kiosk ADD COLUMN oldest_at INTEGER;
ALTER TABLE kiosk ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0;

CREATE INDEX audit_subject ON audit(community, subject, id);

CREATE TABLE handover(
  id INTEGER PRIMARY KEY, item TEXT NOT NULL, at INTEGER NOT NULL, staff INTEGER NOT NULL, target TEXT NOT NULL,
  partner INTEGER, sealed BLOB NOT NULL);
CREATE INDEX handover_item ON handover(item, id);
CREATE TABLE tally_kind(
  community TEXT NOT NULL, month TEXT NOT NULL, kind TEXT NOT NULL, opened INTEGER NOT NULL, handled INTEGER NOT NULL,
  solved INTEGER NOT NULL, PRIMARY KEY(community, month, kind)) WITHOUT ROWID;
INSERT INTO tally_kind SELECT community, month, kind, sum(opened), sum(handled), sum(solved) FROM (
  SELECT community, strftime('%Y-%m', (opened_at+28800000)/1000, 'unixepoch') AS month, subject AS kind,
    1 AS opened, 0 AS handled, 0 AS solved FROM item WHERE type='request' AND status<>'rejected'
  UNION ALL
  SELECT community, strftime('%Y-%m', (closed_at+28800000)/1000, 'unixepoch'), subject, 0, 1,
    CASE WHEN verdict='solved' THEN 1 ELSE 0 END FROM item
    WHERE type='request' AND status='closed' AND closed_at IS NOT NULL) GROUP BY community, month, kind;
CREATE TABLE saved_filter(
  id INTEGER PRIMARY KEY, staff INTEGER NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, UNIQUE(staff, name));
CREATE TABLE answer_template(
  id INTEGER PRIMARY KEY, community TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL,
  words TEXT NOT NULL, staff INTEGER NOT NULL, updated_at INTEGER NOT NULL);
CREATE INDEX answer_template_of ON answer_template(community, kind, language, title);
)sql";

// What staff write: each version of a document that reached the kiosks, what is being written, when a document goes by
// itself, and who came to which session of an event (named by when it begins).
constexpr std::string_view kEditing = R"sql(
CREATE TABLE content_version(
  type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, staff INTEGER, how TEXT NOT NULL,
  json TEXT NOT NULL, PRIMARY KEY(type, id, version)) WITHOUT ROWID;
INSERT INTO content_version SELECT type, id, 1, loaded_at, NULL, 'file', json FROM content;
CREATE TABLE content_draft(
  type TEXT NOT NULL, id TEXT NOT NULL, community TEXT NOT NULL, base INTEGER NOT NULL, json TEXT NOT NULL,
  at INTEGER NOT NULL, staff INTEGER NOT NULL, publish_at INTEGER, PRIMARY KEY(type, id)) WITHOUT ROWID;
CREATE INDEX content_draft_due ON content_draft(publish_at) WHERE publish_at IS NOT NULL;
CREATE TABLE content_end(
  type TEXT NOT NULL, id TEXT NOT NULL, community TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(type, id)) WITHOUT ROWID;
CREATE TABLE attendance(
  item TEXT NOT NULL, session INTEGER NOT NULL, event TEXT NOT NULL, at INTEGER NOT NULL, staff INTEGER NOT NULL,
  PRIMARY KEY(item, session)) WITHOUT ROWID;
CREATE INDEX attendance_event ON attendance(event, session);
)sql";

// How often somebody said at a kiosk of that community that they have read a notice that asks for it. Of nobody.
constexpr std::string_view kNoticeReads = R"sql(
CREATE TABLE notice_read(
  community TEXT NOT NULL, notice TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(community, notice)) WITHOUT ROWID;
)sql";

// What goes with a draft on its day: the words for those who signed up, sealed, and when the document ends.
constexpr std::string_view kWholeDrafts = R"sql(
ALTER TABLE content_draft ADD COLUMN tell BLOB NOT NULL DEFAULT x'';
ALTER TABLE content_draft ADD COLUMN ends_at INTEGER;
)sql";

constexpr std::array kSteps{db::Migration{1, kFirst},        db::Migration{2, kWithdrawn},
                            db::Migration{3, kNoClearWords}, db::Migration{4, kStaffDay},
                            db::Migration{5, kEditing},      db::Migration{6, kNoticeReads},
                            db::Migration{7, kWholeDrafts}};

}  // namespace

std::span<const db::Migration> hub_migrations() {
    return kSteps;
}

}  // namespace linli::hub
