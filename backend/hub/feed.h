// The feed of each community: rows numbered 1, 2, 3 ... without gaps.
//
// Numbers are given out in memory and the heads are written once, at the end of the transaction; until then no reader
// sees the new rows, since readers stop at the written head. A part that is undone gives its numbers back with
// back_to(). One Feed lives as long as one transaction, on the hub's thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backend/store/sql.h"

namespace linli::hub {

class Feed {
  public:
    explicit Feed(Sql& sql) : m_sql(sql) {}

    // A row at the community's next number, which is returned. json: empty says that the thing is gone.
    [[nodiscard]] Result<std::int64_t> add(std::string_view community, std::string_view kind, std::string_view id,
                                           std::string_view json);
    // The row stays as a number and nothing else: what it said has a newer row, or must be forgotten.
    [[nodiscard]] Result<> supersede(std::string_view community, std::int64_t number);
    // For rows that are known by kind and id alone (content, seats, troubles, tallies): supersedes the last one, and
    // adds nothing where the last one said the same.
    [[nodiscard]] Result<> publish(std::string_view community, std::string_view kind, std::string_view id,
                                   std::string_view json);
    // Where the last row of that kind and id is still there, adds one without a body. Nothing where there was none.
    [[nodiscard]] Result<> withdraw(std::string_view community, std::string_view kind, std::string_view id);

    using Mark = std::size_t;
    [[nodiscard]] Mark mark() const { return m_given.size(); }
    void back_to(Mark mark);
    // Writes the heads. Call once, before the commit.
    [[nodiscard]] Result<> finish();

  private:
    struct Head {
        std::int64_t number = 0;
        std::int64_t written = 0;
    };
    using Heads = std::map<std::string, Head, std::less<>>;
    [[nodiscard]] Result<Heads::iterator> head_of(std::string_view community);

    Sql& m_sql;
    Heads m_heads;
    std::vector<Heads::iterator> m_given;  // whose head each number came from, in order
};

}  // namespace linli::hub
