// The hub: requests in, replies out. No clock, no thread, no socket, no entropy of its own.
//
// handle() takes what has gathered, at most kMaxBatch: one transaction, a part for each request, one commit, and only
// then the replies. Where the commit fails, every request of the batch is answered 503 and nothing of it happened. A
// Hub belongs to one thread. Its state is the database; what it keeps in memory is dropped when a batch fails.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "backend/hub/keys.h"
#include "backend/hub/pages.h"
#include "backend/store/sql.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/http.h"
#include "kiosk/base/instant.h"
#include "kiosk/content/load.h"

namespace linli::hub {

class Desk;
struct Work;
struct SampleWanted;
enum class ExportWhat;
enum class ExportFormat;

inline constexpr std::size_t kMaxBatch = 64;
// Bytes of feed in the replies of one batch: beyond it a page is cut short, so that 64 kiosks that start from nothing
// do not fill the memory.
inline constexpr std::size_t kMaxBatchFeedBytes = 4'000'000;

// What a page asked for; slow (about 0.1 s), any thread. A hash that failed for lack of memory is empty.
[[nodiscard]] PasswordResult do_password_work(const PasswordWork& work);

class Hub {
  public:
    // pages may be null: then everything outside /v1 is 404. Errors: Storage and the like.
    [[nodiscard]] static Result<Hub> open(std::unique_ptr<Sql> sql, HubKeys keys, Entropy entropy, PageHandler* pages);
    Hub(Hub&&) noexcept;
    Hub& operator=(Hub&&) noexcept;
    ~Hub();

    // A reply for each request, in order. PasswordWork only for requests outside /v1 that had no result yet.
    [[nodiscard]] std::vector<PageReply> handle(std::span<const PreparedRequest> requests, Instant now);
    // As above for callers without a pool: the simulator and tests. Password work is done in place.
    [[nodiscard]] std::vector<HttpResponse> handle(std::span<const HttpRequest> requests, Instant now);

    // What falls due with time: erases the personal part of what was closed longer ago than the community keeps it,
    // drops sessions and codes that ended. At most kMaxSweep items a call. Returns how many were erased.
    [[nodiscard]] Result<int> sweep(Instant now);

    // What staff set a time for: drafts that are due are published, documents that end are taken down, each in a
    // transaction of its own. What cannot be any more loses its time and stays as it is, with a line in the audit log.
    // Returns how many.
    [[nodiscard]] Result<int> publish_due(Instant now);

    // For subcommands that run beside `serve`: one transaction with a Desk. An error undoes it.
    [[nodiscard]] Result<> with_desk(Instant now, const std::function<Result<>(Desk&)>& use);
    // Checks the files and loads all of them or none; what changed reaches the feeds. Where the newest version of a
    // document is by staff, Keep leaves that one alone and names it. Errors: those of content::load; Conflict, where an
    // event that was called off, or a session of one, would open again.
    enum class Theirs { Keep, Replace };
    struct LoadDone {
        int changed = 0;                // documents
        std::vector<std::string> left;  // "event/EV12"
    };
    [[nodiscard]] Result<LoadDone> load_files(const std::vector<content::SourceFile>& files, Instant now,
                                              Theirs theirs);
    // The same with Keep, for whoever asks only how many changed.
    [[nodiscard]] Result<int> load(const std::vector<content::SourceFile>& files, Instant now);
    // Fills a community with requests that nobody made (sample.h), in many transactions. Returns how many were made.
    [[nodiscard]] Result<int> fill_sample(const SampleWanted& wanted, Instant now);
    // Everything in clear, for a subcommand, in parts: `write` is called while nothing is locked, however slow it is.
    // Audited before the first. Errors: those of `write`, Storage and the like.
    [[nodiscard]] Result<> export_table(ExportWhat what, ExportFormat format, Instant now,
                                        const std::function<Result<>(std::string_view)>& write);
    // Every invariant that the database can show. Each line names one that does not hold; empty: all do.
    [[nodiscard]] Result<std::vector<std::string>> check();

    [[nodiscard]] Sql& sql();

  private:
    struct Inner;
    explicit Hub(std::unique_ptr<Inner> inner);
    [[nodiscard]] Result<> in_transaction(Instant now, const std::function<Result<>(Work&)>& use);
    std::unique_ptr<Inner> m_inner;
};

inline constexpr int kMaxSweep = 500;

}  // namespace linli::hub
