#include <gtest/gtest.h>

#include "kiosk/base/rng.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/crypto/keys.h"
#include "kiosk/crypto/password.h"
#include "kiosk/crypto/receipt_key.h"

namespace linli::crypto {
namespace {

Entropy seeded(std::uint64_t seed) {
    return [rng = Rng(seed)](std::span<std::uint8_t> out) mutable { rng.fill(out); };
}

class Crypto : public testing::Test {
    void SetUp() override { ASSERT_TRUE(init()); }
};

TEST_F(Crypto, ASignatureHoldsForItsMessageAndKeyOnly) {
    const SigningKey key = make_signing_key(seeded(1));
    const Signature signature = sign(key, "words");
    EXPECT_TRUE(verify(key.public_key, "words", signature));
    EXPECT_FALSE(verify(key.public_key, "Words", signature));
    EXPECT_FALSE(verify(make_signing_key(seeded(2)).public_key, "words", signature));
}

TEST_F(Crypto, ASealOpensOnlyWithItsKeyAndUnaltered) {
    const SealingKey key = make_sealing_key(seeded(1));
    Bytes sealed = *seal(key.public_key, "三号楼", seeded(2));
    EXPECT_EQ(sealed.size(), kSealOverhead + 9);
    EXPECT_EQ(open_seal(key, sealed).value(), "三号楼");
    EXPECT_FALSE(open_seal(make_sealing_key(seeded(3)), sealed));
    sealed.back() ^= 1;
    EXPECT_EQ(open_seal(key, sealed).error().fault, Fault::Corrupt);
    EXPECT_FALSE(open_seal(key, ByteView(sealed).first(10)));
}

TEST_F(Crypto, TheSameEntropySealsToTheSameBytes) {
    const SealingKey key = make_sealing_key(seeded(1));
    EXPECT_EQ(*seal(key.public_key, "a", seeded(2)), *seal(key.public_key, "a", seeded(2)));
    EXPECT_NE(*seal(key.public_key, "a", seeded(2)), *seal(key.public_key, "a", seeded(3)));
}

TEST_F(Crypto, AReceiptKeyReadsWhatWasSealedToItsPublicHalf) {
    const ReceiptKey key = *open_receipt("qinghe", "K7Q429MFX", "0042", kLeastCost);
    const PublicKey to = *sealing_public_key(key.signing.public_key);
    EXPECT_EQ(open_seal(key.sealing, *seal(to, "answer", seeded(4))).value(), "answer");
    EXPECT_EQ(key.tag, receipt_tag(key.signing.public_key));
}

TEST_F(Crypto, AReceiptKeyDependsOnCodeDigitsAndCommunity) {
    const ReceiptTag tag = open_receipt("qinghe", "K7Q429MFX", "0042", kLeastCost)->tag;
    EXPECT_EQ(tag, open_receipt("qinghe", "K7Q429MFX", "0042", kLeastCost)->tag);
    EXPECT_NE(tag, open_receipt("qinghe", "K7Q429MFX", "0043", kLeastCost)->tag);
    EXPECT_NE(tag, open_receipt("qinghe", "K7Q429MFY", "0042", kLeastCost)->tag);
    EXPECT_NE(tag, open_receipt("other", "K7Q429MFX", "0042", kLeastCost)->tag);
}

TEST_F(Crypto, PasswordsVerifyAgainstTheirStoredForm) {
    const std::string stored = *hash_password("correct horse", kLeastCost);
    EXPECT_TRUE(verify_password(stored, "correct horse"));
    EXPECT_FALSE(verify_password(stored, "correct house"));
    EXPECT_FALSE(verify_password("", "correct horse"));
}

TEST_F(Crypto, Base64RoundTripsAndRefusesWhatItDidNotWrite) {
    const Bytes bytes{0, 1, 250, 255};
    EXPECT_EQ(*from_base64(to_base64(bytes)), bytes);
    EXPECT_FALSE(from_base64("a+b/"));
    EXPECT_FALSE(from_base64("AA=="));
    EXPECT_FALSE(array_from_base64<3>(to_base64(bytes)));
}

TEST_F(Crypto, Base32UsesCrockfordsAlphabet) {
    EXPECT_EQ(to_base32(Bytes{0xFF, 0x00}), "ZW00");
}

}  // namespace
}  // namespace linli::crypto
