#include "kiosk/ime/layout.h"

namespace linli::ime {
namespace {

KeyRow row_of(std::string_view characters, float indent = 0) {
    KeyRow row;
    row.indent = indent;
    for (const char c : characters)
        row.keys.push_back({KeyAction::Insert, std::string(1, c), LayerName::Letters, 1.0F});
    return row;
}

Key special(KeyAction action, float width, LayerName layer = LayerName::Letters) {
    return {action, "", layer, width};
}

KeyLayer pad() {
    KeyLayer layer;
    layer.columns = 3;
    layer.rows = {row_of("123"), row_of("456"), row_of("789")};
    KeyRow last;
    last.keys = {
        special(KeyAction::Delete, 1), {KeyAction::Insert, "0", LayerName::Pad, 1}, special(KeyAction::Done, 1)};
    layer.rows.push_back(last);
    return layer;
}

}  // namespace

std::string key_id(const Key& key) {
    switch (key.action) {
        case KeyAction::Insert:
            return "key." + key.text;
        case KeyAction::Delete:
            return "delete";
        case KeyAction::Space:
            return "space";
        case KeyAction::Shift:
            return "shift";
        case KeyAction::Newline:
            return "newline";
        case KeyAction::Done:
            return "done";
        case KeyAction::Layer:
            switch (key.layer) {
                case LayerName::Letters:
                    return "layer.letters";
                case LayerName::Symbols:
                    return "layer.symbols";
                case LayerName::Pad:
                    return "layer.digits";
            }
    }
    return "";
}

KeyLayer latin_layer(LayerName name, bool shifted) {
    if (name == LayerName::Pad) return pad();
    KeyLayer layer;
    const bool letters = name == LayerName::Letters;
    layer.rows.push_back(row_of("1234567890"));
    if (letters) {
        layer.rows.push_back(row_of(shifted ? "QWERTYUIOP" : "qwertyuiop"));
        layer.rows.push_back(row_of(shifted ? "ASDFGHJKL" : "asdfghjkl", 0.5F));
    } else {
        layer.rows.push_back(row_of("-/:;()@&\"'"));
        layer.rows.push_back(row_of("#%*+=_<>|~"));
    }
    KeyRow third = row_of(letters ? (shifted ? "ZXCVBNM" : "zxcvbnm") : "[]{}\\^$");
    third.keys.insert(third.keys.begin(), special(KeyAction::Shift, 1.5F));
    if (!letters) {
        third.keys.erase(third.keys.begin());
        third.indent = 1.5F;
    }
    third.keys.push_back(special(KeyAction::Delete, 1.5F));
    layer.rows.push_back(third);
    KeyRow last;
    last.keys = {special(KeyAction::Layer, 1.5F, letters ? LayerName::Symbols : LayerName::Letters),
                 {KeyAction::Insert, ",", name, 1},
                 special(KeyAction::Space, 3.5F),
                 {KeyAction::Insert, ".", name, 1},
                 {KeyAction::Insert, letters ? "-" : "!", name, 1},
                 special(KeyAction::Done, 2.0F)};
    if (!letters) last.keys.insert(last.keys.begin() + 4, {KeyAction::Insert, "?", name, 1});
    if (!letters) last.keys[2].width = 2.5F;
    layer.rows.push_back(last);
    return layer;
}

}  // namespace linli::ime
