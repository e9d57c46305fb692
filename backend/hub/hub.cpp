#include "backend/hub/hub.h"

#include <string_view>

#include "backend/hub/desk.h"
#include "backend/hub/export.h"
#include "backend/hub/load.h"
#include "backend/hub/routes.h"
#include "backend/hub/sample.h"
#include "backend/hub/work.h"
#include "kiosk/base/check.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/password.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/limits.h"

namespace linli::hub {
namespace {

constexpr std::size_t kLeastBudget = 64'000;

// Fast enough for a log-in, slow enough for a stolen table: libsodium's "interactive".
constexpr crypto::SlowHashCost kPasswordCost{2, 64U * 1024U * 1024U};

bool is_protocol(const HttpRequest& request) {
    return std::string_view(request.target).starts_with("/v1/");
}

std::string version_of(const HttpRequest& request) {
    std::string out;
    for (const char c : find_header(request.headers, "User-Agent").value_or("").substr(0, 40))
        if (c > ' ' && c < 127) out.push_back(c);
    return out;
}

// What a page that refuses had begun to write goes with it. A log-in that fails (401, 429) leaves its try behind, and a
// kiosk's request what its refusal means: a try, a fence, a counter.
bool is_undone(const HttpRequest& request, const PageReply& reply) {
    const auto* page = std::get_if<HttpResponse>(&reply);
    if (page == nullptr || page->status < 400) return false;
    return page->status >= 500 || (!is_protocol(request) && page->status != 401 && page->status != 429);
}

HttpResponse unavailable(const HttpRequest& request, const HubKeys& keys) {
    HttpResponse out = error_reply(503, "unavailable");
    if (wire::read_nonce(request) && is_protocol(request)) wire::sign_reply(out, request, keys.signing);
    return out;
}

}  // namespace

struct Hub::Inner {
    std::unique_ptr<Sql> sql;
    HubKeys keys;
    Entropy entropy;
    PageHandler* pages = nullptr;
    content::Catalogue catalogue;
    std::int64_t catalogue_version = -1;
    CounterWindows windows;

    // The content as it is stored now: a `load` beside this process may have changed it.
    [[nodiscard]] Result<> refresh() {
        LINLI_TRY(const std::int64_t version, sql->number("SELECT value FROM meta WHERE name='content_version'", 0));
        if (version == catalogue_version) return {};
        LINLI_TRY(catalogue, read_catalogue(*sql));
        catalogue_version = version;
        return {};
    }

    [[nodiscard]] Result<Work> begin_work(Instant now) {
        LINLI_OK(refresh());
        LINLI_TRY(const std::int64_t generation, sql->number("SELECT value FROM meta WHERE name='generation'", 1));
        return Work{.sql = *sql,
                    .keys = keys,
                    .catalogue = catalogue,
                    .entropy = entropy,
                    .now = now,
                    .generation = generation,
                    .loading = &catalogue,
                    .content_version = catalogue_version};
    }

    // Errors: only those outside the request.
    Result<HttpResponse> answer_kiosk(Work& work, const HttpRequest& request, const Target& target,
                                      std::size_t& budget) {
        const auto claim = wire::read_claim(request);
        if (!claim) return error_reply(401, "unsigned");
        LINLI_TRY(const auto kiosk, load_kiosk(*sql, claim->kiosk));
        if (!kiosk || !wire::verify_request(request, *claim, kiosk->key)) {
            log_warning("hub", "a request that no known kiosk signed was refused");
            return error_reply(401, "unknown");
        }
        if (kiosk->revoked_at) return error_reply(403, "revoked");
        if (claim->epoch != kiosk->epoch) return error_reply(403, "epoch");
        LINLI_TRY(const bool fresh, windows.take(*sql, *kiosk, claim->counter));
        if (!fresh) return error_reply(401, "replay");
        const bool push = target.path == "/v1/push";
        LINLI_OK(windows.keep(*sql, *kiosk, version_of(request), work.now,
                              push ? CounterWindows::When::Now : CounterWindows::When::IfDue));
        if (push && request.method == "POST") return answer_push(work, *kiosk, request);
        if (target.path == "/v1/changes" && request.method == "GET") {
            LINLI_OK(hear_report(*kiosk, target, work.now));
            return answer_changes(work, *kiosk, target, budget);
        }
        return error_reply(404, "not-found");
    }

    Result<> hear_report(const KioskRow& kiosk, const Target& target, Instant now) {
        const auto report = wire::read_report(target);
        const auto since = number_in(target, "since");
        if (!report || !since) return {};
        LINLI_TRY(const std::int64_t head,
                  sql->number("SELECT head FROM feed_head WHERE community=?", 0, kiosk.community));
        const auto progress = *since < head ? CounterWindows::Progress::Behind : CounterWindows::Progress::CaughtUp;
        return windows.keep_report(*sql, kiosk, *report, *since, progress, now);
    }

    Result<HttpResponse> answer_protocol(Work& work, const HttpRequest& request, std::size_t& budget) {
        if (!wire::read_nonce(request)) return error_reply(400, "nonce");
        const Target target = parse_target(request.target);
        Result<HttpResponse> reply;
        if (request.body.size() > wire::kMaxBodyBytes)
            reply = error_reply(413, "too-large");
        else if (target.path == "/v1/hello" && request.method == "GET")
            reply = answer_hello(work);
        else if (target.path == "/v1/enrol" && request.method == "POST")
            reply = answer_enrol(work, request);
        else
            reply = answer_kiosk(work, request, target, budget);
        if (reply) wire::sign_reply(*reply, request, keys.signing);
        return reply;
    }

    PageReply answer_page(Work& work, const PreparedRequest& request) const {
        if (pages == nullptr) return error_reply(404, "not-found");
        Desk desk(work);
        return pages->handle(request, desk, work.now);
    }

    // One request in a part of its own. Errors: only those outside the request, which end the batch.
    Result<PageReply> answer(Work& work, const PreparedRequest& request, std::size_t& budget) {
        work.content_changed = false;
        LINLI_TRY(PageReply reply, answer_part(work, request, budget));
        // What it had loaded was undone with it, and the next request must not see it.
        if (is_undone(request.request, reply) && work.content_changed) {
            catalogue_version = -1;
            LINLI_OK(refresh());
            work.content_version = catalogue_version;
        }
        return reply;
    }

    Result<PageReply> answer_part(Work& work, const PreparedRequest& request, std::size_t& budget) {
        LINLI_TRY(auto part, SqlSavepoint::begin(*sql));
        const Feed::Mark mark = work.feed.mark();
        PageReply reply;
        if (is_protocol(request.request)) {
            LINLI_TRY(reply, answer_protocol(work, request.request, budget));
        } else {
            reply = answer_page(work, request);
        }
        if (is_undone(request.request, reply)) {
            work.feed.back_to(mark);
            return reply;
        }
        LINLI_OK(tell_changes(work));
        LINLI_OK(part.release());
        return reply;
    }

    Result<std::vector<PageReply>> answer_all(std::span<const PreparedRequest> requests, Instant now) {
        LINLI_TRY(auto transaction, SqlTransaction::begin(*sql));
        LINLI_TRY(Work work, begin_work(now));
        std::vector<PageReply> replies;
        replies.reserve(requests.size());
        std::size_t budget = kMaxBatchFeedBytes;
        for (const PreparedRequest& request : requests) {
            budget = std::max(budget, kLeastBudget);
            LINLI_TRY(PageReply reply, answer(work, request, budget));
            replies.push_back(std::move(reply));
        }
        LINLI_OK(work.feed.finish());
        LINLI_OK(transaction.commit());
        catalogue_version = work.content_version;
        return replies;
    }
};

Hub::Hub(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Hub::Hub(Hub&&) noexcept = default;
Hub& Hub::operator=(Hub&&) noexcept = default;
Hub::~Hub() = default;

Result<Hub> Hub::open(std::unique_ptr<Sql> sql, HubKeys keys, Entropy entropy, PageHandler* pages) {
    auto inner = std::make_unique<Inner>();
    inner->sql = std::move(sql);
    inner->keys = std::move(keys);
    inner->entropy = std::move(entropy);
    inner->pages = pages;
    LINLI_OK(inner->refresh());
    return Hub(std::move(inner));
}

std::vector<PageReply> Hub::handle(std::span<const PreparedRequest> requests, Instant now) {
    LINLI_CHECK(requests.size() <= kMaxBatch);
    if (requests.empty()) return {};
    auto replies = m_inner->answer_all(requests, now);
    if (replies) return std::move(*replies);
    log_error("hub", "{} requests were answered 503: {}", requests.size(), replies.error().message);
    m_inner->catalogue_version = -1;
    std::vector<PageReply> out;
    for (const PreparedRequest& request : requests) out.emplace_back(unavailable(request.request, m_inner->keys));
    return out;
}

std::vector<HttpResponse> Hub::handle(std::span<const HttpRequest> requests, Instant now) {
    std::vector<HttpResponse> out;
    for (std::size_t at = 0; at < requests.size(); at += kMaxBatch) {
        std::vector<PreparedRequest> batch;
        for (const HttpRequest& request : requests.subspan(at, std::min(kMaxBatch, requests.size() - at)))
            batch.push_back({request, std::nullopt});
        std::vector<PageReply> replies = handle(batch, now);
        for (std::size_t i = 0; i < replies.size(); ++i) {
            if (const auto* work = std::get_if<PasswordWork>(&replies[i])) {
                batch[i].password = do_password_work(*work);
                replies[i] = handle(std::span<const PreparedRequest>(&batch[i], 1), now).front();
            }
            auto* reply = std::get_if<HttpResponse>(&replies[i]);
            out.push_back(reply != nullptr ? std::move(*reply) : error_reply(500, "internal"));
        }
    }
    return out;
}

PasswordResult do_password_work(const PasswordWork& work) {
    PasswordResult result;
    result.stored = work.stored;
    if (!work.stored.empty()) {
        result.matches = crypto::verify_password(work.stored, work.password);
        if (!result.matches || work.next.empty()) return result;
    }
    auto hash = crypto::hash_password(work.stored.empty() ? work.password : work.next, kPasswordCost);
    if (hash) result.hash = std::move(*hash);
    return result;
}

Result<> Hub::in_transaction(Instant now, const std::function<Result<>(Work&)>& use) {
    const auto all = [&]() -> Result<> {
        LINLI_TRY(auto transaction, SqlTransaction::begin(*m_inner->sql));
        LINLI_TRY(Work work, m_inner->begin_work(now));
        LINLI_OK(use(work));
        LINLI_OK(tell_changes(work));
        LINLI_OK(work.feed.finish());
        LINLI_OK(transaction.commit());
        m_inner->catalogue_version = work.content_version;
        return {};
    };
    auto done = all();
    // What was loaded may have been undone.
    if (!done) m_inner->catalogue_version = -1;
    return done;
}

Result<> Hub::with_desk(Instant now, const std::function<Result<>(Desk&)>& use) {
    return in_transaction(now, [&](Work& work) -> Result<> {
        Desk desk(work);
        return use(desk);
    });
}

Result<Hub::LoadDone> Hub::load_files(const std::vector<content::SourceFile>& files, Instant now, Theirs theirs) {
    LoadDone out;
    const auto load_all = [&](Work& work) -> Result<> {
        LINLI_TRY(out.changed, load_content(work, files, {}, theirs == Theirs::Keep ? &out.left : nullptr));
        return {};
    };
    LINLI_OK(in_transaction(now, load_all));
    return out;
}

Result<int> Hub::load(const std::vector<content::SourceFile>& files, Instant now) {
    LINLI_TRY(const LoadDone loaded, load_files(files, now, Theirs::Keep));
    return loaded.changed;
}

Result<int> Hub::fill_sample(const SampleWanted& wanted, Instant now) {
    constexpr std::size_t kSteps = 2'000;  // of one transaction
    std::optional<Sample> sample;
    const auto begin = [&](Work& work) -> Result<> {
        LINLI_TRY(sample, Sample::begin(work, wanted));
        return {};
    };
    LINLI_OK(in_transaction(now, begin));
    for (bool more = true; more;) {
        const auto some = [&](Work& work) -> Result<> {
            LINLI_TRY(more, sample->take_some(work, kSteps));
            return {};
        };
        LINLI_OK(in_transaction(now, some));
    }
    return sample->requests();
}

Result<> Hub::export_table(ExportWhat what, ExportFormat format, Instant now,
                           const std::function<Result<>(std::string_view)>& write) {
    std::vector<std::string> ids;
    const auto begin = [&](Work& work) -> Result<> {
        LINLI_TRY(ids, begin_export(work, what));
        return {};
    };
    LINLI_OK(in_transaction(now, begin));
    ExportText table(what, format);
    LINLI_OK(write(table.head()));
    for (std::span<const std::string> left = ids; !left.empty();) {
        const auto part = left.first(std::min(left.size(), kMaxExportPart));
        left = left.subspan(part.size());
        std::string text;
        const auto read = [&](Work& work) -> Result<> {
            LINLI_TRY(text, table.rows(work, part));
            return {};
        };
        LINLI_OK(in_transaction(now, read));
        LINLI_OK(write(text));
    }
    return write(table.tail());
}

Sql& Hub::sql() {
    return *m_inner->sql;
}

}  // namespace linli::hub
