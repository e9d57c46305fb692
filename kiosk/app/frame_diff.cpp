#include "kiosk/app/frame_diff.h"

#include <algorithm>
#include <cstring>

#include "kiosk/app/shapes.h"

namespace linli::app {
namespace {

// Pieces that a changed control adds or takes away: beyond that it is another page, which is painted whole.
constexpr std::size_t kMaxSkip = 256;

std::uint64_t hash_bytes(std::uint64_t hash, const void* data, std::size_t size) {
    // FNV-1a over words: speed matters, an attacker does not come here.
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < size; i += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, bytes + i, std::min<std::size_t>(4, size - i));
        hash = (hash ^ word) * 0x100000001B3ULL;
    }
    return hash;
}

}  // namespace

void FrameDiff::read(const ImDrawData& data, int width, int height) {
    m_next.clear();
    const auto add = [&](Area clip, std::uintptr_t page, std::span<const ImDrawVert* const> corners) {
        Piece piece;
        piece.area = intersect(box_of(corners), clip);
        if (piece.area.empty()) return;
        piece.hash = 0xCBF29CE484222325ULL ^ page;
        for (const ImDrawVert* v : corners) piece.hash = hash_bytes(piece.hash, v, sizeof *v);
        m_next.push_back(piece);
    };
    for_each_shape(
        data, width, height,
        [&](Area clip, std::uintptr_t page, const ImDrawVert* const(&v)[4]) { add(clip, page, v); },
        [&](Area clip, std::uintptr_t page, const ImDrawVert* a, const ImDrawVert* b, const ImDrawVert* c) {
            const ImDrawVert* corners[3] = {a, b, c};
            add(clip, page, corners);
        });
}

// How much of each to pass over until both go on alike: as little as can be where that is near, else the same number of
// both (other colours, the same shapes), else all.
FrameDiff::Skip FrameDiff::resume(const Piece* before, std::size_t befores, const Piece* after, std::size_t afters) {
    for (std::size_t sum = 1; sum <= kMaxSkip; ++sum) {
        const std::size_t least = sum > afters - 1 ? sum - (afters - 1) : 0;
        for (std::size_t i = least; i <= sum && i < befores; ++i)
            if (before[i] == after[sum - i]) return {i, sum - i};
    }
    for (std::size_t i = kMaxSkip / 2; i < std::min(befores, afters); ++i)
        if (before[i] == after[i]) return {i, i};
    return {befores, afters};
}

// Pieces that both frames have in the same order paint the same pixels wherever no other piece lies: so the boxes of
// all others cover what differs. Which common order is found decides only how much is painted, never what.
Damage FrameDiff::compare() const {
    const auto starts = std::mismatch(m_pieces.begin(), m_pieces.end(), m_next.begin(), m_next.end());
    auto befores = static_cast<std::size_t>(m_pieces.end() - starts.first);
    auto afters = static_cast<std::size_t>(m_next.end() - starts.second);
    const Piece* before = m_pieces.data() + (m_pieces.size() - befores);
    const Piece* after = m_next.data() + (m_next.size() - afters);
    while (befores > 0 && afters > 0 && before[befores - 1] == after[afters - 1]) {
        --befores;
        --afters;
    }
    Damage damage;
    while (befores > 0 || afters > 0) {
        Skip skip{befores, afters};
        if (befores > 0 && afters > 0) skip = resume(before, befores, after, afters);
        for (std::size_t i = 0; i < skip.before; ++i) damage.add(before[i].area);
        for (std::size_t i = 0; i < skip.after; ++i) damage.add(after[i].area);
        before += skip.before;
        after += skip.after;
        befores -= skip.before;
        afters -= skip.after;
        while (befores > 0 && afters > 0 && *before == *after) {
            ++before;
            ++after;
            --befores;
            --afters;
        }
    }
    return damage;
}

Damage FrameDiff::update(const ImDrawData& data, std::uint64_t atlas_generation, int width, int height) {
    read(data, width, height);
    Damage damage;
    if (m_valid && m_generation == atlas_generation && m_width == width && m_height == height)
        damage = compare();
    else
        damage.add({0, 0, width, height});
    m_pieces.swap(m_next);
    m_generation = atlas_generation;
    m_width = width;
    m_height = height;
    m_valid = true;
    return damage;
}

}  // namespace linli::app
