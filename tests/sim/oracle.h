// What must hold at every step, checked from outside: the hub's and the kiosks' databases against what was shown.
//
// The names are those of kiosk/wire/README.md's promises: I1 no event is promised beyond its capacity; I2 what was
// shown as saved is at the hub once, and never gone; I5 an answer never changes and is the same on both sides; I6 the
// feed has no gap and, at rest, mirror = hub; I7 the cursor is never ahead of the applied rows; I9 nothing leaves the
// outbox without an answer.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "backend/store/sql.h"
#include "kiosk/domain/operation.h"
#include "kiosk/store/reader.h"
#include "kiosk/wire/messages.h"

namespace linli::sim {

class Oracle {
  public:
    // A kiosk told a resident "saved". Same key twice: two residents would hold one item.
    void shown(const OperationKey& key);
    // Somebody tapped "I have read this"; a kiosk told them that it is noted.
    void read_tried() { ++m_reads_tried; }
    void read_shown() { ++m_reads_shown; }

    // After every step of the hub that may have committed.
    void look_at_hub(hub::Sql& sql);
    void look_at_kiosk(const store::Reader& reader);
    // When nothing is under way and no fault is left: everything has arrived, and the mirrors are the hub's.
    void look_at_rest(hub::Sql& sql, const std::vector<const store::Reader*>& kiosks);

    // The first invariant that broke, with what broke it; empty while all hold.
    [[nodiscard]] const std::string& broken() const { return m_broken; }
    [[nodiscard]] std::size_t saved() const { return m_shown.size(); }
    [[nodiscard]] std::size_t answered() const { return m_answers.size(); }

  private:
    void look_at_feed(hub::Sql& sql);
    void look_at_operations(hub::Sql& sql);
    void look_at_seats(hub::Sql& sql);
    void breaks(std::string_view invariant, std::string what);
    void must(const Result<>& read);

    struct Newest {
        std::int64_t number = 0;
        std::string json;
    };
    std::set<OperationKey> m_shown;
    std::int64_t m_reads_tried = 0;
    std::int64_t m_reads_shown = 0;
    std::map<OperationKey, std::string> m_answers;                      // at the hub
    std::map<std::string, std::int64_t> m_heads;                        // by community
    std::map<std::string, std::map<wire::RowKey, Newest>> m_published;  // by community
    std::string m_broken;
};

}  // namespace linli::sim
