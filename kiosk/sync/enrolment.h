// Joining a hub with a one-time code: ask who answers, compare with the code, then send the code sealed.
//
// One try, begun by a person who waits for it: it ends with success or with a sentence, and never repeats itself. The
// kiosk's key pair is stored before the first request, so the same code can be tried again after a lost reply.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/http.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/enrolment_code.h"
#include "kiosk/wire/envelope.h"

namespace linli::sync {

class Enrolment {
  public:
    explicit Enrolment(store::Store& store) : m_store(store) {}

    // The catalogue's key of what is wrong ("error.code-typo", "error.enrolled-already", "error.busy"), or nothing:
    // begun.
    [[nodiscard]] std::optional<std::string> begin(std::string_view code);
    // True where a request has to be made.
    [[nodiscard]] bool wanted() const { return m_step == Step::AskWho || m_step == Step::SendCode; }
    // Errors: Storage and the like.
    [[nodiscard]] Result<HttpRequest> build(const wire::Nonce& nonce, const Entropy& entropy);

    struct Outcome {
        std::string error_key;  // empty: enrolled
    };
    // Nothing while the next request has to be made.
    [[nodiscard]] std::optional<Outcome> take(const Result<HttpResponse>& response, const crypto::Hash& question,
                                              Now now);
    // Ends it where build() failed.
    [[nodiscard]] Outcome give_up(const Error& error);

  private:
    enum class Step { Idle, AskWho, SendCode };
    [[nodiscard]] std::optional<Outcome> take_hello(const Result<HttpResponse>& response, const crypto::Hash& question);
    [[nodiscard]] Outcome take_reply(const Result<HttpResponse>& response, const crypto::Hash& question, Now now);
    [[nodiscard]] Outcome end(std::string error_key);

    store::Store& m_store;
    Step m_step = Step::Idle;
    std::optional<wire::EnrolmentCode> m_code;
    crypto::PublicKey m_hub_signing{};
    crypto::PublicKey m_hub_sealing{};
};

// "error.disk-full", "error.read-only" or "error.storage".
[[nodiscard]] std::string storage_error_key(Fault fault);

}  // namespace linli::sync
