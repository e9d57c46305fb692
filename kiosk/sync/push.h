// Sending the outbox: what the next batch is, and what an answer to it does. Never deletes, never reorders.
#pragma once

#include <optional>

#include "kiosk/base/http.h"
#include "kiosk/store/store.h"
#include "kiosk/sync/reply.h"

namespace linli::sync {

enum class PushResult {
    Progress,  // answers were stored
    Again,     // nothing stored, but the next try will differ: at once
    Later,     // wait
    Stuck,     // hub and kiosk do not agree on what was sent before: staff must look
};

class Push {
  public:
    explicit Push(store::Store& store);

    // True where there is something to send.
    [[nodiscard]] bool wanted() const { return !m_stuck && (m_store.unanswered() > 0 || m_from.has_value()); }
    [[nodiscard]] bool stuck() const { return m_stuck; }
    // The next batch, unsigned; nothing where the store has none to give. Errors: those of the store.
    [[nodiscard]] Result<std::optional<HttpRequest>> build();
    [[nodiscard]] PushResult take(const Reply& reply);

  private:
    [[nodiscard]] PushResult take_answers(const std::string& body);

    store::Store& m_store;
    std::optional<std::int64_t> m_from;  // the hub asked for operations from here on again
    std::size_t m_limit;                 // operations in the next batch
    std::int64_t m_first = 0;            // of the batch under way
    std::size_t m_sent = 0;
    int m_since_prune = 0;
    bool m_stuck = false;
};

}  // namespace linli::sync
