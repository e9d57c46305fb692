// Opening what residents sealed, for staff who may read it.
#pragma once

#include <string>
#include <string_view>

#include "backend/hub/desk_values.h"
#include "backend/hub/items.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {

struct OpenedPart {
    Opened opened = Opened::Unreadable;
    PrivatePart part;
};

// The sealed part of the operation that made the item, with the telephone number where `role` may have it.
[[nodiscard]] Result<OpenedPart> open_part(Work& work, const ItemRow& item, Role role);

// What an operation carries sealed, whatever became of it.
[[nodiscard]] OpenedPart open_sealed(const Work& work, const Operation& operation, Role role);

// Staff's own words; empty where they were erased or cannot be read.
[[nodiscard]] std::string open_words(const Work& work, ByteView sealed);

// What a resident wrote beside a rating; empty where there was nothing, or it was erased or cannot be read.
[[nodiscard]] std::string open_rating(const Work& work, ByteView sealed);

// Empty where it was not answered. The view lives as long as the part.
[[nodiscard]] std::string_view answer_in(const PrivatePart& part, std::string_view field);

// A sign-up as a roster shows it, its names opened.
[[nodiscard]] Result<RosterLine> roster_line(Work& work, const Actor& actor, const ItemRow& item);

// Staff's words made fit to keep. Errors: Invalid (nothing is left of them), TooLarge.
[[nodiscard]] Result<std::string> checked_words(std::string_view words, std::size_t most);

}  // namespace linli::hub
