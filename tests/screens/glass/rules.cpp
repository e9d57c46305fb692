#include "tests/screens/glass/rules.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "kiosk/ui/painter.h"

namespace linli::test {
namespace {

using ui::Box;
using ui::DrawnLine;
using ui::Layer;
using ui::Record;
using ui::Zone;

constexpr double kTarget = 12.7;
constexpr double kGap = 2.54;
constexpr double kLeastCap = 3.5;
constexpr std::array kMainCap{3.5, 4.8, 6.4, 8.5};
constexpr std::array kOtherCap{3.5, 3.5, 4.8, 6.4};
// Lines are drawn in whole pixels.
constexpr float kPixel = 1.0F;

double mm(const ui::Theme& theme, double px) {
    return px * 25.4 / theme.glass().dpi;
}
Box box_of(const Record& r) {
    return {r.x, r.y, r.w, r.h};
}
Box box_of(const DrawnLine& l) {
    return {l.x, l.y, l.w, l.h};
}
std::string named(const Record& r) {
    return fmt::format("{} {} \"{}\" {:.0f},{:.0f} {:.0f}x{:.0f}", r.kind, r.id, r.text, r.x, r.y, r.w, r.h);
}
std::string named(const DrawnLine& l) {
    return fmt::format("line at {:.0f},{:.0f} {:.0f}x{:.0f}", l.x, l.y, l.w, l.h);
}

bool has_dialog(const ui::Transcript& shown) {
    return std::any_of(shown.records.begin(), shown.records.end(),
                       [](const Record& r) { return r.layer == Layer::Dialog; });
}
// A dialog covers the page and its keyboard.
bool can_be_pressed(const Record& r, bool dialog) {
    return r.tappable && (!dialog || r.layer == Layer::Dialog);
}

// What is seen of it: the body is cut where it scrolls.
Box seen(const ui::Transcript& shown, Zone zone, Box box) {
    if (zone == Zone::Fixed) return box;
    const float top = std::max(box.y, shown.body_top);
    const float bottom = std::min(box.bottom(), shown.body_bottom);
    return {box.x, top, box.w, std::max(0.0F, bottom - top)};
}

// Within one zone nothing is cut: the body can be scrolled to where both are seen.
float distance(const ui::Transcript& shown, const Record& a, const Record& b) {
    const bool apart = a.zone != b.zone;
    const Box one = apart ? seen(shown, a.zone, box_of(a)) : box_of(a);
    const Box other = apart ? seen(shown, b.zone, box_of(b)) : box_of(b);
    if (one.h <= 0 || other.h <= 0) return 1e9F;
    const float across = std::max(one.x - other.right(), other.x - one.right());
    const float down = std::max(one.y - other.bottom(), other.y - one.bottom());
    return std::max(across, down);
}

ui::Colour colour(const std::string& text) {
    const auto value = static_cast<unsigned>(std::stoul(text.substr(1), nullptr, 16));
    return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
            static_cast<std::uint8_t>(value)};
}

// What a person came to read, in ink. Labels, notes and what is said in a colour of state are the rest.
bool is_main(const Record& r, const ui::Theme& theme) {
    constexpr std::array<std::string_view, 17> kinds{
        "title",  "heading", "text", "code",      "value",    "banner",   "item",      "tile", "row",
        "choice", "field",   "step", "choice-on", "field-on", "step-now", "step-done", "key"};
    if (std::find(kinds.begin(), kinds.end(), r.kind) == kinds.end() || !r.enabled) return false;
    if (r.cap_mm + 0.01 < theme.cap_mm(ui::Role::Body)) return false;
    const ui::Palette& c = theme.colours();
    const ui::Colour ink = colour(r.foreground);
    return ink != c.green && ink != c.red && ink != c.amber && ink != c.blue && ink != c.on_act;
}

bool has_words(const Record& r) {
    return !r.foreground.empty() && !r.text.empty() && r.cap_mm > 0;
}

bool overlap(const Box& a, const Box& b) {
    return std::min(a.right(), b.right()) - std::max(a.x, b.x) > kPixel &&
           std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y) > kPixel;
}
bool within(const Box& inner, const Box& outer) {
    return inner.x >= outer.x - kPixel && inner.y >= outer.y - kPixel && inner.right() <= outer.right() + kPixel &&
           inner.bottom() <= outer.bottom() + kPixel;
}

}  // namespace

Breaches small_targets(const ui::Transcript& shown, const ui::Theme& theme) {
    Breaches found;
    for (const Record& r : shown.records)
        if (r.tappable && (mm(theme, r.w + 0.5) < kTarget || mm(theme, r.h + 0.5) < kTarget)) found.push_back(named(r));
    return found;
}

Breaches narrow_gaps(const ui::Transcript& shown, const ui::Theme& theme) {
    Breaches found;
    const bool dialog = has_dialog(shown);
    for (std::size_t i = 0; i < shown.records.size(); ++i) {
        if (!can_be_pressed(shown.records[i], dialog)) continue;
        for (std::size_t k = i + 1; k < shown.records.size(); ++k) {
            if (!can_be_pressed(shown.records[k], dialog)) continue;
            const float apart = distance(shown, shown.records[i], shown.records[k]);
            if (mm(theme, apart + 0.5) < kGap)
                found.push_back(fmt::format("{:.2f} mm between {} and {}", mm(theme, apart), named(shown.records[i]),
                                            named(shown.records[k])));
        }
    }
    return found;
}

Breaches small_text(const ui::Transcript& shown, const ui::Theme& theme) {
    Breaches found;
    const auto step = static_cast<std::size_t>(theme.appearance().step);
    for (const Record& r : shown.records) {
        if (!has_words(r)) continue;
        const bool key = r.kind == "key";  // cannot grow with its words
        const double least = key ? kLeastCap : is_main(r, theme) ? kMainCap[step] : kOtherCap[step];
        if (r.cap_mm < least) found.push_back(fmt::format("{:.2f} mm: {}", r.cap_mm, named(r)));
    }
    // As drawn, whatever the record says: a line is 0.85 em high, a capital 0.733 em.
    for (const DrawnLine& line : shown.lines_drawn)
        if (mm(theme, line.h / 0.85 * 0.733) + 0.01 < kLeastCap) found.push_back("drawn small: " + named(line));
    return found;
}

Breaches weak_contrast(const ui::Transcript& shown, const ui::Theme& theme) {
    Breaches found;
    const bool high = theme.appearance().contrast == ui::Contrast::High;
    for (const Record& r : shown.records) {
        if (!has_words(r)) continue;
        const double least = !is_main(r, theme) ? 4.5 : high ? 15 : 10;
        const double ratio = ui::contrast_ratio(colour(r.foreground), colour(r.background));
        if (ratio < least)
            found.push_back(fmt::format("{:.1f}:1, {} on {}: {}", ratio, r.foreground, r.background, named(r)));
    }
    return found;
}

Breaches cut_or_covered_text(const ui::Transcript& shown, const ui::Theme&) {
    Breaches found;
    const auto& lines = shown.lines_drawn;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].cut) found.push_back("cut: " + named(lines[i]));
        for (std::size_t k = i + 1; k < lines.size(); ++k)
            if (lines[i].layer == lines[k].layer && lines[i].zone == lines[k].zone &&
                overlap(box_of(lines[i]), box_of(lines[k])))
                found.push_back(named(lines[i]) + " lies on " + named(lines[k]));
        for (const Record& r : shown.records)
            if (r.tappable && r.layer == lines[i].layer && r.zone == lines[i].zone &&
                overlap(box_of(lines[i]), box_of(r)) && !within(box_of(lines[i]), box_of(r)))
                found.push_back(named(lines[i]) + " runs over the edge of " + named(r));
    }
    return found;
}

Breaches out_of_reach(const ui::Transcript& shown, const ui::Theme& theme) {
    Breaches found;
    const ui::Theme::Rows rows = theme.page_rows();
    const Box page{0, rows.top, static_cast<float>(theme.glass().width_px), rows.bottom - rows.top};
    const Box glass{0, 0, page.w, static_cast<float>(theme.glass().height_px)};
    for (const Record& r : shown.records) {
        if (r.kind == "screen" || r.w <= 0) continue;
        Box box = box_of(r);
        if (r.zone == Zone::Body) {
            // Scrolling brings it there, if it is not longer than what is seen at once.
            if (r.tappable && box.h > shown.body_bottom - shown.body_top + kPixel)
                found.push_back(fmt::format("longer than the {:.0f} px of the body: {}",
                                            shown.body_bottom - shown.body_top, named(r)));
            box.y = page.y;
            box.h = 0;
        }
        // What only tells something may stand higher, and the mark is for who comes to service the kiosk.
        if (!within(box, r.tappable && r.kind != "mark" ? page : glass)) found.push_back(named(r));
    }
    for (const Record& r : shown.records)
        if (r.kind == "field-on" && !overlap(seen(shown, r.zone, box_of(r)), box_of(r)))
            found.push_back("written in out of sight: " + named(r));
    if (shown.body_top < page.y - kPixel || shown.body_bottom > page.bottom() + kPixel)
        found.push_back("the body leaves the page");
    for (const DrawnLine& line : shown.lines_drawn) {
        Box box = box_of(line);
        if (line.zone == Zone::Body) box.y = box.h = 0;
        if (!within(box, glass)) found.push_back(named(line));
    }
    return found;
}

Breaches all_breaches(const ui::Transcript& shown, const ui::Theme& theme) {
    Breaches all;
    const auto add = [&](std::string_view rule, const Breaches& found) {
        for (const std::string& each : found) all.push_back(fmt::format("{}: {}", rule, each));
    };
    add("small target", small_targets(shown, theme));
    add("narrow gap", narrow_gaps(shown, theme));
    add("small text", small_text(shown, theme));
    add("weak contrast", weak_contrast(shown, theme));
    add("cut or covered", cut_or_covered_text(shown, theme));
    add("out of reach", out_of_reach(shown, theme));
    return all;
}

}  // namespace linli::test
