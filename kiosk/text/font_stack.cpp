#include "kiosk/text/font_stack.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <hb.h>

#include "kiosk/text/characters.h"
#include "kiosk/text/icons.h"

namespace linli::text {
namespace {

constexpr std::size_t max_faces = 1000;  // they are a few bits of an atlas key
// A base and the marks that can be told apart; a face is not chosen by the thousandth mark.
constexpr std::size_t max_asked = 16;

bool has_all(const Face& face, std::span<const std::uint32_t> cluster) {
    return std::all_of(cluster.begin(), cluster.end(),
                       [&](std::uint32_t code) { return is_ignorable(code) || face.glyph_of(code) != 0; });
}

}  // namespace

struct FontStack::Impl {
    struct Slot {
        FontFile file;
        Script script = 0;  // 0: every
        bool tried = false;
        std::unique_ptr<Face> face;
    };
    FT_Library library = nullptr;
    std::map<std::string, hb_blob_t*, std::less<>> files;
    std::vector<Slot> slots;
    std::array<std::vector<std::uint16_t>, 3> by_weight;
    int icon_slot = -1;
    IconNames icons;

    ~Impl() {
        slots.clear();
        for (auto& [path, blob] : files) hb_blob_destroy(blob);
        if (library != nullptr) FT_Done_FreeType(library);
    }

    std::uint16_t add(const FontFile& file) {
        Slot slot;
        slot.file = file;
        slot.script = file.script.empty() ? 0 : script_of_name(file.script);
        slots.push_back(std::move(slot));
        return static_cast<std::uint16_t>(slots.size() - 1);
    }

    // Null when the file is missing or no font. It is mapped, so that only what is looked at takes memory.
    Face* open(std::uint16_t number) {
        Slot& slot = slots[number];
        if (slot.tried) return slot.face.get();
        slot.tried = true;
        auto found = files.find(slot.file.path);
        if (found == files.end())
            found = files.emplace(slot.file.path, hb_blob_create_from_file(slot.file.path.c_str())).first;
        slot.face = Face::open(library, found->second, slot.file.path, slot.file.index);
        return slot.face.get();
    }

    // Faces for the script first, then those for all, then those for other scripts: better a letter than a box.
    template <typename Wanted>
    int first_of(Weight weight, Script script, const Wanted& wanted) {
        const auto& numbers = by_weight[static_cast<std::size_t>(weight)];
        for (int round = 0; round < 3; ++round) {
            for (const std::uint16_t number : numbers) {
                const Script own = slots[number].script;
                const int its_round = own == script ? 0 : own == 0 ? 1 : 2;
                if (its_round != round) continue;
                const Face* face = open(number);
                if (face != nullptr && wanted(*face)) return number;
            }
        }
        return -1;
    }
};

FontStack::FontStack() : m_impl(std::make_unique<Impl>()) {}
FontStack::~FontStack() = default;

Result<std::unique_ptr<FontStack>> FontStack::open(const FontFiles& files) {
    std::unique_ptr<FontStack> stack(new FontStack());
    Impl& impl = *stack->m_impl;
    if (FT_Init_FreeType(&impl.library) != 0) return fail(Fault::Internal, "FreeType does not start");
    const std::array lists{&files.regular, &files.bold, &files.mono};
    for (std::size_t weight = 0; weight < lists.size(); ++weight) {
        for (const FontFile& file : *lists[weight]) {
            if (impl.slots.size() < max_faces) impl.by_weight[weight].push_back(impl.add(file));
        }
    }
    if (impl.by_weight[0].empty()) return fail(Fault::Invalid, "no font is named");
    if (impl.open(impl.by_weight[0].front()) == nullptr)
        return fail(Fault::NotFound, "font {} cannot be opened: install fonts-noto-cjk", files.regular.front().path);
    if (!files.icons.empty()) {
        impl.icon_slot = impl.add({.path = files.icons});
        if (impl.open(static_cast<std::uint16_t>(impl.icon_slot)) == nullptr)
            return fail(Fault::NotFound, "font {} cannot be opened", files.icons);
        impl.icons.read(files.icon_names);
    }
    return stack;
}

std::uint16_t FontStack::choose(std::span<const std::uint32_t> cluster, Script script, Weight weight) {
    const auto asked = cluster.first(std::min(cluster.size(), max_asked));
    const auto all = [&](const Face& face) { return has_all(face, asked); };
    const auto base = [&](const Face& face) {
        return has_all(face, asked.first(std::min<std::size_t>(asked.size(), 1)));
    };
    int found = m_impl->first_of(weight, script, all);
    // A bold or mono face that lacks it falls back to the regular one rather than to a box.
    if (found < 0 && weight != Weight::Regular) found = m_impl->first_of(Weight::Regular, script, all);
    if (found < 0 && asked.size() > 1) found = m_impl->first_of(weight, script, base);
    if (found < 0 && asked.size() > 1) found = m_impl->first_of(Weight::Regular, script, base);
    return found < 0 ? m_impl->by_weight[0].front() : static_cast<std::uint16_t>(found);
}

const Face& FontStack::face(std::uint16_t number) const {
    return *m_impl->slots[number].face;
}

const FontFile& FontStack::file(std::uint16_t number) const {
    return m_impl->slots[number].file;
}

GlyphRef FontStack::find_icon(std::string_view name) {
    const std::uint32_t code = m_impl->icons.code_of(name);
    if (m_impl->icon_slot < 0 || code == 0) return {};
    const auto number = static_cast<std::uint16_t>(m_impl->icon_slot);
    return {number, m_impl->slots[number].face->glyph_of(code)};
}

int FontStack::face_px(std::uint16_t number, int size_px) const {
    const float scale = m_impl->slots[number].file.scale;
    return std::max(1, static_cast<int>(std::lround(static_cast<float>(size_px) * scale)));
}

GlyphBitmap FontStack::render(GlyphRef ref, int size_px, int quarter) {
    return m_impl->slots[ref.face].face->render(ref.glyph, face_px(ref.face, size_px), quarter);
}

double FontStack::cap_height() const {
    return m_impl->slots[m_impl->by_weight[0].front()].face->cap_height();
}

std::size_t FontStack::open_faces() const {
    return static_cast<std::size_t>(std::count_if(m_impl->slots.begin(), m_impl->slots.end(),
                                                  [](const auto& slot) { return slot.face != nullptr; }));
}

}  // namespace linli::text
