#include "backend/hub/feed.h"

namespace linli::hub {

Result<Feed::Heads::iterator> Feed::head_of(std::string_view community) {
    if (const auto found = m_heads.find(community); found != m_heads.end()) return found;
    LINLI_TRY(const std::int64_t head, m_sql.number("SELECT head FROM feed_head WHERE community=?", 0, community));
    return m_heads.emplace(std::string(community), Head{head, head}).first;
}

Result<std::int64_t> Feed::add(std::string_view community, std::string_view kind, std::string_view id,
                               std::string_view json) {
    LINLI_TRY(const Heads::iterator head, head_of(community));
    const std::int64_t number = head->second.number + 1;
    LINLI_OK(m_sql.run("INSERT INTO feed(community,number,kind,id,json) VALUES(?,?,?,?,?)", community, number, kind, id,
                       json));
    head->second.number = number;
    m_given.push_back(head);
    return number;
}

Result<> Feed::supersede(std::string_view community, std::int64_t number) {
    LINLI_OK(m_sql.run("UPDATE feed SET kind='superseded', json='' WHERE community=? AND number=?", community, number));
    return {};
}

Result<> Feed::publish(std::string_view community, std::string_view kind, std::string_view id, std::string_view json) {
    struct Last {
        std::int64_t number;
        bool same;
    };
    LINLI_TRY(const auto last, m_sql.one(
                                   "SELECT p.number, f.json=? FROM published p JOIN feed f"
                                   " ON f.community=p.community AND f.number=p.number"
                                   " WHERE p.community=? AND p.kind=? AND p.id=?",
                                   [](const SqlRow& r) {
                                       return Last{r.integer(0), r.integer(1) != 0};
                                   },
                                   json, community, kind, id));
    if (last && last->same) return {};
    if (last) LINLI_OK(supersede(community, last->number));
    LINLI_TRY(const std::int64_t number, add(community, kind, id, json));
    LINLI_OK(
        m_sql.run("INSERT INTO published(community,kind,id,number) VALUES(?,?,?,?)"
                  " ON CONFLICT(community,kind,id) DO UPDATE SET number=excluded.number",
                  community, kind, id, number));
    return {};
}

Result<> Feed::withdraw(std::string_view community, std::string_view kind, std::string_view id) {
    LINLI_TRY(
        const std::int64_t there,
        m_sql.number("SELECT count(*) FROM published WHERE community=? AND kind=? AND id=?", 0, community, kind, id));
    if (there == 0) return {};
    return publish(community, kind, id, "");
}

void Feed::back_to(Mark mark) {
    while (m_given.size() > mark) {
        --m_given.back()->second.number;
        m_given.pop_back();
    }
}

Result<> Feed::finish() {
    for (auto& [community, head] : m_heads) {
        if (head.number == head.written) continue;
        LINLI_OK(
            m_sql.run("INSERT INTO feed_head(community,head) VALUES(?,?)"
                      " ON CONFLICT(community) DO UPDATE SET head=excluded.head",
                      community, head.number));
        head.written = head.number;
    }
    m_given.clear();
    return {};
}

}  // namespace linli::hub
