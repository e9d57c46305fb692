// What text costs, without a screen: opening the faces, a dense page of characters never seen before, the same page set
// anew, from the cache, and pages in Uyghur and Tibetan. Prints one JSON object; each figure is the median of seven
// runs with fresh engines, the files in the page cache.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/text/text_engine.h"

namespace linli::text {
namespace {

constexpr int runs = 7;
constexpr int dense_count = 1500;
constexpr int dense_px = 28;

struct Spent {
    double wall_ms = 0, cpu_ms = 0;
};

double thread_cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Spent spent_on(const std::function<void()>& work) {
    const auto from = std::chrono::steady_clock::now();
    const double cpu = thread_cpu_ms();
    work();
    return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count(),
            thread_cpu_ms() - cpu};
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// Of this process, MB: what it has alone and its share of what it has with others.
double pss_mb() {
    std::ifstream file("/proc/self/smaps_rollup");
    for (std::string word; file >> word;) {
        double kb = 0;
        if (word == "Pss:" && file >> kb) return kb / 1024;
    }
    return 0;
}

std::string han(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) append_code_point(text, static_cast<char32_t>(0x4E00 + i * 7));
    return text;
}

std::string repeated(std::string_view sentence, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text.append(sentence);
    return text;
}

std::unique_ptr<TextEngine> fresh() {
    auto engine = TextEngine::open(debian_fonts());
    return engine ? std::move(*engine) : nullptr;
}

struct Page {
    std::string name, text, lang;
};

std::string figures_of(const Page& page) {
    std::vector<double> first, first_cpu, again, cached;
    std::size_t glyphs = 0;
    for (int run = 0; run < runs; ++run) {
        const auto engine = fresh();
        LayoutRequest request{.text = page.text, .size_px = dense_px, .max_width = 1000, .lang = page.lang};
        const Spent spent = spent_on([&] { glyphs = engine->layout(request)->glyphs.size(); });
        first.push_back(spent.wall_ms);
        first_cpu.push_back(spent.cpu_ms);
        request.max_width = 980;
        again.push_back(spent_on([&] { (void)engine->layout(request); }).wall_ms);
        cached.push_back(spent_on([&] { (void)engine->layout(request); }).wall_ms);
    }
    return fmt::format(
        "\"{}\": {{\"glyphs\": {}, \"first_ms\": {:.2f}, \"first_cpu_ms\": {:.2f}, \"set_again_ms\": {:.2f}, "
        "\"cached_ms\": {:.3f}}}",
        page.name, glyphs, median(first), median(first_cpu), median(again), median(cached));
}

}  // namespace
}  // namespace linli::text

int main() {
    using namespace linli::text;
    const double before = pss_mb();
    const auto kept = fresh();
    if (kept == nullptr) {
        fmt::print(stderr, "The fonts are missing: install fonts-noto-cjk and fonts-noto-core.\n");
        return 1;
    }
    const double opened = pss_mb();
    const std::string dense = han(dense_count);
    (void)kept->layout({.text = dense, .size_px = dense_px, .max_width = 1000});
    const double drawn = pss_mb();
    std::vector<double> open;
    for (int run = 0; run < runs; ++run) open.push_back(spent_on([] { (void)fresh(); }).wall_ms);
    std::string out = fmt::format(
        "{{\"open_ms\": {:.2f}, \"pss_mb\": {{\"before\": {:.1f}, \"opened\": {:.1f}, "
        "\"dense_page\": {:.1f}}}, \"size_px\": {}",
        median(open), before, opened, drawn, dense_px);
    const std::vector<Page> pages{
        {"han_1500", dense, "zh-CN"},
        {"han_400", han(400), "zh-CN"},
        {"english", repeated("Residents can report a repair here, and sign up for night classes. ", 30), "en"},
        {"uyghur", repeated("ئاھالىلەر ئۆيلىرىدىكى سۇ ئېقىپ كەتسە بۇ يەردىن مەلۇم قىلسىڭىز بولىدۇ. ", 25), "ug"},
        {"tibetan", repeated("བོད་ཡིག་གི་ཡིག་གཟུགས་འདི་ནི་བོད་ཀྱི་སྐད་ཡིག་བྲིས་པའི་ཡིག་གཟུགས་ཤིག་ཡིན། ", 20), "bo"},
    };
    for (const Page& page : pages) out += ", " + figures_of(page);
    fmt::print("{}}}\n", out);
    return 0;
}
