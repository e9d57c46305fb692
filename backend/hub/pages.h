// The seam between the hub and the staff's pages: whatever is not under /v1 goes through it.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"

namespace linli::hub {

class Desk;

// Slow work that must not be done by the thread that writes: the page asks for it instead of answering, the HTTP layer
// does it on its bounded pool and hands the same request in again with the result.
struct PasswordWork {
    std::string password;
    std::string stored;  // to check against; empty: make a new hash
    std::string next{};  // hashed where `password` matched what is stored: one's own change of it, in one go
};
struct PasswordResult {
    bool matches = false;
    std::string stored{};  // what it was checked against: it may have been changed meanwhile
    std::string hash;      // of a new one
};

struct PreparedRequest {
    HttpRequest request;
    std::optional<PasswordResult> password;  // set on the second call
};

using PageReply = std::variant<HttpResponse, PasswordWork>;

// Called in the hub's transaction, in a part of its own: a status of 500 or above undoes what the page wrote.
// What a first call wrote (a counted try) stays when it asks for password work. Never throws.
class PageHandler {
  public:
    virtual ~PageHandler() = default;
    [[nodiscard]] virtual PageReply handle(const PreparedRequest& request, Desk& desk, Instant now) = 0;
};

}  // namespace linli::hub
