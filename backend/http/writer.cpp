#include "backend/http/writer.h"

#include <utility>

#include "backend/hub/routes.h"
#include "kiosk/base/log.h"

namespace linli::hub {

Writer::Writer(Hub& hub, std::function<Instant()> clock) : m_hub(hub), m_clock(std::move(clock)) {
    for (std::size_t i = 0; i < kPasswordThreads; ++i) m_hashers.emplace_back([this] { hash(); });
    m_writer = std::thread([this] { write(); });
}

Writer::~Writer() {
    stop();
}

bool Writer::send(Job job) {
    return m_jobs.send(std::move(job));
}

void Writer::stop() {
    m_passwords.close();
    for (std::thread& thread : m_hashers)
        if (thread.joinable()) thread.join();
    m_jobs.close();
    if (m_writer.joinable()) m_writer.join();
}

void Writer::write() {
    look_at_times(m_clock());
    for (;;) {
        auto first = m_jobs.receive_for(kPublishEvery);
        if (!first && m_jobs.closed()) return;
        const Instant now = m_clock();
        look_at_times(now);
        if (!first) continue;
        std::vector<Job> jobs;
        std::size_t bytes = first->request.request.body.size();
        jobs.push_back(std::move(*first));
        while (jobs.size() < kMaxBatch && bytes < kMaxBatchBytes) {
            auto next = m_jobs.try_receive();
            if (!next) break;
            bytes += next->request.request.body.size();
            jobs.push_back(std::move(*next));
        }
        handle(std::move(jobs));
    }
}

void Writer::handle(std::vector<Job> jobs) {
    std::vector<PreparedRequest> requests;
    requests.reserve(jobs.size());
    for (Job& job : jobs) requests.push_back(std::move(job.request));
    std::vector<PageReply> replies = m_hub.handle(requests, m_clock());
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (auto* response = std::get_if<HttpResponse>(&replies[i])) {
            jobs[i].reply(std::move(*response));
            continue;
        }
        const auto reply = jobs[i].reply;
        jobs[i].request = std::move(requests[i]);
        if (!m_passwords.send({std::move(jobs[i]), std::move(std::get<PasswordWork>(replies[i]))}))
            reply(error_reply(503, "unavailable"));
    }
}

void Writer::hash() {
    while (auto job = m_passwords.receive()) {
        const auto reply = job->job.reply;
        job->job.request.password = do_password_work(job->work);
        if (!m_jobs.send(std::move(job->job))) reply(error_reply(503, "unavailable"));
    }
}

void Writer::look_at_times(Instant now) {
    if (now - m_published >= kPublishEvery) {
        m_published = now;
        const auto published = m_hub.publish_due(now);
        if (!published) log_error("http", "what was planned failed: {}", published.error().message);
    }
    if (now - m_swept >= kSweepEvery) sweep(now);
}

void Writer::sweep(Instant now) {
    m_swept = now;
    const auto erased = m_hub.sweep(now);
    if (!erased) log_error("http", "the sweep failed: {}", erased.error().message);
    if (erased && *erased > 0) log_info("http", "erased the personal part of {} items", *erased);
}

}  // namespace linli::hub
