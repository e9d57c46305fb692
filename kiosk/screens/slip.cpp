// The follow-up slip: it is the resident who says whether it is solved.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/screens/item_words.h"
#include "kiosk/screens/mine.h"

namespace linli::screens {
namespace {

constexpr int kSteps = 3;  // verdict, grade, words
constexpr int kWordsLength = 300;
constexpr std::string_view kVerdict = "verdict";
constexpr std::string_view kGrade = "grade";
constexpr std::string_view kWords = "words";

ui::Selected selected(bool yes) {
    return yes ? ui::Selected::Yes : ui::Selected::No;
}

void choose(const Draft& slip, Commands& commands, std::string_view field, std::string value) {
    commands.push(SetValue{std::string(field), std::move(value)});
    commands.push(ShowFormPage{slip.page + 1});
}

void draw_verdict(const Draft& slip, const View& view, ui::Ui& ui, Commands& commands) {
    ui.title(view.tr("slip.verdict"));
    ui.begin_grid(choice_columns(ui, 3));
    for (const Verdict verdict : {Verdict::Solved, Verdict::Partly, Verdict::NotSolved}) {
        const std::string name(name_of(verdict));
        if (ui.choice("slip.verdict." + name, {.label = view.tr("slip.verdict." + name),
                                               .detail = view.tr("slip.verdict_detail." + name),
                                               .selected = selected(slip.value(kVerdict) == name)}))
            choose(slip, commands, kVerdict, name);
    }
    ui.end_grid();
}

// Five grades; whoever gives one of the last two is visited (State Council office 2019 no. 51).
void draw_grade(const Draft& slip, const View& view, ui::Ui& ui, Commands& commands) {
    ui.title(view.tr("slip.grade"));
    ui.begin_grid(choice_columns(ui, 5));
    for (int grade = 5; grade >= 1; --grade) {
        const std::string name = std::to_string(grade);
        if (ui.choice("slip.grade." + name,
                      {.label = view.tr("slip.grade." + name), .selected = selected(slip.value(kGrade) == name)}))
            choose(slip, commands, kGrade, name);
    }
    ui.end_grid();
}

void draw_words(const Draft& slip, const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    ui.title(tr("slip.words"));
    ui.secondary(tr("slip.words_optional"));
    draw_problem(view, ui, slip.problem);
    if (auto typed = ui.text_field("slip.words", slip.value(kWords),
                                   {.label = tr("form.words"),
                                    .hint = tr("form.words_hint"),
                                    .kind = ui::FieldKind::Paragraph,
                                    .max_characters = kWordsLength}))
        commands.push(SetValue{std::string(kWords), std::move(*typed)});
    draw_saving_note(view, ui);
}

Rate rating(const MineState& state, const ItemView& item, const View& view) {
    const std::string_view grade = state.slip.value(kGrade);
    return {.ticket = 0,
            .receipt = proof_of(state, item.id),
            .item = item.id,
            .verdict = verdict_from_name(state.slip.value(kVerdict)).value_or(Verdict::Partly),
            .grade = grade.size() == 1 ? std::clamp(grade.front() - '0', 1, 5) : 3,
            .words = std::string(state.slip.value(kWords)),
            .language = view.tr.language()};
}

void draw_slip_footer(int at, const MineState& state, const ItemView& item, const View& view, ui::Ui& ui,
                      Commands& commands) {
    const Draft& slip = state.slip;
    const bool last = at == kSteps - 1;
    const bool answered = at == 0 ? !slip.value(kVerdict).empty() : !slip.value(kGrade).empty();
    const std::string label = view.tr(!last ? "form.next" : slip.waiting() ? "form.saving" : "slip.submit");
    const std::string_view id = last ? "slip.submit" : "slip.next";
    const bool enabled = answered && !slip.waiting();
    if (footer(view, ui, commands,
               {{.id = id,
                 .label = label,
                 .kind = ui::ButtonKind::Primary,
                 .icon = last ? "check" : "chevron-right",
                 .enabled = enabled ? ui::Enabled::Yes : ui::Enabled::No}}) != id)
        return;
    if (last)
        commands.push(Send{rating(state, item, view)});
    else
        commands.push(ShowFormPage{slip.page + 1});
}

}  // namespace

void draw_slip(const MineState& state, const View& view, ui::Ui& ui, Commands& commands) {
    const ItemView* item = find_item(state, view.here().key);
    if (item == nullptr) return draw_gone(view, ui, commands);
    const int at = std::clamp(state.slip.page, 0, kSteps - 1);
    begin_page(view, ui, commands,
               {.title = item_title(view, item->type, item->subject),
                .back = ui::Back::Shown,
                .step = at + 1,
                .steps = kSteps,
                .progress = view.tr("form.progress", {{"step", at + 1}, {"steps", kSteps}})});
    if (at == 0) draw_verdict(state.slip, view, ui, commands);
    if (at == 1) draw_grade(state.slip, view, ui, commands);
    if (at == 2) draw_words(state.slip, view, ui, commands);
    draw_slip_footer(at, state, *item, view, ui, commands);
    ui.end_page();
}

}  // namespace linli::screens
