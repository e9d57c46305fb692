#include "kiosk/content/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "kiosk/content/reader.h"

namespace linli::content {

using nlohmann::ordered_json;

namespace {

struct Source {
    std::string file;
    std::string prefix;  // "/3" within a list, else empty
    ordered_json json;
};

// What is wrong, as lines for the operator; the first is told, the others are counted.
class Complaints {
  public:
    void add(const std::string& file, const std::string& path, const std::string& text) {
        add_line(fmt::format("{}: {}: {}", file, path.empty() ? "/" : path, text));
    }
    void add_line(std::string line) {
        if (m_count++ == 0) m_first = std::move(line);
    }
    [[nodiscard]] Result<void> result() const {
        if (m_count == 0) return {};
        if (m_count == 1) return fail(Fault::Invalid, "{}", m_first);
        return fail(Fault::Invalid, "{} (and {} more)", m_first, m_count - 1);
    }

  private:
    std::size_t m_count = 0;
    std::string m_first;
};

void parse_into(const SourceFile& file, std::vector<Source>& sources, Complaints& complaints) {
    ordered_json json;
    try {
        json = ordered_json::parse(file.json);
    } catch (const ordered_json::parse_error& error) {
        const std::string_view before = std::string_view(file.json).substr(0, std::min(error.byte, file.json.size()));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        complaints.add(file.name, "", fmt::format("expected JSON, found something else at line {}", line));
        return;
    }
    if (!json.is_array()) {
        sources.push_back({file.name, "", std::move(json)});
        return;
    }
    for (std::size_t i = 0; i < json.size(); ++i)
        sources.push_back({file.name, fmt::format("/{}", i), std::move(json[i])});
}

// Before the documents are whole: only the offset of each community is needed to resolve the others' moments.
std::map<std::string, int> offsets_of(const std::vector<Source>& sources, const Catalogue& existing) {
    std::map<std::string, int> offsets;
    for (const auto& [id, community] : existing.communities) offsets[id] = community.utc_offset_minutes;
    for (const auto& source : sources)
        if (source.json["type"] == "community")
            offsets[source.json["id"].get<std::string>()] = source.json["utc_offset_minutes"].get<int>();
    return offsets;
}

int offset_for(const ordered_json& json, const std::map<std::string, int>& offsets) {
    std::string community;
    if (json.contains("community"))
        community = json["community"].get<std::string>();
    else if (json.contains("communities"))
        community = json["communities"][0].get<std::string>();
    if (const auto found = offsets.find(community); found != offsets.end()) return found->second;
    return offsets.empty() ? Community{}.utc_offset_minutes : offsets.begin()->second;
}

Result<std::string> read_file(const std::filesystem::path& path) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    if (failed) return fail(Fault::Storage, "{}: cannot be read: {}", path.string(), failed.message());
    if (size > kMaxFileBytes) return fail(Fault::TooLarge, "{}: is over {} bytes", path.string(), kMaxFileBytes);
    std::ifstream in(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in || text.size() != size) return fail(Fault::Storage, "{}: cannot be read", path.string());
    return text;
}

}  // namespace

Result<std::vector<SourceFile>> read_source_files(const std::vector<std::string>& paths) {
    namespace fs = std::filesystem;
    std::vector<fs::path> found;
    for (const auto& name : paths) {
        std::error_code failed;
        const fs::path path(name);
        const auto status = fs::status(path, failed);
        if (!fs::exists(status)) return fail(Fault::NotFound, "{}: there is no such file or folder", name);
        if (!fs::is_directory(status)) {
            found.push_back(path);
            continue;
        }
        std::vector<fs::path> inside;
        fs::recursive_directory_iterator it(path, failed);
        for (; !failed && it != fs::recursive_directory_iterator(); it.increment(failed))
            if (it->path().extension() == ".json" && it->is_regular_file(failed)) inside.push_back(it->path());
        if (failed) return fail(Fault::Storage, "{}: cannot be read: {}", name, failed.message());
        if (inside.empty()) return fail(Fault::NotFound, "{}: expected .json files, found none", name);
        std::sort(inside.begin(), inside.end());
        found.insert(found.end(), inside.begin(), inside.end());
    }
    if (found.size() > kMaxFiles) return fail(Fault::TooLarge, "{} content files, over {}", found.size(), kMaxFiles);
    std::vector<SourceFile> files;
    for (const auto& path : found) {
        LINLI_TRY(std::string text, read_file(path));
        files.push_back({path.string(), std::move(text)});
    }
    return files;
}

Result<Loaded> load(const std::vector<SourceFile>& files, const Catalogue& existing, Instant now) {
    Complaints complaints;
    std::vector<Source> sources;
    for (const auto& file : files) parse_into(file, sources, complaints);
    for (const auto& source : sources)
        for (const auto& problem : document_schema().check(source.json))
            complaints.add(source.file, source.prefix + problem.path, problem.text);
    LINLI_OK(complaints.result());

    Loaded loaded;
    loaded.catalogue = existing;
    std::set<std::string> seen;
    const auto offsets = offsets_of(sources, existing);
    for (auto& source : sources) {
        resolve_moments(source.json, now, offset_for(source.json, offsets));
        Reading reading = read_document(source.json);
        for (const auto& problem : reading.problems)
            complaints.add(source.file, source.prefix + problem.path, problem.text);
        if (!reading.problems.empty()) continue;
        LoadedRow row{row_id(reading.document), source.json.dump(), std::move(reading.document), {}};
        if (row.body.size() > kMaxDocumentBytes)
            complaints.add(source.file, source.prefix, fmt::format("expected at most {} bytes", kMaxDocumentBytes));
        if (!seen.insert(row.id).second)
            complaints.add(source.file, source.prefix + "/id",
                           fmt::format("expected each document once, found {} again", row.id));
        loaded.catalogue.put(row.document);
        loaded.rows.push_back(std::move(row));
    }
    LINLI_OK(complaints.result());

    // What is replaced may be what another document, loaded before, refers to.
    for (std::size_t i = 0; i < loaded.rows.size(); ++i) {
        for (const auto& problem : check_references(loaded.rows[i].document, loaded.catalogue))
            complaints.add_line(fmt::format("{}: {}{}", sources[i].file, sources[i].prefix, problem));
        loaded.rows[i].audience = audience(loaded.rows[i].document, loaded.catalogue);
    }
    for (const auto& document : documents_of(existing)) {
        if (seen.contains(row_id(document))) continue;
        for (const auto& problem : check_references(document, loaded.catalogue))
            complaints.add_line(fmt::format("{}, loaded before: {}", row_id(document), problem));
    }
    LINLI_OK(complaints.result());
    return loaded;
}

}  // namespace linli::content
