// Where Debian keeps Noto, and how its faces go together with Noto Sans CJK, which sets the measure.
#include "kiosk/text/font_stack.h"

namespace linli::text {
namespace {

const std::string cjk = "/usr/share/fonts/opentype/noto/NotoSansCJK-";
const std::string core = "/usr/share/fonts/truetype/noto/Noto";

// Faces for scripts that lines of Han and Latin have no room for say how much they need: their letters and one mark.
std::vector<FontFile> faces_of(const std::string& weight) {
    return {
        {.path = cjk + weight + ".ttc", .index = 2},
        {.path = core + "SansArabic-" + weight + ".ttf",
         .script = "Arab",
         .scale = 1.12F,
         .above = 1.05F,
         .below = 0.6F},
        {.path = core + "SerifTibetan-" + weight + ".ttf",
         .script = "Tibt",
         .scale = 1.15F,
         .above = 1.22F,
         .below = 0.62F},
        {.path = core + "Sans-" + weight + ".ttf"},
        {.path = core + "SansSymbols-" + weight + ".ttf"},
    };
}

}  // namespace

FontFiles debian_fonts() {
    FontFiles files;
    files.regular = faces_of("Regular");
    files.bold = faces_of("Bold");
    files.mono = {{.path = cjk + "Bold.ttc", .index = 7}};
    // What residents of other regions may write in; each is opened only when a letter of it is on the page.
    for (const char* name :
         {"SansSymbols2", "SansMath", "SansMongolian", "SansYi", "SansLisu", "SansTaiLe", "SansNewTaiLue", "SansThai",
          "SansLao", "SansKhmer", "SansMyanmar", "SansDevanagari", "SansBengali", "SansHebrew"})
        files.regular.push_back({.path = core + name + "-Regular.ttf", .above = 1.0F, .below = 0.5F});
    return files;
}

}  // namespace linli::text
