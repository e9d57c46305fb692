#include "kiosk/ui/transcript.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace linli::ui {
namespace {

std::string one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return line;
}

}  // namespace

std::string_view Transcript::screen() const {
    return records.empty() || records.front().kind != "screen" ? std::string_view{}
                                                               : std::string_view{records.front().id};
}

const Record* Transcript::find(std::string_view id) const {
    const auto found =
        std::find_if(records.begin(), records.end(), [id](const Record& record) { return record.id == id; });
    return found == records.end() ? nullptr : &*found;
}

std::string Transcript::lines() const {
    std::string out;
    for (const Record& r : records) {
        out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.2f}\t{}\t{}\t{}\t{}\n", r.kind, r.id, one_line(r.text),
                           std::lround(r.x), std::lround(r.y), std::lround(r.w), std::lround(r.h), r.enabled ? 1 : 0,
                           r.cap_mm, r.foreground, r.background, r.lang, r.clipped ? 1 : 0);
    }
    return out;
}

}  // namespace linli::ui
