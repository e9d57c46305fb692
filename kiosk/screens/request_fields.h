// The fields of the form engine, one function a kind of field: what content asks, drawn.
#pragma once

#include "kiosk/screens/form_pages.h"
#include "kiosk/screens/view.h"

namespace linli::screens {

// Choice, words, day and slot, consent; with the page's title.
void draw_field(const FormPage& page, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands);
// Building, floor or common place, room.
void draw_place(const FormPage& page, const Draft& draft, const View& view, ui::Ui& ui, Commands& commands);

// An answer as a person reads it: the option's label, the place's name, the day; empty where there is none.
[[nodiscard]] std::string answer_text(const FormStep& step, std::string_view value, const View& view);

}  // namespace linli::screens
