// The pass: what happens before and after a screen draws.
#include <algorithm>
#include <cfloat>
#include <cmath>

#include <imgui.h>

#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

Ui::Impl::Impl(text::TextEngine& engine, Glass glass) : fonts(engine), theme(glass, Appearance{}), painter(engine) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    // ImGui insists on a font of its own; nothing is drawn with it.
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.TouchExtraPadding = ImVec2(0, 0);
    flows.emplace_back();
}

Ui::Impl::~Impl() {
    ImGui::DestroyContext();
}

Ui::Ui(text::TextEngine& fonts, Glass glass) : m_impl(std::make_unique<Impl>(fonts, glass)) {}
Ui::~Ui() = default;

void Ui::set_chrome(Chrome chrome) {
    m_impl->chrome = std::move(chrome);
}

void Ui::set_appearance(const Appearance& appearance) {
    if (appearance == m_impl->theme.appearance()) return;
    m_impl->theme = Theme(m_impl->theme.glass(), appearance);
    m_impl->forget_measures();
}

void Ui::set_glass(const Glass& glass) {
    if (glass == m_impl->theme.glass()) return;
    m_impl->theme = Theme(glass, m_impl->theme.appearance());
    m_impl->forget_measures();
}

void Ui::begin_pass(const FrameInput& input) {
    Impl& impl = *m_impl;
    impl.is_unsettled = impl.heights_uncertain = impl.room_asked = false;
    impl.fonts.next_pass();
    impl.pass_generation = impl.fonts.atlas().generation();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(impl.screen().w, impl.screen().h);
    io.DeltaTime = static_cast<float>(std::clamp(input.seconds - impl.last_seconds, 0.0001, 0.25));
    // A finger that left must not keep anything lit, so there is no position without a touch.
    io.MousePos = input.x < 0 ? ImVec2(-FLT_MAX, -FLT_MAX) : ImVec2(input.x, input.y);
    io.MouseDown[0] = input.down;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("glass", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    impl.painter.begin(ImGui::GetWindowDrawList());
    impl.painter.set_mirror(impl.theme.mirrored() ? impl.screen().w : 0);
    impl.input = input;
    impl.building.records.clear();
    impl.building.lines_drawn.clear();
    impl.after_page.clear();
    impl.layer = Layer::Page;
    impl.zone = Zone::Fixed;
    impl.dialog_before = impl.dialog_now;
    impl.dialog_now = false;
    impl.field.drawn = false;
    impl.field.pressed.clear();
    impl.containers = 0;
    impl.scroll_input(input);
    impl.painter.rect(impl.screen(), impl.colours().paper);
}

void Ui::end_pass() {
    Impl& impl = *m_impl;
    ImGui::End();
    ImGui::Render();
    // What lies under a dialog takes no tap, and the transcript says so by the layer; a dialog that came or went
    // changes it.
    if (impl.dialog_now != impl.dialog_before) impl.is_unsettled = true;
    if (!impl.field.id.empty() && !impl.field.drawn) {
        impl.field.id.clear();
        impl.is_unsettled = true;
    }
    if (impl.fonts.atlas().generation() != impl.pass_generation) impl.is_unsettled = true;
    std::swap(impl.finished, impl.building);
    impl.was_down = impl.input.down;
    impl.last_seconds = impl.input.seconds;
}

bool Ui::unsettled() const {
    return m_impl->is_unsettled;
}

std::optional<double> Ui::next_change() const {
    if (std::abs(m_impl->scroll.velocity) > 0 || m_impl->arrival.since) return 0.0;
    return std::nullopt;
}

void Ui::turn_page() {
    m_impl->leave_page();
    // What a program begins with stands at once.
    const bool due = m_impl->arrival.due || !m_impl->page_id.empty();
    m_impl->arrival = Arrival{};
    m_impl->arrival.due = due;
    m_impl->field = FieldState{};
    m_impl->scroll = Scroll{};
    m_impl->page_id.clear();
    m_impl->is_unsettled = true;
}

void Ui::forget() {
    turn_page();
    m_impl->forget_measures();
    m_impl->finished.records.clear();
    m_impl->building.records.clear();
    m_impl->fonts.forget();
}

const Transcript& Ui::transcript() const {
    return m_impl->finished;
}
const Theme& Ui::theme() const {
    return m_impl->theme;
}
bool Ui::can_be_lowered() const {
    return m_impl->theme.glass().floor_mm.has_value();
}
bool Ui::wide() const {
    return m_impl->theme.wide();
}

void Ui::focus(std::string_view id) {
    if (m_impl->field.id == id) return;
    m_impl->field = FieldState{};
    m_impl->field.id = id;
    m_impl->field.caret = std::string::npos;
    m_impl->field.opened = true;
    m_impl->field.drawn = true;
    m_impl->unsettle_heights();
}

}  // namespace linli::ui
