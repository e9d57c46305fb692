// What a resident must see first of what they left here: their event is off, someone asks them something, it is being
// worked on again. Made from the item and the content; what the resident did last themself is no news.
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/view.h"

namespace linli::screens {

struct ItemNews {
    ui::Tone tone = ui::Tone::Blue;
    std::string_view icon;
    std::string text;
};

[[nodiscard]] std::optional<ItemNews> news_of(const View& view, const ItemView& item);

}  // namespace linli::screens
