// Requests that nobody made, for trying the console out and for measuring it: as many as asked for, spread over a span
// of days that ends now, each with the life that such a request has. They go through the same code as those of
// residents, so that every invariant holds and every page opens; two calls with one seed differ in their seals alone.
// On the hub's thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/hub/work.h"
#include "kiosk/base/rng.h"
#include "kiosk/crypto/keys.h"
#include "kiosk/domain/operation.h"

namespace linli::hub {

inline constexpr int kMaxSampleRequests = 1'000'000;

struct SampleWanted {
    int requests = 0;  // 1..kMaxSampleRequests
    std::string community;
    int days = 365;  // 1..3650
    std::uint64_t seed = 1;
    // FreshHub: refused where a kiosk may still speak or ever did.
    enum class Into : std::uint8_t { FreshHub, UsedHub } into = Into::FreshHub;
};

// The plan is made once; its steps are then taken in the order of time, some in each transaction.
class Sample {
  public:
    // Logins that nobody can enter with and one kiosk, revoked, that could not have sent them. Errors: NotFound (no
    // such community, or it offers no kind), Invalid (a bound), Conflict (the hub is in use).
    [[nodiscard]] static Result<Sample> begin(Work& work, const SampleWanted& wanted);
    // At most `most` steps. True while there are more.
    [[nodiscard]] Result<bool> take_some(Work& work, std::size_t most);
    [[nodiscard]] int requests() const { return static_cast<int>(m_requests.size()); }

  private:
    enum class Do : std::uint8_t { Open, Assign, Answer, Move, Hand, Close, Rate, Visit, CloseAgain };
    struct Step {
        Instant at;
        int request = 0;
        Do what = Do::Open;
    };
    struct Request {
        std::string kind;
        std::string id;  // once it was opened
        Ending ending = Ending::Solved;
        Verdict verdict = Verdict::Solved;
        int grade = 5;
    };

    Sample(const SampleWanted& wanted, std::string kiosk) : m_wanted(wanted), m_kiosk(std::move(kiosk)) {}
    void plan(const std::vector<const RequestKind*>& kinds, Instant now);
    [[nodiscard]] Result<> take(Work& work, const Step& step);
    [[nodiscard]] Result<> open(Work& work, int number);
    [[nodiscard]] Result<> push(Work& work, const OperationBody& body, const PrivatePart& part, int number);
    [[nodiscard]] crypto::SigningKey receipt_of(int number) const;

    SampleWanted m_wanted;
    std::string m_kiosk;
    std::int64_t m_seq = 0;
    std::int64_t m_desk = 0;
    std::int64_t m_partner = 0;
    std::vector<Request> m_requests;
    std::vector<Step> m_steps;
    std::size_t m_next = 0;
};

}  // namespace linli::hub
