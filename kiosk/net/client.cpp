#include "kiosk/net/client.h"

#include <algorithm>
#include <map>
#include <utility>

#include <curl/curl.h>

namespace linli::net {
namespace {

constexpr std::size_t kMaxHeaders = 64;
constexpr std::size_t kMaxHeaderBytes = 8'192;
// Slower than this for that long is a line that hangs.
constexpr long kStallBytesPerSecond = 50;
constexpr long kStallSeconds = 20;

Result<> init_once() {
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) return fail(Fault::Internal, "curl: {}", curl_easy_strerror(code));
    return {};
}

struct UrlPart {
    CURLU* url;
    CURLUPart part;
    [[nodiscard]] std::string text() const {
        char* value = nullptr;
        if (curl_url_get(url, part, &value, 0) != CURLUE_OK) return {};
        std::string out(value);
        curl_free(value);
        return out;
    }
};

struct Transfer {
    std::uint64_t key = 0;
    CURL* easy = nullptr;
    curl_slist* headers = nullptr;
    std::string body;  // lives as long as curl sends it
    HttpResponse response;
    bool too_large = false;

    Transfer() = default;
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer() {
        curl_slist_free_all(headers);
        if (easy != nullptr) curl_easy_cleanup(easy);
    }
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::size_t bytes = size * count;
    if (transfer.response.body.size() + bytes > kMaxReplyBytes) {
        transfer.too_large = true;
        return 0;
    }
    transfer.response.body.append(data, bytes);
    return bytes;
}

std::string_view trim(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line(data, size * count);
    // A status line begins the headers anew: those before it belonged to a 1xx.
    if (line.starts_with("HTTP/")) transfer.response.headers.clear();
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && line.size() <= kMaxHeaderBytes &&
        transfer.response.headers.size() < kMaxHeaders)
        transfer.response.headers.emplace_back(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
    return line.size();
}

}  // namespace

Result<> check_base_url(const std::string& url, PlainHttp plain_http) {
    CURLU* handle = curl_url();
    if (handle == nullptr) return fail(Fault::Internal, "curl: no memory");
    const bool parsed = curl_url_set(handle, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
    const std::string scheme = UrlPart{handle, CURLUPART_SCHEME}.text();
    const std::string host = UrlPart{handle, CURLUPART_HOST}.text();
    const std::string user = UrlPart{handle, CURLUPART_USER}.text();
    const std::string query = UrlPart{handle, CURLUPART_QUERY}.text();
    curl_url_cleanup(handle);
    if (!parsed || host.empty() || (scheme != "http" && scheme != "https"))
        return fail(Fault::Invalid, "\"{}\" is not a hub's address: give https://HOST", url);
    if (!user.empty() || !query.empty()) return fail(Fault::Invalid, "a hub's address has no user and no query");
    const bool loopback = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
    if (scheme == "http" && !loopback && plain_http == PlainHttp::LoopbackOnly)
        return fail(Fault::Invalid, "\"{}\" is plain http to another machine: give https://, or allow plain http", url);
    return {};
}

struct Client::Inner {
    ClientConfig config;
    CURLM* multi = nullptr;
    LinkState link = LinkState::Up;
    std::map<CURL*, std::unique_ptr<Transfer>> transfers;
    std::vector<Finished> finished;  // without curl's help

    Inner() = default;
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;
    ~Inner() {
        for (auto& [easy, transfer] : transfers) curl_multi_remove_handle(multi, easy);
        transfers.clear();
        if (multi != nullptr) curl_multi_cleanup(multi);
    }

    void refuse(std::uint64_t key, std::string_view why) { finished.push_back({key, fail(Fault::Network, "{}", why)}); }
    [[nodiscard]] bool prepare(Transfer& transfer, const HttpRequest& request) const;
    void collect(std::vector<Finished>& out);
};

bool Client::Inner::prepare(Transfer& transfer, const HttpRequest& request) const {
    CURL* easy = transfer.easy = curl_easy_init();
    if (easy == nullptr) return false;
    const auto add_header = [&](const std::string& line) {
        curl_slist* longer = curl_slist_append(transfer.headers, line.c_str());
        if (longer != nullptr) transfer.headers = longer;
    };
    for (const auto& [name, value] : request.headers) add_header(name + ": " + value);
    // Waiting for 100 Continue costs a round trip that no hub needs.
    add_header("Expect:");
    transfer.body = request.body;
    const std::string url = config.base_url + request.target;
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
    if (request.method == "POST") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer.body.c_str());
    } else {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    }
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!config.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, config.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(config.connect_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(config.total_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kStallBytesPerSecond);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, kStallSeconds);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "linli-kiosk");
    return true;
}

void Client::Inner::collect(std::vector<Finished>& out) {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* easy = message->easy_handle;
        const CURLcode code = message->data.result;
        const auto found = transfers.find(easy);
        if (found == transfers.end()) continue;
        Transfer& transfer = *found->second;
        if (transfer.too_large) {
            out.push_back({transfer.key, fail(Fault::TooLarge, "an answer of more than {} bytes", kMaxReplyBytes)});
        } else if (code != CURLE_OK) {
            out.push_back({transfer.key, fail(Fault::Network, "{}", curl_easy_strerror(code))});
        } else {
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            transfer.response.status = static_cast<int>(status);
            out.push_back({transfer.key, std::move(transfer.response)});
        }
        curl_multi_remove_handle(multi, easy);
        transfers.erase(found);
    }
}

Client::Client(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::make(ClientConfig config) {
    LINLI_OK(init_once());
    LINLI_OK(check_base_url(config.base_url, config.plain_http));
    while (config.base_url.ends_with('/')) config.base_url.pop_back();
    auto inner = std::make_unique<Inner>();
    inner->config = std::move(config);
    inner->multi = curl_multi_init();
    if (inner->multi == nullptr) return fail(Fault::Internal, "curl: no memory");
    return Client(std::move(inner));
}

void Client::send(std::uint64_t key, const HttpRequest& request) {
    if (m_inner->link == LinkState::Down) return m_inner->refuse(key, "the link is down");
    if (m_inner->transfers.size() >= kMaxTransfers) return m_inner->refuse(key, "too many transfers at once");
    auto transfer = std::make_unique<Transfer>();
    transfer->key = key;
    if (!m_inner->prepare(*transfer, request) || curl_multi_add_handle(m_inner->multi, transfer->easy) != CURLM_OK)
        return m_inner->refuse(key, "curl has no memory");
    CURL* easy = transfer->easy;
    m_inner->transfers.emplace(easy, std::move(transfer));
    int running = 0;
    curl_multi_perform(m_inner->multi, &running);
}

std::vector<Finished> Client::poll(Millis timeout) {
    std::vector<Finished> out = std::exchange(m_inner->finished, {});
    int running = 0;
    curl_multi_perform(m_inner->multi, &running);
    m_inner->collect(out);
    if (!out.empty()) return out;
    const auto wait = static_cast<int>(std::clamp<std::int64_t>(timeout.count(), 0, 24 * 3'600'000));
    curl_multi_poll(m_inner->multi, nullptr, 0, wait, nullptr);
    curl_multi_perform(m_inner->multi, &running);
    m_inner->collect(out);
    return out;
}

void Client::wake() {
    curl_multi_wakeup(m_inner->multi);
}

void Client::set_link(LinkState state) {
    m_inner->link = state;
    if (state == LinkState::Up) return;
    for (auto& [easy, transfer] : m_inner->transfers) {
        curl_multi_remove_handle(m_inner->multi, easy);
        m_inner->refuse(transfer->key, "the link went down");
    }
    m_inner->transfers.clear();
}

std::size_t Client::under_way() const {
    return m_inner->transfers.size();
}

}  // namespace linli::net
