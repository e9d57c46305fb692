#include "kiosk/lang/catalogue.h"

#include <optional>

#include "kiosk/base/utf8.h"

namespace linli {
namespace {

constexpr std::size_t kMaxFile = 4U << 20U;
constexpr std::uint32_t kMagic = 0x950412deU;
constexpr std::uint32_t kMagicSwapped = 0xde120495U;

enum class Order { Little, Big };

// Words of a file at offsets that the file itself states: every one of them is checked.
class MoReader {
  public:
    explicit MoReader(ByteView file) : m_file(file) {}

    bool open() {
        const auto little = word(0);
        if (!little) return false;
        if (*little == kMagicSwapped) m_order = Order::Big;
        return *little == kMagic || *little == kMagicSwapped;
    }
    [[nodiscard]] std::optional<std::uint32_t> word(std::size_t at) const {
        if (m_file.size() < 4 || at > m_file.size() - 4) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t shift = m_order == Order::Little ? i : 3 - i;
            value |= static_cast<std::uint32_t>(m_file[at + i]) << (8U * shift);
        }
        return value;
    }
    // The string that the descriptor at `at` names.
    [[nodiscard]] std::optional<std::string_view> string(std::size_t at) const {
        const auto length = word(at);
        const auto offset = word(at + 4);
        if (!length || !offset || *offset > m_file.size() || *length > m_file.size() - *offset) return std::nullopt;
        return as_text(m_file.subspan(*offset, *length));
    }

  private:
    ByteView m_file;
    Order m_order = Order::Little;
};

std::string_view header_value(std::string_view header, std::string_view name) {
    const std::size_t at = header.find(name);
    if (at == std::string_view::npos) return {};
    header.remove_prefix(at + name.size());
    return header.substr(0, header.find('\n'));
}

}  // namespace

Result<Catalogue> Catalogue::from_mo(ByteView file) {
    MoReader reader(file);
    if (file.size() > kMaxFile || !reader.open()) return fail(Fault::Corrupt, "not a compiled catalogue");
    const auto count = reader.word(8);
    const auto keys_at = reader.word(12);
    const auto texts_at = reader.word(16);
    if (!count || !keys_at || !texts_at || *count > file.size() / 16)
        return fail(Fault::Corrupt, "the catalogue's tables lie outside the file");
    Catalogue catalogue;
    for (std::size_t i = 0; i < *count; ++i) {
        const auto key = reader.string(*keys_at + i * 8);
        auto text = reader.string(*texts_at + i * 8);
        if (!key || !text || !is_utf8(*text)) return fail(Fault::Corrupt, "entry {} of the catalogue is damaged", i);
        if (key->empty()) {
            const std::string_view rule = header_value(*text, "Plural-Forms:");
            if (rule.empty()) continue;
            LINLI_TRY(catalogue.m_rule, PluralRule::parse(rule));
            continue;
        }
        std::vector<std::string> forms;
        for (std::size_t end = 0; end != std::string_view::npos; text = text->substr(end + 1)) {
            end = text->find('\0');
            forms.emplace_back(text->substr(0, end));
            if (end == std::string_view::npos) break;
        }
        catalogue.m_sentences.emplace(std::string(key->substr(0, key->find('\0'))), std::move(forms));
    }
    return catalogue;
}

const std::string* Catalogue::find(std::string_view key) const {
    const auto it = m_sentences.find(key);
    return it == m_sentences.end() ? nullptr : &it->second.front();
}

const std::string* Catalogue::find_plural(std::string_view key, std::uint64_t count) const {
    const auto it = m_sentences.find(key);
    if (it == m_sentences.end()) return nullptr;
    const std::size_t form = m_rule.form(count);
    return &it->second[form < it->second.size() ? form : 0];
}

std::vector<std::string> Catalogue::keys() const {
    std::vector<std::string> out;
    out.reserve(m_sentences.size());
    for (const auto& [key, forms] : m_sentences) out.push_back(key);
    return out;
}

std::vector<std::string> Catalogue::forms(std::string_view key) const {
    const auto it = m_sentences.find(key);
    return it == m_sentences.end() ? std::vector<std::string>{} : it->second;
}

}  // namespace linli
