#include "kiosk/domain/receipt.h"

#include <algorithm>

namespace linli {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

std::optional<std::string> normalise_base32(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (kAlphabet.find(c) == std::string_view::npos) return std::nullopt;
        out.push_back(c);
    }
    return out;
}

char base32_check_character(std::string_view canonical) {
    std::size_t sum = 0;
    std::size_t factor = 2;
    for (auto it = canonical.rbegin(); it != canonical.rend(); ++it) {
        const std::size_t product = factor * std::min(kAlphabet.find(*it), kAlphabet.size() - 1);
        sum += product / kAlphabet.size() + product % kAlphabet.size();
        factor = 3 - factor;
    }
    return kAlphabet[(kAlphabet.size() - sum % kAlphabet.size()) % kAlphabet.size()];
}

std::string make_receipt_code(const ByteArray<5>& random) {
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : random) bits = (bits << 8U) | byte;
    std::string code;
    for (int shift = 35; shift >= 0; shift -= 5)
        code.push_back(kAlphabet[(bits >> static_cast<unsigned>(shift)) & 31U]);
    code.push_back(base32_check_character(code));
    return code;
}

std::optional<std::string> parse_receipt_code(std::string_view typed) {
    if (typed.size() > 64) return std::nullopt;
    auto code = normalise_base32(typed);
    if (!code || code->size() != kReceiptCodeLength) return std::nullopt;
    if (base32_check_character(std::string_view(*code).substr(0, kReceiptCodeLength - 1)) != code->back())
        return std::nullopt;
    return code;
}

std::string format_receipt_code(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 3 == 0) out.push_back('-');
        out.push_back(code[i]);
    }
    return out;
}

bool is_four_digits(std::string_view text) {
    return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace linli
