// What the hub answers under /v1: each route takes a request that was read and says what goes back, unsigned.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backend/hub/kiosks.h"
#include "backend/hub/work.h"
#include "kiosk/base/http.h"
#include "kiosk/wire/messages.h"

namespace linli::hub {

// 10 failed enrolment codes an address in 10 minutes.
inline constexpr int kMostEnrolTries = 10;
inline constexpr Millis kEnrolTriesWithin{600'000};

[[nodiscard]] HttpResponse error_reply(int status, std::string_view code, std::int64_t expect = 0);
[[nodiscard]] HttpResponse packed_reply(std::string_view body);

// Errors of all: only those outside the request (is_outside).
// A whole number of the query from 0 on; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> number_in(const Target& target, std::string_view name);
[[nodiscard]] Result<HttpResponse> answer_hello(Work& work);
[[nodiscard]] Result<HttpResponse> answer_enrol(Work& work, const HttpRequest& request);
// What a kiosk may do is checked before: it is enrolled, signed, not revoked.
[[nodiscard]] Result<HttpResponse> answer_push(Work& work, const KioskRow& kiosk, const HttpRequest& request);
// budget: bytes of feed that this batch may still send; taken from. At least one row is sent where there is one.
[[nodiscard]] Result<HttpResponse> answer_changes(Work& work, const KioskRow& kiosk, const Target& target,
                                                  std::size_t& budget);

// One more try of `who` in `scope`: true where there were fewer than `most` since `within` ago.
[[nodiscard]] Result<bool> may_try(Work& work, std::string_view scope, std::string_view who, int most, Millis within);
[[nodiscard]] Result<> count_try(Work& work, std::string_view scope, std::string_view who, Millis within);

}  // namespace linli::hub
