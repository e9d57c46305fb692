// Screen "gallery": every widget in every state, on pages to tap through. Nothing of it is anyone's; no tile leads
// here, only the program's own option.
#pragma once

#include "kiosk/screens/view.h"
#include "kiosk/session/draft.h"

namespace linli::screens {

struct GalleryState {
    Draft draft;  // what was tapped and typed, by control; its page is the gallery's
    bool operator==(const GalleryState&) const = default;
};

void draw_gallery(const GalleryState& state, const View& view, ui::Ui& ui, Commands& commands);

// The pages, in order; each adds to the body.
void draw_gallery_words(const View& view, ui::Ui& ui);
void draw_gallery_cards(const View& view, ui::Ui& ui);
void draw_gallery_choices(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands);
void draw_gallery_days(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands);
void draw_gallery_fields(const Draft& draft, const View& view, ui::Ui& ui, Commands& commands);
void draw_gallery_states(const View& view, ui::Ui& ui);
void draw_gallery_charts(const View& view, ui::Ui& ui);

}  // namespace linli::screens
