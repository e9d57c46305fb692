#include "tests/screens/demo_page.h"

#include <array>

namespace linli::demo {
namespace {

using namespace linli::ui;

bool home_tiles(Ui& ui, State& state) {
    bool changed = false;
    ui.begin_grid(ui.wide() ? 2 : 3);
    const auto tile = [&](std::string_view id, std::string_view title, std::string_view line, std::string_view icon,
                          Tone tone) {
        if (ui.tile(id, {.title = title, .line = line, .icon = icon, .icon_tone = tone})) {
            ++state.taps;
            changed = true;
        }
    };
    tile("home.mine", "我的", "进度、报名、评价", "user-round", Tone::Green);
    tile("home.bookings", "预约", "场地、医生、法律", "calendar", Tone::Blue);
    tile("home.around", "身边", "15 分钟生活圈", "map-pin", Tone::Amber);
    tile("home.votes", "议事", "2 项等您投票", "vote", Tone::Red);
    tile("home.boards", "公示", "实事 280 / 299", "chart-column", Tone::Blue);
    tile("home.volunteers", "志愿", "本周缺 3 人", "heart", Tone::Amber);
    ui.end_grid();
    return changed;
}

bool home(Ui& ui, State& state) {
    bool changed = false;
    const auto page = ui.begin_page({.screen = "home", .title = "青禾社区", .clock = "18:42", .date = "11月21日 周六"});
    if (page.end) state = State{}, changed = true;
    if (ui.wide()) ui.begin_columns({1.25F, 1.0F});
    ui.title("您好，想办什么？");
    if (!ui.wide()) ui.secondary("三步以内办好 · 没有网络也能办");
    if (ui.item("home.requests", {.title = "报修 · 微心愿",
                                  .lines = {{"水电维修、矛盾调解、困难帮扶"}, {"本月办结 42 件，居民认可 39 件"}},
                                  .icon = "wrench",
                                  .icon_tone = Tone::Red})) {
        state.page = "form", changed = true;
    }
    if (ui.item("home.events", {.title = "夜课堂 · 活动",
                                .lines = {{"今晚 19:00 电工基础 · 二楼教室"},
                                          {"还有 6 个名额，可当场确认", Tone::Green, Role::Strong}},
                                .icon = "book-open",
                                .icon_tone = Tone::Green})) {
        state.page = "event", changed = true;
    }
    if (ui.item("home.ask", {.title = "办事查询",
                             .lines = {{"医保、公租房、居住证、学历补贴"}, {"要带什么、去哪里、什么时候"}},
                             .icon = "circle-help",
                             .icon_tone = Tone::Blue})) {
        state.page = "receipt", changed = true;
    }
    if (ui.wide()) {
        ui.next_column();
        ui.space(5);
    }
    changed |= home_tiles(ui, state);
    if (ui.wide()) ui.end_columns();
    ui.status("home.status", Status::Well, "在线 · 数据更新于 18:40");
    (void)ui.footer({{.id = "home.language", .label = "语言 Language", .icon = "languages"},
                     {.id = "home.size", .label = "字 大", .icon = "a-large-small"},
                     {.id = "home.contrast", .label = "对比", .icon = "contrast"}},
                    {});
    ui.end_page();
    return changed;
}

bool form(Ui& ui, State& state) {
    bool changed = false;
    const auto page = ui.begin_page({.screen = "form",
                                     .title = "物业报修",
                                     .back = Back::Shown,
                                     .step = 3,
                                     .steps = 4,
                                     .progress = "第 3 步，共 4 步"});
    if (page.back) state.page = "home", changed = true;
    ui.title("哪里坏了？");
    ui.begin_flow();
    constexpr std::array phrases{"水龙头一直滴水", "卫生间漏水", "没有热水", "下水道堵了"};
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        const bool on = state.chosen == static_cast<int>(i);
        if (ui.chip("form.phrase." + std::to_string(i), phrases[i], {.selected = on ? Selected::Yes : Selected::No})) {
            state.chosen = static_cast<int>(i);
            state.words = phrases[i];
            changed = true;
        }
    }
    ui.end_flow();
    if (auto edit = ui.text_field("form.words", state.words,
                                  {.label = "说说情况", .hint = "点这里打字", .kind = FieldKind::Paragraph})) {
        state.words = *edit;
        changed = true;
    }
    if (auto edit = ui.text_field("form.digits", state.digits,
                                  {.label = "手机后四位", .kind = FieldKind::Digits, .max_characters = 4})) {
        state.digits = *edit;
        changed = true;
    }
    if (ui.choice("form.time.evening",
                  {.label = "今天 18:00 以后", .detail = "师傅上门前会打电话", .selected = Selected::Yes}))
        ++state.taps, changed = true;
    if (ui.choice("form.time.morning", {.label = "明天上午"})) ++state.taps, changed = true;
    if (ui.choice("form.phone", {.label = "可以把手机号给物业", .kind = ChoiceKind::Many}))
        ++state.taps, changed = true;
    ui.status("form.status", Status::Waiting, "离线 · 先存在这台机器里，恢复网络后自动送出");
    const auto tapped =
        ui.footer({}, {{.id = "form.never", .label = "不能按", .enabled = Enabled::No},
                       {.id = "form.next", .label = "下一步", .kind = ButtonKind::Primary, .icon = "chevron-right"}});
    if (tapped == "form.next") state.page = "receipt", changed = true;
    ui.end_page();
    return changed;
}

bool event(Ui& ui, State& state) {
    bool changed = false;
    const auto page = ui.begin_page({.screen = "event", .back = Back::Shown});
    if (page.back) state.page = "home", changed = true;
    if (page.emergency) ++state.emergencies, changed = true;
    ui.begin_flow();
    ui.tag("夜课堂", Tone::Green);
    ui.tag("考证 · 有补贴");
    ui.end_flow();
    ui.title("电工基础（共 6 课）");
    ui.secondary("从安全用电到看懂电路图，学完可报考低压电工证。");
    ui.begin_card();
    ui.heading_with("今晚 19:00 – 20:30", "每周六");
    ui.secondary("青禾公寓 二楼教室 · 走路 3 分钟");
    ui.end_card();
    ui.begin_card();
    ui.heading_with("还有 6 个名额", "30 座");
    ui.seat_bar("event.seats", {.total = 30, .taken = 24, .held = 2});
    ui.strong("其中 2 个可在这台机器上当场确认", {.tone = Tone::Green});
    ui.end_card();
    ui.begin_card();
    ui.heading("上课时间");
    ui.text("11月21日 安全用电 · 11月28日 万用表 · 12月5日 照明电路 · 12月12日 电动机 · 12月19日 看图 · 12月26日 测验");
    ui.end_card();
    ui.begin_card();
    ui.heading("谁能来");
    ui.fact("event.age", "年龄", "年满 18 岁");
    ui.fact("event.who", "居民", "本社区和联盟社区的居民，不需要账号");
    ui.end_card();
    ui.banner("event.banner", Tone::Blue, "info", "这门课和您报过的“急救入门”时间冲突，先看清楚再报名。");
    if (ui.button("event.warn", "试一下提醒", {.kind = ButtonKind::Danger, .width = Width::Fit, .align = Align::End}))
        state.warn = true, changed = true;
    if (ui.footer(
            {{.id = "event.family", .label = "和家人一起"}},
            {{.id = "event.signup", .label = "我要报名", .kind = ButtonKind::Primary, .icon = "chevron-right"}}) ==
        "event.signup") {
        state.page = "receipt", changed = true;
    }
    ui.end_page();
    if (state.warn) {
        ui.begin_dialog({.id = "idle", .title = "还在吗？", .icon = "hourglass"});
        ui.text("30 秒后会收起您填的内容，别人看不到。", {.align = Align::Centre});
        const auto tapped = ui.actions({{.id = "idle.end", .label = "结束"}},
                                       {{.id = "idle.stay", .label = "我还在", .kind = ButtonKind::Primary}});
        if (!tapped.empty()) state.warn = false, changed = true;
        ui.end_dialog();
    }
    return changed;
}

bool receipt(Ui& ui, State& state) {
    bool changed = false;
    (void)ui.begin_page({.screen = "receipt", .title = "青禾社区", .clock = "18:45"});
    if (ui.wide()) ui.begin_columns({1.0F, 1.0F});
    ui.begin_card();
    ui.emblem("check", Tone::Green);
    ui.title("已经存好了", {.align = Align::Centre});
    ui.secondary("物业报修 · 3 号楼 402 卫生间漏水", {.align = Align::Centre});
    ui.code("receipt.code", "K7Q4-29MF");
    ui.secondary("记下或拍下这个号码，凭它和手机后四位查进度", {.align = Align::Centre});
    ui.qr("receipt.qr", "LINLI:K7Q4-29MF", "号码的二维码");
    ui.end_card();
    ui.status("receipt.status", Status::Waiting, "现在离线。恢复网络后自动送出，号码不会变");
    if (ui.wide()) ui.next_column();
    ui.begin_card();
    ui.heading("接下来");
    const std::array<TimelineStep, 4> steps{
        {{"进 · 登记好了", "今天 18:45，本机", TimelineStep::State::Done},
         {"结 · 派给维修师傅", "送达后 2 小时内", TimelineStep::State::Now},
         {"解 · 上门维修", "您选的时间：明天 18:00 以后", TimelineStep::State::Coming},
         {"访 · 请您来评价", "修没修好，您说了算", TimelineStep::State::Coming}}};
    ui.timeline("receipt.steps", steps);
    ui.end_card();
    if (ui.wide()) ui.end_columns();
    if (ui.footer({{.id = "receipt.speak", .label = "读给我听", .icon = "volume-2"}},
                  {{.id = "receipt.done", .label = "好了，结束", .kind = ButtonKind::Primary}}) == "receipt.done") {
        state = State{}, changed = true;
    }
    ui.end_page();
    return changed;
}

}  // namespace

Chrome chrome() {
    return {.brand_mark = "邻",
            .back = "返回",
            .end = "结束",
            .emergency = "紧急求助",
            .scroll_up = "往上看",
            .scroll_down = "往下还有",
            .key_space = "空格",
            .key_delete = "删除",
            .key_shift = "大写",
            .key_letters = "字母",
            .key_digits = "数字",
            .key_symbols = "符号",
            .key_done = "打好了"};
}

Chrome english_chrome() {
    return {.brand_mark = "邻",
            .back = "Back",
            .end = "End",
            .emergency = "Emergency help",
            .scroll_up = "Further up",
            .scroll_down = "There is more",
            .key_space = "Space",
            .key_delete = "Delete",
            .key_shift = "Capitals",
            .key_letters = "Letters",
            .key_digits = "Digits",
            .key_symbols = "Symbols",
            .key_done = "Done"};
}

bool draw(Ui& ui, State& state) {
    if (state.page == "form") return form(ui, state);
    if (state.page == "event") return event(ui, state);
    if (state.page == "receipt") return receipt(ui, state);
    return home(ui, state);
}

}  // namespace linli::demo
