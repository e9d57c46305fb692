#include "kiosk/screens/item_words.h"

#include <algorithm>

namespace linli::screens {
namespace {

using Step = ui::TimelineStep;

std::string stage_title(const View& view, const RequestKind* kind, Stage stage) {
    const std::string name = view.tr("stage." + std::string(stage_name(stage)));
    if (kind != nullptr)
        for (const StageText& text : kind->stages)
            if (text.stage == stage) return view.tr("stage.named", {{"stage", name}, {"text", view.text(text.title)}});
    return name;
}

std::string stage_hint(const View& view, const RequestKind* kind, Stage stage) {
    if (kind != nullptr)
        for (const StageText& text : kind->stages)
            if (text.stage == stage) return view.text(text.hint);
    return {};
}

std::string ending_sentence(const Words& tr, const std::optional<Ending>& ending) {
    if (!ending) return tr("ending.closed");
    switch (*ending) {
        case Ending::Solved:
            return tr("ending.solved");
        case Ending::NotPossible:
            return tr("ending.not-possible");
        case Ending::SomeoneElses:
            return tr("ending.someone-elses");
    }
    return {};
}

std::string entry_title(const View& view, const RequestKind* kind, const EntryView& entry) {
    const Words& tr = view.tr;
    switch (entry.type) {
        case EntryType::Stage:
            return stage_title(view, kind, entry.stage);
        case EntryType::Answer:
            return tr("entry.answer");
        case EntryType::Closed:
            return ending_sentence(tr, entry.ending);
        case EntryType::Reopened:
            return tr("entry.reopened");
        case EntryType::Confirmed:
            return tr("entry.confirmed");
        case EntryType::Waiting:
            return tr("entry.waiting");
        case EntryType::Cancelled:
            return tr("entry.cancelled");
        case EntryType::Rated:
            return tr("entry.rated");
        case EntryType::Handed:
            return tr("entry.handed");
    }
    return {};
}

// The stages of the kind that are still before an open request.
void add_coming(const View& view, const RequestKind* kind, Stage reached, std::vector<Step>& steps) {
    if (kind == nullptr) return;
    for (const StageText& text : kind->stages)
        if (text.stage > reached)
            steps.push_back(
                {stage_title(view, kind, text.stage), stage_hint(view, kind, text.stage), Step::State::Coming});
}

// When and where to come, and what is said at the door; nothing once it is over.
void add_coming_to_it(const View& view, std::string_view subject, std::string_view number, std::vector<Step>& steps) {
    const EventView* event = find_event(view.station, subject);
    if (event == nullptr || !may_still_come(view, *event)) return;
    const EventSession* next = next_session(*event, view.now);
    const std::string come = at_line_start(view.tr(
        "events.when_where", {{"when", view.dates.moment(next->starts_at)}, {"where", view.text(event->event.place)}}));
    steps.push_back({view.tr("receipt.signup_come", {{"id", std::string(number)}}), come, Step::State::Coming});
}

}  // namespace

const RequestKind* kind_of(const View& view, ItemType type, std::string_view subject) {
    switch (type) {
        case ItemType::Request:
            return find_kind(view.station, subject);
        case ItemType::Join: {
            const PublicTrouble* trouble = find_trouble(view.station, subject);
            return trouble == nullptr ? nullptr : find_kind(view.station, trouble->kind);
        }
        case ItemType::SignUp:
            return nullptr;
    }
    return nullptr;
}

std::string item_title(const View& view, ItemType type, std::string_view subject) {
    if (type == ItemType::SignUp) {
        const EventView* event = find_event(view.station, subject);
        return event == nullptr ? view.tr("item.sign_up") : view.text(event->event.title);
    }
    const RequestKind* kind = kind_of(view, type, subject);
    const std::string title = kind == nullptr ? view.tr("item.request") : view.text(kind->title);
    return type == ItemType::Join ? view.tr("item.joined", {{"title", title}}) : title;
}

std::string state_sentence(const View& view, const ItemView& item) {
    const Words& tr = view.tr;
    if (item.rejected_key) return refusal(tr, *item.rejected_key);
    if (item.by_hand) return tr("state.by_hand");
    const bool waits = item.change_waiting || item.delivery == Delivery::SavedHere;
    if (waits && view.sync.link == Link::Refused) return tr("receipt.refused");
    if (item.change_waiting) return tr("state.change_waiting");
    if (item.delivery == Delivery::SavedHere)
        return tr(item.type == ItemType::SignUp ? "state.saved_here_signup" : "state.saved_here");
    switch (item.state.status) {
        case ItemStatus::Open:
            return item.state.reopened > 0 ? tr("state.reopened") : tr("state.open");
        case ItemStatus::Closed:
            if (!item.state.verdict) return tr("state.closed_rate");
            return tr("state.rated." + std::string(name_of(*item.state.verdict)));
        case ItemStatus::Confirmed:
            return tr.count("state.confirmed", std::max(item.state.seats, 1));
        case ItemStatus::Waiting:
            return tr("state.waiting", {{"position", item.state.position}});
        case ItemStatus::Cancelled:
            return tr(item.type == ItemType::SignUp ? "state.cancelled" : "state.withdrawn");
        case ItemStatus::Rejected:
            return tr("error.general");
    }
    return {};
}

ui::Status state_status(const ItemView& item) {
    if (item.rejected_key) return ui::Status::Trouble;
    if (item.by_hand || item.change_waiting || item.delivery == Delivery::SavedHere) return ui::Status::Waiting;
    switch (item.state.status) {
        case ItemStatus::Open:
        case ItemStatus::Cancelled:
            return ui::Status::Information;
        case ItemStatus::Closed:
            return item.state.verdict ? ui::Status::Well : ui::Status::Waiting;
        case ItemStatus::Confirmed:
            return ui::Status::Well;
        case ItemStatus::Waiting:
            return ui::Status::Waiting;
        case ItemStatus::Rejected:
            return ui::Status::Trouble;
    }
    return ui::Status::Information;
}

std::vector<Step> first_timeline(const View& view, ItemType type, std::string_view subject, std::string_view number) {
    const Words& tr = view.tr;
    std::vector<Step> steps;
    const std::string here = view.sync.date_known
                                 ? at_line_start(tr("receipt.here_at", {{"when", view.dates.moment(view.now)}}))
                                 : tr("receipt.here");
    if (type == ItemType::SignUp) {
        steps.push_back({tr("receipt.signup_saved"), here, Step::State::Done});
        steps.push_back({tr("receipt.signup_decided"), tr("receipt.signup_decided_hint"), Step::State::Coming});
        add_coming_to_it(view, subject, number, steps);
        return steps;
    }
    const RequestKind* kind = kind_of(view, type, subject);
    steps.push_back({stage_title(view, kind, Stage::Intake), here, Step::State::Done});
    add_coming(view, kind, Stage::Intake, steps);
    return steps;
}

std::vector<Step> timeline_of(const View& view, const ItemView& item) {
    if (item.timeline.empty() && item.delivery == Delivery::SavedHere)
        return first_timeline(view, item.type, item.subject, item.short_id);
    const RequestKind* kind = kind_of(view, item.type, item.subject);
    std::vector<Step> steps;
    for (const EntryView& entry : item.timeline) {
        const std::string when = at_line_start(view.dates.moment(entry.at));
        steps.push_back({entry_title(view, kind, entry),
                         entry.words.empty() ? when : view.tr("entry.words", {{"words", entry.words}, {"when", when}}),
                         Step::State::Done});
    }
    if (item.type == ItemType::SignUp && item.state.status == ItemStatus::Confirmed)
        add_coming_to_it(view, item.subject, item.short_id, steps);
    const bool open = item.state.status == ItemStatus::Open;
    if (open && !steps.empty()) steps.back().state = Step::State::Now;
    if (open && item.type != ItemType::SignUp) add_coming(view, kind, item.state.stage, steps);
    return steps;
}

bool may_withdraw(const ItemView& item) {
    if (item.change_waiting || item.rejected_key || item.by_hand) return false;
    switch (item.state.status) {
        case ItemStatus::Open:
        case ItemStatus::Confirmed:
        case ItemStatus::Waiting:
            return true;
        case ItemStatus::Closed:
        case ItemStatus::Cancelled:
        case ItemStatus::Rejected:
            return false;
    }
    return false;
}

bool may_rate(const ItemView& item) {
    return item.type != ItemType::SignUp && item.state.status == ItemStatus::Closed && !item.change_waiting &&
           !item.state.verdict;
}

}  // namespace linli::screens
