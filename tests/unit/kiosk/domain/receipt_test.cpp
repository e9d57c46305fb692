#include "kiosk/domain/receipt.h"

#include <gtest/gtest.h>

#include "kiosk/domain/operation.h"

namespace linli {
namespace {

TEST(ReceiptCode, IsReadBackHoweverItWasTyped) {
    const std::string code = make_receipt_code({0x12, 0x34, 0x56, 0x78, 0x9A});
    ASSERT_EQ(code.size(), kReceiptCodeLength);
    EXPECT_EQ(parse_receipt_code(code), code);
    EXPECT_EQ(parse_receipt_code(format_receipt_code(code)), code);
    std::string lower = code;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_EQ(parse_receipt_code(" " + lower), code);
    EXPECT_EQ(parse_receipt_code(make_receipt_code({0, 0, 0, 0, 0}).replace(0, 2, "Oo")),
              make_receipt_code({0, 0, 0, 0, 0}));
}

TEST(ReceiptCode, EverySingleWrongCharacterIsFound) {
    const std::string code = make_receipt_code({0xFE, 0x01, 0x77, 0x20, 0x13});
    for (std::size_t i = 0; i < code.size(); ++i)
        for (const char c : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
            if (c == code[i]) continue;
            std::string wrong = code;
            wrong[i] = c;
            EXPECT_FALSE(parse_receipt_code(wrong)) << wrong;
        }
    EXPECT_FALSE(parse_receipt_code(""));
    EXPECT_FALSE(parse_receipt_code(code + "0"));
    EXPECT_FALSE(parse_receipt_code("K7Q-42U-MFX"));
}

TEST(FourDigits, AreDigitsAndFour) {
    EXPECT_TRUE(is_four_digits("0042"));
    EXPECT_FALSE(is_four_digits("042"));
    EXPECT_FALSE(is_four_digits("00 2"));
}

TEST(ItemId, RoundTripsAndRefusesOtherText) {
    const OperationKey key{"K3", 2, 57};
    EXPECT_EQ(item_id(key), "K3.2.57");
    EXPECT_EQ(parse_item_id("K3.2.57"), key);
    for (const char* wrong :
         {"", "K3", "K3.2", ".2.57", "K3.0.57", "K3.2.057", "K3.2.-1", "K3.2.57x", "K3.2.99999999999999999999"})
        EXPECT_FALSE(parse_item_id(wrong)) << wrong;
}

}  // namespace
}  // namespace linli
