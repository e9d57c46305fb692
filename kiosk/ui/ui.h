// The only thing a screen sees of the interface: immediate-mode widgets that lay themselves out from top to bottom,
// return what the finger did, and write the transcript. UI thread only.
//
// A screen's draw():
//     const auto page = ui.begin_page({.screen = "requests", .title = tr("..."), .back = Back::Shown});
//     if (page.back) commands.push(GoBack{});
//     ui.title(tr("What is broken?"));
//     for (...) if (ui.item("requests.kind." + key, {.title = ..., .icon = "wrench"})) commands.push(...);
//     if (ui.footer({...}, {{.id = "requests.next", .label = ..., .kind = ButtonKind::Primary}}) == "requests.next")
//     ... ui.end_page(); if (warn) { ui.begin_dialog({.id = "idle", .title = ...}); ...; ui.end_dialog(); }
//
// Invariants: between begin_page and end_page every call adds to the body, in order, unless it says otherwise. A widget
// answers true in exactly one pass a tap. draw() may run several times before anything is presented (see unsettled()),
// so it must be free of side effects apart from its commands. Ids are unique on a page and read `screen.control` or
// `screen.control.key`. Every string is what a person reads, already translated; Ui has no words of its own beyond
// Chrome. Nothing here reads a clock: time comes with FrameInput.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/specs.h"
#include "kiosk/ui/transcript.h"

namespace linli::text {
class TextEngine;
}

namespace linli::ui {

/// What the loop knows about one pass. Positions in px.
struct FrameInput {
    double seconds = 0;    // monotonic, any origin; moves scrolling and what arrives
    float x = -1, y = -1;  // of the finger or mouse; -1 where there is none
    bool down = false;
};

class Ui {
  public:
    /// `fonts` must outlive this. One Ui a program: it holds the process's ImGui context.
    Ui(text::TextEngine& fonts, Glass glass);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    // ---- for the loop ----
    void set_chrome(Chrome chrome);
    void set_appearance(const Appearance& appearance);
    void set_glass(const Glass& glass);
    void begin_pass(const FrameInput& input);
    void end_pass();
    /// True when what was drawn is not yet what would be drawn with the same input: draw again before presenting (the
    /// loop gives up after 6 passes).
    [[nodiscard]] bool unsettled() const;
    /// Seconds until the picture changes by itself (0 while it moves); nullopt when only input can change it.
    [[nodiscard]] std::optional<double> next_change() const;
    /// Another page begins: at its top, with nothing focused and no keyboard. Its body is seen to rise to its place,
    /// for an eighth of a second or until a finger comes; all of it acts at once. Between passes only.
    void turn_page();
    /// The same, and forgets the transcript and every text that was set: a session ended. Between passes only.
    void forget();
    /// The transcript of the last whole pass.
    [[nodiscard]] const Transcript& transcript() const;
    /// Brings that control fully into view if it lies in a scroll region; false when it is not on the page.
    bool scroll_into_view(std::string_view id);
    /// The same for a record of transcript(), for text without an id.
    bool scroll_to(const Record& record);

    // ---- looks ----
    [[nodiscard]] const Theme& theme() const;
    [[nodiscard]] bool wide() const;  // landscape
    /// How many columns of at least that width, at Medium, the open container has room for; larger text takes more.
    [[nodiscard]] int columns_of(double least_mm) const;
    /// What is left of the body under what was drawn so far, mm; 0 where the page scrolls already.
    [[nodiscard]] double room_mm() const;
    /// The glass's height over the floor is known, so that a page can be brought within a seated person's reach.
    [[nodiscard]] bool can_be_lowered() const;

    // ---- page ----
    [[nodiscard]] PageActions begin_page(const PageSpec& page);
    void end_page();
    /// Fixed at the bottom; may be called anywhere between begin_page and end_page, once. The primary action is the
    /// last of `right`. Wraps to more rows where the text is large. Returns the id that was tapped, or an empty view.
    [[nodiscard]] std::string_view footer(std::span<const ActionButton> left, std::span<const ActionButton> right);
    [[nodiscard]] std::string_view footer(std::initializer_list<ActionButton> left,
                                          std::initializer_list<ActionButton> right);
    /// The same, in the flow of a card, a dialog or the body.
    [[nodiscard]] std::string_view actions(std::initializer_list<ActionButton> left,
                                           std::initializer_list<ActionButton> right);

    // ---- words ----
    void title(std::string_view text, const TextSpec& spec = {});
    void heading(std::string_view text, const TextSpec& spec = {});
    void text(std::string_view text, const TextSpec& spec = {});
    void strong(std::string_view text, const TextSpec& spec = {});
    void secondary(std::string_view text, const TextSpec& spec = {});
    /// Large, spaced, for a receipt code.
    void code(std::string_view id, std::string_view text);
    /// A heading with a short text at the other end of the line.
    void heading_with(std::string_view left, std::string_view right);
    /// Label at the start, value beside it (below it where narrow): one row of facts.
    void fact(std::string_view id, std::string_view label, std::string_view value);
    void banner(std::string_view id, Tone tone, std::string_view icon, std::string_view text);
    /// A dot and a sentence: the line that tells the truth about network and data.
    void status(std::string_view id, Status status, std::string_view text);
    /// A large icon in a tinted circle, centred.
    void emblem(std::string_view icon, Tone tone);

    // ---- controls ----
    [[nodiscard]] bool button(std::string_view id, std::string_view label, const ButtonSpec& spec = {});
    [[nodiscard]] bool item(std::string_view id, const ItemSpec& spec);
    [[nodiscard]] bool tile(std::string_view id, const TileSpec& spec);
    /// Between begin_list and end_list.
    [[nodiscard]] bool row(std::string_view id, const RowSpec& spec);
    [[nodiscard]] bool choice(std::string_view id, const ChoiceSpec& spec);
    [[nodiscard]] bool chip(std::string_view id, std::string_view label, const ChipSpec& spec = {});
    /// The new value when a button was tapped; ids "<id>.less", "<id>.more".
    [[nodiscard]] std::optional<int> stepper(std::string_view id, const StepperSpec& spec);
    /// Index of what was tapped. At most 14 days; as many in a row as there is room for.
    [[nodiscard]] std::optional<std::size_t> day_strip(std::span<const DayCell> days);
    [[nodiscard]] std::optional<std::size_t> slots(std::span<const SlotCell> slots);
    /// A chip that only says something (a tag).
    void tag(std::string_view label, Tone tone = Tone::Neutral);
    /// The new text when a key changed it. The screen keeps the text; Ui keeps focus and caret. A tap opens the
    /// on-screen keyboard; keys have ids "keyboard.key.<character>", "keyboard.space", "keyboard.delete",
    /// "keyboard.shift", "keyboard.layer.<letters|digits|symbols>", "keyboard.done".
    [[nodiscard]] std::optional<std::string> text_field(std::string_view id, std::string_view value,
                                                        const FieldSpec& spec);
    /// Opens the keyboard for that field when it is next drawn (a page with a single field).
    void focus(std::string_view id);

    // ---- pictures ----
    void progress(std::string_view id, const ProgressSpec& spec);
    /// True when its button was tapped.
    [[nodiscard]] bool placeholder(const PlaceholderSpec& spec);
    /// Values get ids "<id>.1", "<id>.2" ... and are written as "label, value".
    void bar_chart(std::string_view id, std::span<const ChartPart> parts);
    void line_chart(std::string_view id, std::span<const ChartPart> parts);
    void donut(std::string_view id, std::span<const ChartPart> parts, std::string_view centre);
    void seat_bar(std::string_view id, const SeatBar& seats);
    void timeline(std::string_view id, std::span<const TimelineStep> steps);
    /// A QR code of `data` (UTF-8, at most 1,000 bytes), `side_mm` wide with its quiet zone; `label` is what speech
    /// says.
    void qr(std::string_view id, std::string_view data, std::string_view label, double side_mm = 62);

    // ---- layout ----
    void begin_card();
    void end_card();
    /// One card with a row a line.
    void begin_list();
    void end_list();
    /// Within a list of more rows than anyone lays out in a frame: all are of one height, with a line of title and one
    /// of detail that end in an ellipsis, and only begin..end-1 are to be drawn, by row(), between the two calls.
    struct RowRange {
        std::size_t begin = 0, end = 0;
    };
    [[nodiscard]] RowRange begin_rows(std::size_t count);
    void end_rows();
    /// Cells of equal width, row by row; cells of one row get equal height. Each widget between is one cell.
    void begin_grid(int columns, LastRow last = LastRow::AsItIs, CellOrder order = CellOrder::AsRead);
    void end_grid();
    /// Chips, tags and Fit buttons side by side, wrapped.
    void begin_flow(Align align = Align::Start);
    void end_flow();
    /// Columns side by side with the given shares; next_column() moves on.
    void begin_columns(std::initializer_list<float> shares);
    void next_column();
    void end_columns();
    void space(double mm);
    void rule();

    /// The last thing of a page: true when a finger lifted on what no control before it took. Not in the transcript: it
    /// only repeats what a control of the page does, for who taps beside it.
    [[nodiscard]] bool anywhere(std::string_view id);

    // ---- over the page ----
    /// After end_page. Everything beneath is dimmed and takes no taps until the dialog is no longer drawn, apart from
    /// page.emergency.
    void begin_dialog(const DialogSpec& spec);
    void end_dialog();

    // ---- for whoever sets the glass up ----
    /// A page without header, footer and scrolling; what is put on it begins in the middle.
    void begin_bare_page(std::string_view screen, std::string_view title);
    void end_bare_page();
    /// A cross at that share of the glass; where the finger was, px, in the pass in which it lifted, anywhere on what
    /// no control before it took.
    [[nodiscard]] std::optional<GlassPoint> cross(std::string_view id, std::string_view label, GlassPoint share);
    /// Fills the glass; true when it was tapped.
    [[nodiscard]] bool test_picture(std::string_view id, TestPicture picture);

    class Impl;  // ImGui and the rest stay behind this
    [[nodiscard]] Impl& impl() { return *m_impl; }

  private:
    std::unique_ptr<Impl> m_impl;
};

}  // namespace linli::ui
