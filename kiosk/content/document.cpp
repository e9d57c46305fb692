#include "kiosk/content/document.h"

#include <nlohmann/json.hpp>

#include "kiosk/content/reader.h"

namespace linli::content {
namespace {

struct TypeName {
    std::string_view operator()(const Community&) const { return "community"; }
    std::string_view operator()(const Station&) const { return "station"; }
    std::string_view operator()(const Place&) const { return "place"; }
    std::string_view operator()(const Topic&) const { return "topic"; }
    std::string_view operator()(const Guide&) const { return "guide"; }
    std::string_view operator()(const RequestKind&) const { return "request-kind"; }
    std::string_view operator()(const Event&) const { return "event"; }
    std::string_view operator()(const Notice&) const { return "notice"; }
    std::string_view operator()(const Facility&) const { return "facility"; }
    std::string_view operator()(const Helper&) const { return "helper"; }
};

}  // namespace

std::string_view type_of(const Document& document) {
    return std::visit(TypeName{}, document);
}

const std::string& id_of(const Document& document) {
    return std::visit([](const auto& value) -> const std::string& { return value.id; }, document);
}

std::string row_id(const Document& document) {
    return fmt::format("{}/{}", type_of(document), id_of(document));
}

Result<Document> parse_document(std::string_view type, const std::string& json) {
    if (json.size() > kMaxDocumentBytes)
        return fail(Fault::TooLarge, "a document of {} bytes, over {}", json.size(), kMaxDocumentBytes);
    const auto value = nlohmann::ordered_json::parse(json, nullptr, false);
    if (value.is_discarded()) return fail(Fault::Invalid, "a document of type {} that is not JSON", type);
    Reading reading = read_document(value);
    if (!reading.problems.empty())
        return fail(Fault::Invalid, "{}: {}", reading.problems.front().path, reading.problems.front().text);
    if (type_of(reading.document) != type)
        return fail(Fault::Invalid, "/type: expected {}, found {}", type, type_of(reading.document));
    return std::move(reading.document);
}

}  // namespace linli::content
