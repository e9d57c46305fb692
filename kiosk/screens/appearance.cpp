#include "kiosk/screens/appearance.h"

#include <algorithm>
#include <array>

namespace linli::screens {
namespace {

struct SizeName {
    TextSize size;
    std::string_view name;
};
constexpr std::array<SizeName, 4> kSizes{
    {{TextSize::Small, "small"}, {TextSize::Medium, "medium"}, {TextSize::Large, "large"}, {TextSize::Huge, "huge"}}};

ui::Selected selected(bool yes) {
    return yes ? ui::Selected::Yes : ui::Selected::No;
}

// A station's content need not exist in every language of the program, so the community says which are offered.
bool is_offered(const View& view, const std::string& tag) {
    const auto& offered = view.station.community.languages;
    return offered.empty() || std::find(offered.begin(), offered.end(), tag) != offered.end();
}

void draw_done(const View& view, ui::Ui& ui, Commands& commands, std::string_view id) {
    if (ui.footer({}, {{.id = id, .label = view.tr("appearance.done"), .kind = ui::ButtonKind::Primary}}) == id)
        commands.push(GoBack{});
}

}  // namespace

void draw_language(const View& view, ui::Ui& ui, Commands& commands) {
    begin_page(view, ui, commands, {.title = view.tr("language.page"), .back = ui::Back::Shown});
    ui.title(view.tr("language.title"));
    for (const Languages::Language& language : view.languages.all()) {
        if (!is_offered(view, language.tag)) continue;
        if (ui.choice("language.choice." + language.tag,
                      {.label = language.own_name, .selected = selected(language.tag == view.tr.language())}))
            commands.push(ChooseLanguage{language.tag});
    }
    draw_done(view, ui, commands, "language.done");
    ui.end_page();
}

void draw_appearance(const View& view, ui::Ui& ui, Commands& commands) {
    const Words& tr = view.tr;
    const Settings& settings = view.session.settings;
    begin_page(view, ui, commands, {.title = tr("appearance.page"), .back = ui::Back::Shown});
    ui.title(tr("appearance.size"));
    ui.begin_grid(2);
    for (const auto& [size, name] : kSizes)
        if (ui.choice(std::string("appearance.size.") + std::string(name),
                      {.label = tr("appearance.size." + std::string(name)),
                       .selected = selected(settings.text_size == size)}))
            commands.push(ChooseTextSize{size});
    ui.end_grid();
    ui.heading(tr("appearance.contrast"));
    ui.begin_grid(2);
    if (ui.choice("appearance.contrast.standard", {.label = tr("appearance.contrast.standard"),
                                                   .selected = selected(settings.contrast == ContrastLevel::Standard)}))
        commands.push(ChooseContrast{ContrastLevel::Standard});
    if (ui.choice("appearance.contrast.high", {.label = tr("appearance.contrast.high"),
                                               .selected = selected(settings.contrast == ContrastLevel::High)}))
        commands.push(ChooseContrast{ContrastLevel::High});
    ui.end_grid();
    ui.heading(tr("language.title"));
    const Languages::Language* language = view.languages.find(view.tr.language());
    if (ui.item("appearance.language", {.title = language->own_name, .icon = "languages", .icon_tone = ui::Tone::Blue}))
        commands.push(Open{{Page::Language, {}}});
    ui.secondary(tr("appearance.until_end"));
    draw_done(view, ui, commands, "appearance.done");
    ui.end_page();
}

}  // namespace linli::screens
