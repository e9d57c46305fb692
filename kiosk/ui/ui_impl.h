// What Ui keeps between calls and passes. Inside of ui; UI thread only.
//
// A pass lays out from top to bottom once. What a pass needs before it can know it (the height of a grid's row, of the
// footer, of the body's content) is taken from the pass before, and a difference makes the pass unsettled. Most such
// differences only move or stretch what is drawn; one that may break words elsewhere makes heights uncertain too, and
// then the pass measures nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ime/layout.h"
#include "kiosk/text/text_engine.h"
#include "kiosk/ui/painter.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/ui.h"

namespace linli::ui {

/// Words that were set, and the box they were set in: on which side of it lines stand depends on the direction.
struct Setting {
    std::shared_ptr<const text::Layout> layout;
    float box = 0;        // px
    float em = 0;         // px
    bool broken = false;  // a line ends within a word
    float shift = 0;      // from where it is drawn to its box, px
    const text::Layout* operator->() const { return layout.get(); }
};

enum class Block : std::uint8_t { Words, Control };
enum class FlowKind : std::uint8_t { Column, Inline, Grid, Columns, Card, List };

/// One open container. Positions in px of the screen, already scrolled.
struct Flow {
    FlowKind kind = FlowKind::Column;
    float x = 0, y = 0, w = 0;  // y: where the next block starts
    float start = 0;
    bool first = true;
    Block last = Block::Words;
    Colour background;
    // Inline
    float pen = 0, line_height = 0;
    Align align = Align::Start;
    std::uint32_t line = 0;
    float line_shift = 0;
    // Grid
    int columns = 1;
    int cell = 0;
    int cells = 0, cells_before = 0;  // of the whole grid, in this pass and the one before
    bool stretch = false;
    bool turned_back = false;  // first cell left on a page that runs from right to left
    std::uint32_t row = 0;
    float row_height = 0, row_wanted = 0;
    // Columns
    std::vector<float> shares;
    std::size_t column = 0;
    float bottom = 0;
    // List of rows of one height, 0 where each has its own
    float row_step = 0;
    float rows_bottom = 0;
    // Card
    BoxSlot slot;
    Box card;
    std::uint32_t number = 0;  // of the container within the pass
};

/// What is kept from pass to pass of a container: of its rows or lines one by one, or of itself.
struct Kept {
    static constexpr std::uint32_t whole = ~std::uint32_t{0};
    static constexpr std::uint32_t dialog = ~std::uint32_t{0};  // has no number
    std::uint32_t container = 0;
    std::uint32_t part = whole;
    friend auto operator<=>(const Kept&, const Kept&) = default;
};

/// What a page's last pass had found out, by which its first one is laid out when it is shown again. It is a guess:
/// what differs is measured anew, as on a page that was never shown.
struct Measures {
    std::map<Kept, float> retained;
    float footer_height = 0;  // px
    float plain = 0;          // px
    float content = 0;        // px
};

struct Scroll {
    Box view;
    float offset = 0, content = 0, velocity = 0;
    bool dragging = false, armed = false, swallow = false;
    float drag_y = 0, drag_offset = 0;
    struct Sample {
        double seconds;
        float y;
    };
    std::deque<Sample> samples;  // of the last 80 ms
    [[nodiscard]] float limit() const { return content > view.h ? content - view.h : 0; }
};

/// The body of a page that was just turned to rises to its place. Only what is painted moves: controls and transcript
/// are where they come to rest from the first frame on.
struct Arrival {
    static constexpr double kSeconds = 0.12;
    bool due = false;             // the next page to begin arrives
    std::optional<double> since;  // FrameInput's seconds
    float below = 0;              // its place, in this pass; px
    // In the draw list: where the body begins, and what stands still within it.
    std::size_t body = 0, footer = 0, footer_end = 0;
};

struct FieldState {
    std::string id;         // of the field with the keyboard; empty: closed
    std::size_t caret = 0;  // byte offset
    FieldKind kind = FieldKind::Line;
    bool drawn = false;     // in this pass
    bool opened = false;    // bring it into view once the keyboard stands
    bool keyboard = false;  // the keyboard stands in this pass
    ime::LayerName layer = ime::LayerName::Letters;
    bool shift = false;
    std::vector<ime::Key> pressed;  // in this pass, at most one in practice
};

class Ui::Impl {
  public:
    Impl(text::TextEngine& engine, Glass glass);
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    // ---- words and boxes ----
    Setting set(std::string_view text, Role role, float width, Align align = Align::Start, int max_lines = 0);
    /// `lang` empty: the page's. A last line of a word or two is avoided, but not where a person types.
    enum class LastLine : std::uint8_t { Balanced, AsItFalls };
    Setting set_in(std::string_view text, Role role, text::Weight weight, float width, std::string_view lang,
                   Align align = Align::Start, int max_lines = 0, LastLine last = LastLine::Balanced);
    /// Secondary size, bold: a live fact among a card's lines.
    Setting set_bold_secondary(std::string_view text, float width);
    void draw(const Setting& words, float x, float y, Colour colour);
    /// From the start of the box to where that line begins.
    [[nodiscard]] float line_start(const Setting& words, std::size_t line) const;
    void icon(std::string_view name, float x, float y, float side, Colour colour);
    /// A tinted square with an icon in it.
    void icon_square(std::string_view name, Tone tone, Box box, float radius);
    Record& record(std::string_view kind, std::string_view id, std::string_view text, Box box);
    Record& words(std::string_view kind, std::string_view id, std::string_view text, Box box, Role role, Colour colour);
    /// Takes part in hit-testing; true in the pass in which the finger lifted on it. `held` while it is down.
    bool press(std::string_view id, Box box, Enabled enabled, bool* held = nullptr);
    void paragraph(std::string_view kind, std::string_view text, Role role, const TextSpec& spec);
    void control_look(Record& record, Role role, Colour foreground, Colour background, Enabled enabled);

    // ---- layout ----
    Flow& flow() { return flows.back(); }
    [[nodiscard]] float width() const;
    /// Where the next block of that height goes; inline blocks also have a width of their own.
    Box place(float wanted_width, float height, Block block);
    void place_end(float height);
    Box place_begin(Block block);
    void next_line(Flow& inline_flow);
    [[nodiscard]] float gap(Block before, Block after) const;
    float keep(Kept key, float now);
    [[nodiscard]] float kept(Kept key, float otherwise) const;
    void unsettle_heights() { is_unsettled = heights_uncertain = true; }
    void finish_grid_row(Flow& grid);
    [[nodiscard]] int cells_in_row(const Flow& grid) const;
    [[nodiscard]] Box grid_cell(const Flow& grid) const;

    // ---- buttons ----
    struct ButtonShape {
        Setting label;
        float w = 0, h = 0, icon = 0;
    };
    ButtonShape button_shape(std::string_view label, std::string_view icon_name, float max_width);
    bool draw_button(std::string_view id, std::string_view label, std::string_view icon_name, ButtonKind kind,
                     Enabled enabled, Box box, const ButtonShape& shape);
    bool round_button(std::string_view id, std::string_view label, std::string_view icon_name, Box box,
                      Enabled enabled);
    bool day_cell(const DayCell& day);
    void slope(float x0, float y0, float x1, float y1, float thickness, Colour colour);
    struct Arranged {
        const ActionButton* button = nullptr;
        ButtonShape shape;
        Box box;  // relative
    };
    std::vector<Arranged> arrange(std::span<const ActionButton> left, std::span<const ActionButton> right, float width,
                                  float& height);
    std::string_view draw_actions(const std::vector<Arranged>& arranged, float x, float y);

    // ---- page ----
    void header(const PageSpec& page, PageActions& actions);
    bool draw_emergency();
    bool header_brand(const PageSpec& page, Box row, float right_edge);
    void progress_line(const PageSpec& page, float y);
    void keyboard();
    void open_keyboard_layer();
    void draw_key(const ime::Key& key, Box box);
    std::string key_label(const ime::Key& key) const;
    void scroll_input(const FrameInput& input);
    void scroll_strip();
    void scroll_marks();
    void scroll_pill(std::string_view id, std::string_view label, std::string_view icon_name, Box box, float by);
    void brand_mark(Box box, Back back);
    void band(const PageSpec& page);
    void push_clip(Box box);
    void pop_clip();
    void push_fixed();
    void pop_fixed();
    [[nodiscard]] float keyboard_height() const;
    [[nodiscard]] float key_height() const;
    [[nodiscard]] bool wide_with_keyboard() const { return theme.wide() && !field.id.empty(); }
    std::string apply_keys(std::string value, const FieldSpec& spec, bool& changed);

    [[nodiscard]] float px(double mm) const { return theme.px(mm); }
    [[nodiscard]] float airy(double mm) const { return theme.airy(mm); }
    /// A height or a gap of the body: grows where the page leaves room, by at most half.
    [[nodiscard]] float roomy(double mm) const {
        return zone == Zone::Body ? theme.airy(mm * generous) : theme.airy(mm);
    }
    [[nodiscard]] float arrive();
    void show_page(std::string_view id);
    void leave_page();
    void forget_measures();
    void be_generous(float content);
    [[nodiscard]] bool high_contrast() const { return theme.appearance().contrast == Contrast::High; }
    [[nodiscard]] float margin() const { return airy(12.7); }
    [[nodiscard]] float hairline() const { return px(theme.appearance().contrast == Contrast::High ? 0.8 : 0.5); }
    [[nodiscard]] Box screen() const {
        return {0, 0, static_cast<float>(theme.glass().width_px), static_cast<float>(theme.glass().height_px)};
    }
    /// What the page may use of the glass: all of it, but for a seated person.
    [[nodiscard]] Box page() const {
        const Theme::Rows rows = theme.page_rows();
        return {0, rows.top, screen().w, rows.bottom - rows.top};
    }
    [[nodiscard]] const Palette& colours() const { return theme.colours(); }

    text::TextEngine& fonts;
    Theme theme;
    Chrome chrome;
    Painter painter;
    FrameInput input;
    double last_seconds = 0;

    std::vector<Flow> flows;
    Transcript building, finished;
    std::vector<Record> after_page;  // keyboard records come after the page's
    std::map<Kept, float> retained;
    bool is_unsettled = false;
    bool heights_uncertain = false;  // in this pass
    bool room_asked = false;         // in this pass, of a page whose footer may have another height
    bool was_down = false;
    std::uint64_t pass_generation = 0;

    // A page that leaves room stands in larger cards further apart. `plain` is how high its body is without that, 0 as
    // long as that is not known.
    double generous = 1;
    float plain = 0;

    std::string page_id;
    static constexpr std::size_t max_measured = 32;  // pages
    std::map<std::string, Measures, std::less<>> measured;
    std::optional<float> content_guess;  // px; in the pass of a page shown again
    std::uint32_t containers = 0;        // numbers containers within a pass
    Scroll scroll;
    Arrival arrival;
    FieldState field;
    Layer layer = Layer::Page;
    Zone zone = Zone::Fixed;
    bool dialog_before = false, dialog_now = false;
    float footer_height = 0, footer_wanted = 0;
    float body_top = 0, body_bottom = 0;
    BoxSlot dialog_slot;
    Box dialog_box;
    std::string dialog_id;
    Box emergency_box;
    bool mark_tapped = false;            // in this pass
    bool emergency_over_dialog = false;  // tapped above a dialog, told by the next begin_page
};

}  // namespace linli::ui
