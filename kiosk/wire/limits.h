// Every bound of the protocol, in one place. README.md says what happens beyond each.
#pragma once

#include <cstddef>
#include <cstdint>

namespace linli::wire {

inline constexpr int kSchema = 1;                        // what this program writes; it reads kSchema and kSchema - 1
inline constexpr std::size_t kMaxOperations = 200;       // a push
inline constexpr std::size_t kMaxPushBytes = 1'000'000;  // a push's JSON before compression
inline constexpr std::size_t kMaxBodyBytes = 2'000'000;  // any body as sent
inline constexpr std::size_t kMaxInflatedBytes = 8'000'000;  // any body after inflation
inline constexpr std::size_t kMaxOperationBytes = 64'000;    // one operation's JSON
inline constexpr std::size_t kMaxSealedBytes = 40'000;       // one sealed part
inline constexpr std::size_t kMaxRows = 1'000;               // rows in a page of the feed
inline constexpr std::size_t kMaxPageBytes = 2'000'000;      // a page's JSON: rows beyond it wait for the next
inline constexpr std::size_t kRowsATransaction = 200;        // rows a kiosk applies before residents come first again
inline constexpr std::size_t kMaxIdLength = 64;
inline constexpr std::size_t kMaxJsonDepth = 16;
inline constexpr int kMaxSeats = 10;                  // in one sign-up
inline constexpr std::int64_t kCounterBlock = 1'000;  // counters a kiosk reserves in one commit
inline constexpr std::int64_t kCounterWindow = 64;    // how far a request may arrive out of order

}  // namespace linli::wire
