#include "kiosk/domain/item.h"

#include <array>
#include <utility>

namespace linli {
namespace {

template <class T, std::size_t N>
using Names = std::array<std::pair<T, std::string_view>, N>;

template <class T, std::size_t N>
std::string_view name_in(const Names<T, N>& names, T value) {
    for (const auto& [each, name] : names)
        if (each == value) return name;
    return "unknown";
}

template <class T, std::size_t N>
std::optional<T> value_in(const Names<T, N>& names, std::string_view name) {
    for (const auto& [value, each] : names)
        if (each == name) return value;
    return std::nullopt;
}

constexpr Names<ItemType, 3> kItemTypeNames{{
    {ItemType::Request, "request"},
    {ItemType::Join, "join"},
    {ItemType::SignUp, "sign-up"},
}};
constexpr Names<ItemStatus, 6> kItemStatusNames{{
    {ItemStatus::Open, "open"},
    {ItemStatus::Closed, "closed"},
    {ItemStatus::Confirmed, "confirmed"},
    {ItemStatus::Waiting, "waiting"},
    {ItemStatus::Cancelled, "cancelled"},
    {ItemStatus::Rejected, "rejected"},
}};
constexpr Names<Ending, 3> kEndingNames{{
    {Ending::Solved, "solved"},
    {Ending::NotPossible, "not-possible"},
    {Ending::SomeoneElses, "someone-elses"},
}};
constexpr Names<Verdict, 3> kVerdictNames{{
    {Verdict::Solved, "solved"},
    {Verdict::Partly, "partly"},
    {Verdict::NotSolved, "not-solved"},
}};
constexpr Names<EntryType, 9> kEntryTypeNames{{
    {EntryType::Stage, "stage"},
    {EntryType::Answer, "answer"},
    {EntryType::Closed, "closed"},
    {EntryType::Reopened, "reopened"},
    {EntryType::Confirmed, "confirmed"},
    {EntryType::Waiting, "waiting"},
    {EntryType::Cancelled, "cancelled"},
    {EntryType::Rated, "rated"},
    {EntryType::Handed, "handed"},
}};

}  // namespace

std::string_view name_of(ItemType value) {
    return name_in(kItemTypeNames, value);
}
std::optional<ItemType> item_type_from_name(std::string_view name) {
    return value_in(kItemTypeNames, name);
}
std::string_view name_of(ItemStatus value) {
    return name_in(kItemStatusNames, value);
}
std::optional<ItemStatus> item_status_from_name(std::string_view name) {
    return value_in(kItemStatusNames, name);
}
std::string_view name_of(Ending value) {
    return name_in(kEndingNames, value);
}
std::optional<Ending> ending_from_name(std::string_view name) {
    return value_in(kEndingNames, name);
}
std::string_view name_of(Verdict value) {
    return name_in(kVerdictNames, value);
}
std::optional<Verdict> verdict_from_name(std::string_view name) {
    return value_in(kVerdictNames, name);
}
std::string_view name_of(EntryType value) {
    return name_in(kEntryTypeNames, value);
}
std::optional<EntryType> entry_type_from_name(std::string_view name) {
    return value_in(kEntryTypeNames, name);
}

}  // namespace linli
