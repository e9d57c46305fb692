#include "kiosk/base/config_file.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <toml++/toml.h>

namespace linli {
namespace {

constexpr std::size_t kMaxBytes = 64U * 1024U;

}  // namespace

Result<ConfigFile> ConfigFile::read(const std::string& path, std::initializer_list<std::string_view> known) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(Fault::NotFound, "the configuration {} cannot be opened", path);
    std::ostringstream text;
    text << file.rdbuf();
    if (text.view().size() > kMaxBytes)
        return fail(Fault::Invalid, "the configuration {} is over {} bytes", path, kMaxBytes);
    ConfigFile config;
    config.m_path = path;
    try {
        const toml::table table = toml::parse(text.view(), path);
        for (const auto& [key, node] : table) {
            const std::string_view name = key.str();
            if (std::find(known.begin(), known.end(), name) == known.end())
                return fail(Fault::Invalid, "{}:{}: \"{}\" is not a key of this configuration", path,
                            node.source().begin.line, name);
            if (const auto* words = node.as_string())
                config.m_values.emplace(name, words->get());
            else if (const auto* flag = node.as_boolean())
                config.m_values.emplace(name, flag->get());
            else if (const auto number = node.value<double>())
                config.m_values.emplace(name, *number);
            else
                return fail(Fault::Invalid, "{}:{}: \"{}\" must be a text, a number, true or false", path,
                            node.source().begin.line, name);
        }
    } catch (const toml::parse_error& error) {
        return fail(Fault::Invalid, "{}:{}: {}", path, error.source().begin.line, error.description());
    }
    return config;
}

template <class T>
Result<std::optional<T>> ConfigFile::value(std::string_view key, std::string_view wanted) const {
    const auto it = m_values.find(key);
    if (it == m_values.end()) return std::optional<T>{};
    if (const T* value = std::get_if<T>(&it->second)) return std::optional<T>(*value);
    return fail(Fault::Invalid, "{}: \"{}\" must be {}", m_path, key, wanted);
}

Result<std::optional<std::string>> ConfigFile::text(std::string_view key) const {
    return value<std::string>(key, "a text");
}
Result<std::optional<double>> ConfigFile::number(std::string_view key) const {
    return value<double>(key, "a number");
}
Result<std::optional<bool>> ConfigFile::flag(std::string_view key) const {
    return value<bool>(key, "true or false");
}

}  // namespace linli
