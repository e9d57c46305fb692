#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "backend/console/pages.h"

namespace linli::hub::console {
namespace {

constexpr int kMonths = 12;
// The drawing's own units; the page scales it.
constexpr int kWidth = 720;
constexpr int kHeight = 220;
constexpr int kFloor = 190;
constexpr int kTop = 14;
constexpr int kBar = 14;

struct Sum {
    int opened = 0;
    int handled = 0;
    int solved = 0;
    void add(const KindTally& tally) {
        opened += tally.opened;
        handled += tally.handled;
        solved += tally.solved;
    }
};

std::vector<std::string> last_months(Instant now, int utc_offset) {
    Civil day = to_civil(now, utc_offset);
    std::vector<std::string> months;
    for (int i = 0; i < kMonths; ++i) {
        months.push_back(fmt::format("{:04}-{:02}", day.year, day.month));
        day.year -= day.month == 1 ? 1 : 0;
        day.month = day.month == 1 ? 12 : day.month - 1;
    }
    std::reverse(months.begin(), months.end());
    return months;
}

// "Nov 2026"
std::string month_words(const Words& words, std::string_view month) {
    const std::string number(month.substr(5, 1) == "0" ? month.substr(6) : month.substr(5));
    return words.fill(
        "when.month",
        {{"year", month.substr(0, 4)}, {"month", number}, {"monthname", words.get(fmt::format("month.{}", number))}});
}

std::string share(int part, int whole) {
    return whole <= 0 ? std::string("–") : fmt::format("{}%", std::clamp(part * 100 / whole, 0, 100));
}

View bar(int x, int value, int most, std::string_view tone) {
    const int height = most == 0 ? 0 : std::max(value, 0) * (kFloor - kTop) / most;
    View view;
    view.text("tone", tone).number("x", x).number("y", kFloor - height).number("width", kBar).number("height", height);
    return view;
}

// One group of three bars a month, as high as the busiest month allows.
View chart(const Words& words, const std::vector<std::string>& months, const std::map<std::string, Sum>& sums) {
    int most = 0;
    for (const auto& [month, sum] : sums) most = std::max({most, sum.opened, sum.handled, sum.solved});
    View::List bars;
    View::List labels;
    const int step = kWidth / kMonths;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const auto found = sums.find(months[i]);
        const Sum sum = found == sums.end() ? Sum{} : found->second;
        const int left = static_cast<int>(i) * step + (step - 3 * kBar) / 2;
        bars.push_back(bar(left, sum.opened, most, "opened"));
        bars.push_back(bar(left + kBar, sum.handled, most, "handled"));
        bars.push_back(bar(left + 2 * kBar, sum.solved, most, "solved"));
        const std::string number = std::to_string(std::stoi(months[i].substr(5)));
        View label;
        label.number("x", static_cast<int>(i) * step + step / 2).number("y", kFloor + 20);
        label.text("label", words.get(fmt::format("month.{}", number)));
        labels.push_back(std::move(label));
    }
    View view;
    view.number("width", kWidth).number("height", kHeight).number("floor", kFloor).number("most", most);
    view.list("bars", std::move(bars)).list("labels", std::move(labels));
    return view;
}

View row(std::string_view label, std::string_view href, const Sum& sum) {
    View view;
    view.text("label", label).text("href", href);
    view.number("opened", sum.opened).number("handled", sum.handled).number("solved", sum.solved);
    view.text("handled_share", share(sum.handled, sum.opened)).text("solved_share", share(sum.solved, sum.handled));
    // Of a drawing that is 100 wide.
    view.number("handled_width", sum.opened <= 0 ? 0 : std::clamp(sum.handled * 100 / sum.opened, 0, 100));
    view.number("solved_width", sum.handled <= 0 ? 0 : std::clamp(sum.solved * 100 / sum.handled, 0, 100));
    return view;
}

View::List kind_options(const Visit& visit, std::string_view current) {
    View::List options;
    for (const RequestKind* kind : visit.desk.kinds(visit.actor())) {
        View option;
        option.text("value", kind->id).text("label", visit.pick(kind->title)).flag("current", kind->id == current);
        options.push_back(std::move(option));
    }
    return options;
}

}  // namespace

Reply show_figures(const Visit& visit, std::string_view) {
    const Words& words = visit.words();
    const std::vector<std::string> months = last_months(visit.now, visit.utc_offset);
    const std::string_view only_kind = visit.query("kind");
    const std::string_view asked = visit.query("month");
    const bool known = std::find(months.begin(), months.end(), asked) != months.end();
    LINLI_TRY(const std::vector<KindTally> tallies, visit.desk.kind_tallies(visit.actor(), months.front()));
    std::map<std::string, Sum> by_month;
    std::map<std::string, Sum> by_kind;
    for (const KindTally& tally : tallies) {
        if (!only_kind.empty() && tally.kind != only_kind) continue;
        by_month[tally.month].add(tally);
        if (!known || tally.month == asked) by_kind[tally.kind].add(tally);
    }
    View::List month_rows;
    for (auto month = months.rbegin(); month != months.rend(); ++month) {
        const std::string href = fmt::format("/figures?kind={}&month={}", percent_encode(only_kind), *month);
        month_rows.push_back(row(month_words(words, *month), href, by_month[*month]));
    }
    View::List kind_rows;
    for (const auto& [id, sum] : by_kind) {
        const RequestKind* kind = visit.desk.kind(id);
        const std::string href = fmt::format("/figures?kind={}", percent_encode(id));
        kind_rows.push_back(row(kind != nullptr ? visit.pick(kind->title) : std::string_view(id), href, sum));
    }
    View view;
    view.part("chart", chart(words, months, by_month)).list("months", std::move(month_rows));
    view.flag("any_kind", !kind_rows.empty()).list("by_kind", std::move(kind_rows));
    view.text("span", known ? month_words(words, asked) : std::string(words.get("figures.year")));
    view.flag("narrowed", known || !only_kind.empty()).list("kinds", kind_options(visit, only_kind));
    return page(visit, 200, "figures", words.get("figures.title"), "figures", std::move(view));
}

}  // namespace linli::hub::console
