// Is what a resident decided fit to be kept: checked against the content once more, whatever the screen allowed.
//
// Pure functions. A refusal is the catalogue's key of one sentence.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "kiosk/content/document.h"
#include "kiosk/domain/operation.h"
#include "kiosk/session/commands.h"

namespace linli {

template <class T>
using Checked = tl::expected<T, std::string>;

// The document of a type and id, or nothing. Core reads it from the mirror.
using FindDocument = std::function<std::optional<content::Document>(std::string_view type, std::string_view id)>;

struct Circumstances {
    std::string community;
    FindDocument find;
    std::optional<Instant> now;  // nothing where the date is not known: then no date is judged
};

// May a request of its kind turn out to be an emergency? Then no limit of a kiosk holds it back.
enum class Urgency : std::uint8_t { Never, MayBe };

// What becomes an operation: its clear part and what is sealed.
struct Submission {
    OperationBody body;
    PrivatePart part;
    std::string digits;
    Urgency urgency = Urgency::Never;
};

// The plain text of what is sealed is at most this long: sealed twice it must fit one operation.
inline constexpr std::size_t kMaxPrivateBytes = 22'000;
inline constexpr std::size_t kMaxNameLength = 40;  // code points

[[nodiscard]] Checked<Submission> check_request(const SubmitRequest& command, const Circumstances& at);
[[nodiscard]] Checked<Submission> check_sign_up(const SubmitSignUp& command, const Circumstances& at);
[[nodiscard]] Checked<Submission> check_join(const SubmitJoin& command, const std::optional<PublicTrouble>& trouble,
                                             const Circumstances& at);
// A language tag as it may be stored; "zh-CN" for what is none.
[[nodiscard]] std::string clean_language(const std::string& tag);

}  // namespace linli
