// Containers, and the place of a block in them.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "kiosk/base/check.h"
#include "kiosk/ui/ui_impl.h"

namespace linli::ui {

float Ui::Impl::gap(Block before, Block after) const {
    if (before == Block::Words && after == Block::Words) return roomy(2.1);
    if (before == Block::Words || after == Block::Words) return roomy(4.2);
    return roomy(5.3);
}

float Ui::Impl::width() const {
    const Flow& f = flows.back();
    if (f.kind == FlowKind::Grid) {
        const Box cell = grid_cell(f);
        return cell.w;
    }
    return f.w;
}

float Ui::Impl::keep(Kept key, float now) {
    constexpr std::size_t max_kept = 2000;
    const auto found = retained.find(key);
    if (found != retained.end() && std::abs(found->second - now) < 0.5F) return now;
    if (found == retained.end() && retained.size() >= max_kept) return now;
    retained[key] = now;
    is_unsettled = true;
    return now;
}

float Ui::Impl::kept(Kept key, float otherwise) const {
    const auto found = retained.find(key);
    return found == retained.end() ? otherwise : found->second;
}

// A last row that is not full is shared by the cells it has, where that was asked for.
int Ui::Impl::cells_in_row(const Flow& grid) const {
    if (!grid.stretch) return grid.columns;
    const int left = grid.cells_before - static_cast<int>(grid.row) * grid.columns;
    return left > 0 && left < grid.columns ? left : grid.columns;
}

Box Ui::Impl::grid_cell(const Flow& grid) const {
    // Edges are shared out, so that the last cell ends where the row ends. Asked for before the next row has begun, it
    // is that row's first cell.
    const bool full = grid.cell == cells_in_row(grid);
    Flow next;
    next.columns = grid.columns;
    next.stretch = grid.stretch;
    next.cells_before = grid.cells_before;
    next.row = grid.row + (full ? 1 : 0);
    const int count = full ? 0 : grid.cell;
    const int cell = grid.turned_back ? cells_in_row(next) - 1 - count : count;
    const float gutter = airy(5.3);
    const float step = (grid.w + gutter) / static_cast<float>(cells_in_row(next));
    const float left = std::round(step * static_cast<float>(cell));
    const float right = std::round(step * static_cast<float>(cell + 1)) - gutter;
    return {grid.x + left, grid.y, right - left, 0};
}

Box Ui::Impl::place_begin(Block block) {
    Flow& f = flow();
    if (f.kind == FlowKind::Grid) {
        if (f.cell == cells_in_row(f)) finish_grid_row(f);
        Box cell = grid_cell(f);
        cell.h = kept({f.number, f.row}, 0);
        return cell;
    }
    if (!f.first && f.kind != FlowKind::List) f.y += gap(f.last, block);
    f.first = false;
    f.last = block;
    return {f.x, f.y, f.w, 0};
}

void Ui::Impl::place_end(float height) {
    Flow& f = flow();
    if (f.kind == FlowKind::Grid) {
        f.row_wanted = std::max(f.row_wanted, height);
        f.row_height = std::max(f.row_wanted, kept({f.number, f.row}, 0));
        ++f.cell;
        ++f.cells;
        return;
    }
    f.y += height;
}

void Ui::Impl::finish_grid_row(Flow& grid) {
    keep({grid.number, grid.row}, grid.row_wanted);
    grid.y += grid.row_height + roomy(5.3);
    grid.row_height = grid.row_wanted = 0;
    grid.cell = 0;
    ++grid.row;
}

void Ui::Impl::next_line(Flow& f) {
    keep({f.number, f.line}, f.pen);
    ++f.line;
    f.y += f.line_height + px(3.2);
    f.pen = 0;
    f.line_height = 0;
}

Box Ui::Impl::place(float wanted_width, float height, Block block) {
    Flow& f = flow();
    if (f.kind == FlowKind::Inline) {
        const float w = std::min(wanted_width, f.w);
        if (f.pen > 0 && f.pen + px(3.2) + w > f.w) next_line(f);
        if (f.pen > 0) f.pen += px(3.2);
        float shift = 0;
        // The width of the line is known from the pass before.
        const float spare = f.w - kept({f.number, f.line}, f.w);
        if (f.align == Align::Centre) shift = std::floor(spare / 2);
        if (f.align == Align::End) shift = spare;
        const Box box{f.x + shift + f.pen, f.y, w, height};
        f.pen += w;
        f.line_height = std::max(f.line_height, height);
        return box;
    }
    Box box = place_begin(block);
    box.h = std::max(box.h, height);
    place_end(height);
    return box;
}

void Ui::begin_card() {
    Impl& impl = *m_impl;
    const Box outer = impl.place_begin(Block::Control);
    const double pad_mm = impl.theme.wide() ? 7.0 : 8.0;
    const float pad = impl.airy(pad_mm);
    Flow card;
    card.kind = FlowKind::Card;
    card.slot = impl.painter.reserve();
    card.card = outer;
    card.x = outer.x + pad;
    card.w = outer.w - 2 * pad;
    card.y = card.start = outer.y + impl.roomy(pad_mm);
    card.background = impl.colours().card;
    impl.flows.push_back(std::move(card));
}

void Ui::end_card() {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flow().kind == FlowKind::Card);
    const Flow card = impl.flow();
    impl.flows.pop_back();
    const float pad = card.start - card.card.y;
    const float wanted = card.y + pad - card.card.y;
    Box box = card.card;
    box.h = std::max(box.h, wanted);
    impl.painter.fill(
        card.slot, box,
        {.fill = impl.colours().card, .line = impl.colours().line, .border = impl.hairline(), .radius = impl.px(7.4)});
    impl.place_end(wanted);
}

void Ui::begin_grid(int columns, LastRow last, CellOrder order) {
    Impl& impl = *m_impl;
    const Box outer = impl.place_begin(Block::Control);
    Flow grid;
    grid.kind = FlowKind::Grid;
    grid.columns = std::clamp(columns, 1, 8);
    grid.x = outer.x;
    grid.y = grid.start = outer.y;
    grid.w = outer.w;
    grid.background = impl.flow().background;
    grid.number = impl.containers++;
    grid.stretch = last == LastRow::Stretched;
    grid.turned_back = order == CellOrder::AsKeys && impl.theme.mirrored();
    grid.cells_before = static_cast<int>(impl.kept({grid.number}, 0));
    impl.flows.push_back(std::move(grid));
}

void Ui::end_grid() {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flow().kind == FlowKind::Grid);
    // A last row that is shared otherwise than in the pass before has cells of another width.
    const int cells = impl.flow().cells;
    if (impl.flow().stretch && cells != impl.flow().cells_before) impl.heights_uncertain = true;
    if (impl.flow().stretch) impl.keep({impl.flow().number}, static_cast<float>(cells));
    if (impl.flow().cell > 0) impl.finish_grid_row(impl.flow());
    const Flow grid = impl.flow();
    impl.flows.pop_back();
    impl.place_end(grid.row == 0 ? 0 : grid.y - impl.roomy(5.3) - grid.start);
}

void Ui::begin_flow(Align align) {
    Impl& impl = *m_impl;
    const Box outer = impl.place_begin(Block::Control);
    Flow line;
    line.kind = FlowKind::Inline;
    line.align = align;
    line.x = outer.x;
    line.y = line.start = outer.y;
    line.w = outer.w;
    line.background = impl.flow().background;
    line.number = impl.containers++;
    impl.flows.push_back(std::move(line));
}

void Ui::end_flow() {
    Impl& impl = *m_impl;
    LINLI_CHECK(impl.flow().kind == FlowKind::Inline);
    if (impl.flow().pen > 0) impl.next_line(impl.flow());
    const Flow line = impl.flow();
    impl.flows.pop_back();
    impl.place_end(line.line == 0 ? 0 : line.y - impl.px(3.2) - line.start);
}

void Ui::begin_columns(std::initializer_list<float> shares) {
    Impl& impl = *m_impl;
    LINLI_CHECK(shares.size() > 0);
    const Box outer = impl.place_begin(Block::Control);
    Flow columns;
    columns.kind = FlowKind::Columns;
    columns.shares = shares;
    columns.x = outer.x;
    columns.w = outer.w;
    columns.y = columns.start = columns.bottom = outer.y;
    columns.background = impl.flow().background;
    columns.column = 0;
    impl.flows.push_back(std::move(columns));
    // The first column is open at once; each is a plain column over the container.
    next_column();
}

void Ui::next_column() {
    Impl& impl = *m_impl;
    if (impl.flow().kind == FlowKind::Column && impl.flows.size() > 1) {
        const float bottom = impl.flow().y;
        impl.flows.pop_back();
        impl.flow().bottom = std::max(impl.flow().bottom, bottom);
        ++impl.flow().column;
    }
    Flow& columns = impl.flow();
    LINLI_CHECK(columns.kind == FlowKind::Columns && columns.column < columns.shares.size());
    const float gutter = impl.airy(7.4);
    const float room = columns.w - gutter * static_cast<float>(columns.shares.size() - 1);
    float total = 0;
    float before = 0;
    for (std::size_t i = 0; i < columns.shares.size(); ++i) {
        total += columns.shares[i];
        if (i < columns.column) before += columns.shares[i];
    }
    Flow column;
    column.kind = FlowKind::Column;
    column.x = std::floor(columns.x + room * before / total + gutter * static_cast<float>(columns.column));
    column.w = std::floor(room * columns.shares[columns.column] / total);
    column.y = column.start = columns.start;
    column.background = columns.background;
    impl.flows.push_back(std::move(column));
}

void Ui::end_columns() {
    Impl& impl = *m_impl;
    const float bottom = impl.flow().y;
    impl.flows.pop_back();
    const Flow columns = impl.flow();
    LINLI_CHECK(columns.kind == FlowKind::Columns);
    impl.flows.pop_back();
    impl.place_end(std::max(columns.bottom, bottom) - columns.start);
}

void Ui::space(double mm) {
    m_impl->flow().y += m_impl->px(mm);
}

void Ui::rule() {
    Impl& impl = *m_impl;
    const Box box = impl.place(0, impl.hairline(), Block::Words);
    impl.painter.rect(box, impl.colours().line);
}

}  // namespace linli::ui
