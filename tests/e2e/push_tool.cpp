// Leaves in a running hub's database what a resident would have left at a kiosk: e2e_push_tool DATA < operation.json
//
// The operation goes through the hub's own code in this process, on the same database file, as a second writer. Its
// kiosk is remembered in DATA/e2e-kiosk.json. Prints the id of the item, a tab, and the hub's answer as JSON.
//   {"op": "request", "kind": "repair", "place": "lift-3", "fields": {"words": "..."}, "phone": "138...",
//    "property_may_see_phone": true, "language": "en"}
//   {"op": "sign-up", "event": "electric", "seats": 2, "names": ["..."], "phone": "..."}
//   {"op": "join" | "withdraw" | "cancel", "item": "K1.1.1"}, {"op": "rate", "item": "K1.1.1", "verdict": "not-solved",
//   "grade": 2}
// Any other "op" is pushed as a kind that the hub does not know.
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "backend/store/sqlite.h"
#include "tests/support/fake_kiosk.h"

namespace linli::hub::test {
namespace {

using Json = nlohmann::json;

Instant now() {
    return {std::chrono::duration_cast<Millis>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

OperationBody body_of(const Json& json) {
    const std::string op = json.at("op");
    const std::string item = json.value("item", "");
    if (op == "request") return OpenRequest{json.at("kind"), json.value("place", "")};
    if (op == "join") return JoinTrouble{item};
    if (op == "withdraw") return WithdrawRequest{item};
    if (op == "cancel") return CancelSeats{item};
    if (op == "sign-up") return TakeSeats{json.at("event"), json.value("seats", 1), ""};
    if (op == "rate")
        return RateRequest{item, verdict_from_name(json.at("verdict").get<std::string>()).value_or(Verdict::Solved),
                           json.value("grade", 5)};
    return UnknownOperation{op};
}

PrivatePart part_of(const Json& json) {
    PrivatePart part;
    const Json fields = json.value("fields", Json::object());
    for (const auto& [step, value] : fields.items()) part.fields.push_back({step, value.get<std::string>()});
    part.names = json.value("names", std::vector<std::string>{});
    part.phone = json.value("phone", "");
    part.property_may_see_phone = json.value("property_may_see_phone", false);
    part.language = json.value("language", "zh-CN");
    return part;
}

FakeKioskState read_state(const std::string& path) {
    FakeKioskState state;
    std::ifstream file(path);
    const Json json = Json::parse(file, nullptr, false);
    if (!json.is_object()) return state;
    state.id = json.at("kiosk");
    state.counter = json.at("counter");
    state.seq = json.at("seq");
    if (const auto seed = crypto::array_from_base64<32>(json.at("seed").get<std::string>())) state.seed = *seed;
    return state;
}

void write_state(const std::string& path, const FakeKioskState& state) {
    std::ofstream(path) << Json{
        {"kiosk", state.id}, {"counter", state.counter}, {"seq", state.seq}, {"seed", crypto::to_base64(state.seed)}};
}

Result<> run(const std::string& data) {
    LINLI_OK(crypto::init());
    const Entropy entropy = crypto::system_entropy();
    const Json json = Json::parse(std::string(std::istreambuf_iterator<char>(std::cin), {}));
    LINLI_TRY(const HubKeys keys, load_or_make_keys(data, entropy));
    LINLI_TRY(auto sql, open_sqlite(data + "/hub.db"));
    LINLI_TRY(Hub hub, Hub::open(std::move(sql), keys, entropy, nullptr));
    const std::string state_path = data + "/e2e-kiosk.json";
    FakeKiosk kiosk(hub, keys, entropy, read_state(state_path));
    if (kiosk.state().id.empty()) LINLI_OK(kiosk.enrol(json.value("station", "qinghe-1"), now()));
    LINLI_TRY(const Pushed pushed, kiosk.push(body_of(json), part_of(json), now()));
    write_state(state_path, kiosk.state());
    std::cout << pushed.item << '\t' << wire::encode(pushed.answer) << '\n';
    return {};
}

}  // namespace
}  // namespace linli::hub::test

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "e2e_push_tool DATA < operation.json\n";
        return 2;
    }
    try {
        const auto done = linli::hub::test::run(arguments[1]);
        if (done) return 0;
        std::cerr << done.error().message << '\n';
    } catch (const nlohmann::json::exception& error) {
        std::cerr << error.what() << '\n';
    }
    return 1;
}
