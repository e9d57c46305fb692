// The two pages that every form ends with: a phone number where one is wanted, and the four digits that open the
// receipt. Ids begin with the screen's name.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

// What the property company is to one who is asked for a phone number.
enum class PropertyQuestion : std::uint8_t { Asked, NotAsked };

void draw_phone(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands, Need need,
                PropertyQuestion property, std::string_view title);
[[nodiscard]] bool phone_done(const Draft& draft, Need need);

void draw_digits(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands);
[[nodiscard]] bool digits_done(const Draft& draft);

// "•••• 5678", or that there is none.
[[nodiscard]] std::string phone_summary(const View& view, const Draft& draft);

// "next" at the end of a form's page: on it goes to the page after.
void draw_next(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands, ui::Enabled enabled);
// The last page's: `label` says what it does; true when it was tapped.
[[nodiscard]] bool draw_submit(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands,
                               std::string_view label);

}  // namespace linli::screens
