// What leaves the UI thread: what a resident decided, as values. Every command carries a ticket that its one event
// (events.h) brings back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/domain/item.h"

namespace linli {

using Ticket = std::uint64_t;

// Phone and four digits as asked on every contact page.
struct Contact {
    std::string phone;  // as typed; empty where none was given
    bool property_may_see_phone = false;
    std::string digits;  // exactly four
    std::string language;
};

struct SubmitRequest {
    Ticket ticket = 0;
    std::string kind;
    std::vector<FieldValue> answers;  // in the order of the form
    Contact contact;
};
struct SubmitJoin {
    Ticket ticket = 0;
    std::string trouble;
    Contact contact;
};
struct SubmitSignUp {
    Ticket ticket = 0;
    std::string event;
    std::vector<std::string> names;  // one a seat; the first may be empty
    Contact contact;
    // kConsentField where the event has a statement; kPickUpField where a child is picked up by four digits, and
    // kGuardianField if they said who they are.
    std::vector<FieldValue> answers{};
};

// What acts on an item that is there carries the receipt again: nothing that opens it is kept between two taps.
struct ReceiptProof {
    std::string code;  // canonical
    std::string digits;
};
struct Withdraw {
    Ticket ticket = 0;
    ReceiptProof receipt;
    std::string item;
    ItemType type = ItemType::Request;  // a sign-up's seats go back; a request is withdrawn
};
struct Rate {
    Ticket ticket = 0;
    ReceiptProof receipt;
    std::string item;
    Verdict verdict = Verdict::Solved;
    int grade = 5;
    std::string words;
    std::string language;
};
// These digits are about to be submitted: the slow part of a receipt is done while the resident reads what was entered.
struct PrepareReceipt {
    Ticket ticket = 0;
    std::string digits;
};
struct OpenReceipt {
    Ticket ticket = 0;
    ReceiptProof receipt;
};
struct Enrol {
    Ticket ticket = 0;
    std::string code;  // as typed
};

// "I have read this", of a notice that asks for it.
struct SayRead {
    Ticket ticket = 0;
    std::string notice;
};

// To the operator's page.
struct CheckPin {
    Ticket ticket = 0;
    std::string pin;
};
struct AskHealth {
    Ticket ticket = 0;
};

using CoreCommand = std::variant<SubmitRequest, SubmitJoin, SubmitSignUp, Withdraw, Rate, OpenReceipt, Enrol,
                                 PrepareReceipt, SayRead, CheckPin, AskHealth>;

// What the program itself is asked, beside the core; the loop does it.
struct EndProgram {};
// Where a cross stood and where the finger was, px.
struct CrossTouch {
    float cross_x = 0, cross_y = 0;
    float x = 0, y = 0;
    bool operator==(const CrossTouch&) const = default;
};
struct Calibrate {
    std::vector<CrossTouch> touches;
};
// Back to what the configuration says.
struct ForgetCalibration {};
using ProgramCommand = std::variant<EndProgram, Calibrate, ForgetCalibration>;

}  // namespace linli
