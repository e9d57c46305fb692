// The threads behind the sockets: one that owns the Hub, two that hash passwords.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "backend/hub/hub.h"
#include "kiosk/base/mailbox.h"

namespace linli::hub {

inline constexpr std::size_t kMaxJobs = 1'024;            // requests that wait for the writer
inline constexpr std::size_t kMaxPasswordJobs = 16;       // more log-ins at once than that are answered 503
inline constexpr std::size_t kPasswordThreads = 2;        // 64 MB each while they work
inline constexpr std::size_t kMaxBatchBytes = 8'000'000;  // bodies in one batch
inline constexpr Millis kSweepEvery{3'600'000};
inline constexpr Millis kPublishEvery{60'000};  // what staff set a time for

// A request on its way. `reply` is called once, on a thread of the writer; it must only hand the value on.
struct Job {
    PreparedRequest request;
    std::function<void(HttpResponse)> reply;
};

class Writer {
  public:
    Writer(Hub& hub, std::function<Instant()> clock);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    // False where too many wait. Any thread.
    [[nodiscard]] bool send(Job job);
    // Answers what was sent and joins.
    void stop();

  private:
    void write();
    void hash();
    void handle(std::vector<Job> jobs);
    void look_at_times(Instant now);
    void sweep(Instant now);

    Hub& m_hub;
    const std::function<Instant()> m_clock;
    Instant m_swept;
    Instant m_published;
    Mailbox<Job> m_jobs{kMaxJobs};
    struct PasswordJob {
        Job job;
        PasswordWork work;
    };
    Mailbox<PasswordJob> m_passwords{kMaxPasswordJobs};
    std::vector<std::thread> m_hashers;
    std::thread m_writer;
};

}  // namespace linli::hub
