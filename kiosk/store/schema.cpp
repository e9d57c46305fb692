#include "kiosk/store/schema.h"

#include <array>

namespace linli::store {
namespace {

// identity  one row from the moment a key pair is made; the hub's part is null until it has answered.
// sync      one row: how far the feed is applied, what is reserved, when the hub last told its time, and two counters
//           that move when what a station shows has changed.
// outbox    what residents did. body is sealed once and sent as it is; answer is written once.
// mirror    what the hub told, a row of the feed each; written by the feed alone.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE identity(
  only INTEGER PRIMARY KEY CHECK(only = 1),
  seed BLOB NOT NULL,
  kiosk TEXT, epoch INTEGER, community TEXT, station TEXT,
  hub_signing BLOB, hub_sealing BLOB
) STRICT;
CREATE TABLE sync(
  only INTEGER PRIMARY KEY CHECK(only = 1),
  generation INTEGER NOT NULL DEFAULT 1,
  cursor INTEGER NOT NULL DEFAULT 0,
  counters INTEGER NOT NULL DEFAULT 0,
  next_seq INTEGER NOT NULL DEFAULT 1,
  hub_ms INTEGER NOT NULL DEFAULT 0,
  wall_ms INTEGER NOT NULL DEFAULT 0,
  content_version INTEGER NOT NULL DEFAULT 0,
  live_version INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO sync(only) VALUES(1);
CREATE TABLE outbox(
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  seats INTEGER NOT NULL,
  tag BLOB NOT NULL,
  saved_ms INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body TEXT NOT NULL,
  answer TEXT,
  PRIMARY KEY(epoch, seq)
) STRICT;
CREATE INDEX outbox_unanswered ON outbox(epoch, seq) WHERE answer IS NULL;
CREATE INDEX outbox_by_tag ON outbox(tag);
CREATE TABLE mirror(
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  n INTEGER NOT NULL,
  tag BLOB,
  json TEXT NOT NULL,
  PRIMARY KEY(kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mirror_by_tag ON mirror(tag) WHERE tag IS NOT NULL;
)sql";

constexpr std::array kSteps{db::Migration{1, kFirst}};

}  // namespace

std::span<const db::Migration> migrations() {
    return kSteps;
}

}  // namespace linli::store
