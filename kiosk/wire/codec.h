// Messages to and from their bodies. Decoding is strict: a wrong type, a bound passed or a missing field is an error
// that names the place; a field that is not known is passed over, so that an older program reads a newer one.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/wire/messages.h"

namespace linli::wire {

// All decode functions: Errors: Invalid, TooLarge.
[[nodiscard]] std::string encode(const HelloReply& message);
[[nodiscard]] Result<HelloReply> decode_hello(std::string_view body);
[[nodiscard]] std::string encode(const EnrolRequest& message);
[[nodiscard]] Result<EnrolRequest> decode_enrol_request(std::string_view body);
[[nodiscard]] std::string encode(const EnrolReply& message);
[[nodiscard]] Result<EnrolReply> decode_enrol_reply(std::string_view body);
[[nodiscard]] std::string encode(const PushRequest& message);
[[nodiscard]] Result<PushRequest> decode_push_request(std::string_view body);
[[nodiscard]] std::string encode(const PushReply& message);
[[nodiscard]] Result<PushReply> decode_push_reply(std::string_view body);
[[nodiscard]] std::string encode(const ErrorReply& message);
[[nodiscard]] Result<ErrorReply> decode_error(std::string_view body);

[[nodiscard]] std::string encode(const ChangesReply& message);
// Rows must be since + 1, since + 2, ... Errors: Invalid for a gap, too. The rows' bodies are not parsed.
[[nodiscard]] Result<ChangesReply> decode_changes(std::string_view body);

// One row's body as FeedRow::json; empty for RemovedRow.
[[nodiscard]] std::string encode(const RowBody& body);
// Any row that was numbered decodes: a kind that is not known is UnknownRow. Errors: Invalid (a broken body).
[[nodiscard]] Result<RowBody> decode_row(const RowKey& key, std::string_view json);

// One operation. A kind that is not known decodes to UnknownOperation; a known kind with a broken field is Invalid.
[[nodiscard]] std::string encode(const Operation& operation);
[[nodiscard]] Result<Operation> decode_operation(std::string_view json);

// What the resident's proof signs: everything that is done, and the one operation it is for, so that it cannot be
// moved to another.
[[nodiscard]] std::string proof_message(const OperationKey& key, const OperationBody& body);

[[nodiscard]] std::string encode(const PrivatePart& part);
[[nodiscard]] Result<PrivatePart> decode_private_part(std::string_view json);

// As stored beside the operation.
[[nodiscard]] std::string encode(const Answer& answer);
[[nodiscard]] Result<Answer> decode_answer(std::string_view json);

// 1 to 64 characters of A-Z a-z 0-9 . _ / -
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace linli::wire
