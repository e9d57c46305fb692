// Makes what the screens show of a station from the rows of the feed.
//
// Documents are parsed again only when one has changed; the live rows (troubles, seats, tally) each time.
#pragma once

#include <optional>

#include "kiosk/content/catalogue.h"
#include "kiosk/domain/views.h"
#include "kiosk/store/reader.h"

namespace linli {

class StationBuilder {
  public:
    // Null where the feed has not brought this station and its community yet. now: the hub's time, to leave out what is
    // over; nothing where it is not known. Rows that cannot be read are passed over and logged once.
    // Errors: those of the store.
    [[nodiscard]] Result<StationPtr> build(const store::Reader& reader, const store::SyncState& state,
                                           std::optional<Instant> now);

  private:
    [[nodiscard]] Result<> read_documents(const store::Reader& reader);

    content::Catalogue m_catalogue;
    std::optional<std::int64_t> m_content_version;
};

}  // namespace linli
