// Keyboards on the glass, as data: rows of keys with what each of them does. Draws nothing; plain values, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linli::ime {

enum class KeyAction : std::uint8_t { Insert, Delete, Space, Shift, Layer, Done, Newline };
enum class LayerName : std::uint8_t { Letters, Symbols, Pad };

struct Key {
    KeyAction action = KeyAction::Insert;
    std::string text;                      // what Insert adds
    LayerName layer = LayerName::Letters;  // where Layer goes
    float width = 1.0F;                    // in widths of a letter key
};

struct KeyRow {
    std::vector<Key> keys;
    float indent = 0;  // in widths of a letter key
};

struct KeyLayer {
    std::vector<KeyRow> rows;
    float columns = 10;  // widths of a letter key across
};

/// The id's last part: "key.a", "space", "delete", "shift", "layer.symbols", "done".
std::string key_id(const Key& key);
/// Latin letters with a row of digits, symbols, or a pad of digits. `shifted` gives capitals.
KeyLayer latin_layer(LayerName name, bool shifted);

}  // namespace linli::ime
