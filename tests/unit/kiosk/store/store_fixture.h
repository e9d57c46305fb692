// A data folder that goes away with the test, and operations to put in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/base/rng.h"
#include "kiosk/crypto/hash.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/codec.h"

namespace linli::store {

class Folder {
  public:
    Folder() {
        std::string text = testing::TempDir() + "/linli-store-XXXXXX";
        m_path = ::mkdtemp(text.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(m_path); }
    [[nodiscard]] const std::string& path() const { return m_path; }

  private:
    std::string m_path;
};

inline Entropy seeded(std::uint64_t seed) {
    return [rng = std::make_shared<Rng>(seed)](std::span<std::uint8_t> out) { rng->fill(out); };
}

inline Identity identity_k3() {
    return {"K3", 1, "qinghe", "qinghe-1", {}, {}};
}

inline Store open_store(const std::string& folder) {
    auto store = Store::open(folder);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
}

inline Store enrolled_store(const std::string& folder) {
    Store store = open_store(folder);
    EXPECT_TRUE(store.signing_key(seeded(1)));
    EXPECT_TRUE(store.enrol(identity_k3(), 1, {{1000}, {0}}, {5000}));
    return store;
}

inline Operation seats_operation(const std::string& event, int seats, std::uint8_t receipt = 1) {
    Operation operation;
    operation.body = TakeSeats{event, seats, ""};
    operation.receipt_key.fill(receipt);
    operation.sealed = Bytes(100, 7);
    return operation;
}

inline Result<OperationKey> add(Store& store, const Operation& operation) {
    return store.append([&](const OperationKey&) -> Result<Operation> { return operation; }, {2000});
}

}  // namespace linli::store
