// What a door says of a passphrase, and what the store sees of it: a wrong one, a spoiled slot and a cost outside the
// limits are one error (docs/protocol.md 3.1, 3.3, 3.4).

#include <algorithm>
#include <functional>

#include "core/crypto/envelope.hpp"
#include "core/ledger/account.hpp"
#include "core/sync/paths.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::MemoryRemote;

namespace {

constexpr std::string_view k_wrong = "abaisser abandon abdiquer abeille abolir aborder aboutir aboyer";

using Asked = std::vector<std::pair<MemoryRemote::Verb, std::string>>;

/// What came of one passphrase typed.
struct DoorAnswer {
    Asked asked{};  ///< Of the store, in order; a minute later too.
    std::vector<std::pair<std::string, std::string>> said{};
    std::size_t hashed{0};  ///< How often Argon2id ran.
    bool is_in{false};
};

/// An account as somebody who has AS may write it.
struct SpoiledAccount {
    std::string what{};
    Bytes object{};
    std::size_t hashed{0};
};

struct DoorsTown : testing::FoundedTown {
    DoorsTown()
    {
        mayor.wait(5000);
        mayor.send(app::Go{app::DeviceRoute{}});
        mayor.send(app::ShowDeviceLink{});
        link = testing::fragment_of(mayor.see().device->device_link);
        mayor.kill();
        auto [local, device_keys] = testing::open_disk(mayor);
        auto const secret = local.account_secret().run();
        BOOST_REQUIRE(secret.has_value());
        vault = local.identity().vault;
        keys = ledger::account_keys(secret->view(), vault);
        auto const stored = ledger::unpack_account(local.account_object());
        BOOST_REQUIRE(stored.has_value());
        good = stored->object;
        auto opened = ledger::open_account(keys, vault, stored->version, good);
        BOOST_REQUIRE(opened.has_value());
        account = std::move(*opened);
        auto const folder = sync::account_folder(keys.locator);
        for (auto const& [name, document] : server.documents) {
            if (name.starts_with(folder))
                path = name;
        }
        BOOST_REQUIRE(!path.empty());
        BOOST_REQUIRE(same_bytes(server.documents.at(path).body, good));
    }

    [[nodiscard]] Bytes sealed(ledger::LockedAccount const& spoiled) const
    {
        crypto::Context const context{
            .type = crypto::ObjectType::Account, .vault = vault, .id = keys.locator.bytes, .n = spoiled.version};
        auto const plain = ledger::encode_account(spoiled.version, spoiled.slots, spoiled.keyring);
        return crypto::make_envelope(keys.outer.view(), context, plain);
    }
    [[nodiscard]] Bytes with_slot(std::function<void(ledger::Slot&)> const& change) const
    {
        auto spoiled = account;
        auto const slot = std::ranges::find(spoiled.slots, ledger::SlotMethod::Passphrase, &ledger::Slot::method);
        BOOST_REQUIRE((slot != spoiled.slots.end()));
        change(*slot);
        return sealed(spoiled);
    }
    [[nodiscard]] std::vector<SpoiledAccount> spoiled_accounts() const
    {
        std::vector<SpoiledAccount> all;
        auto const add = [&](std::string what, std::size_t hashed, std::function<void(ledger::Slot&)> const& change) {
            all.push_back({std::move(what), with_slot(change), hashed});
        };
        add("a byte of the slot", 1, [](ledger::Slot& slot) { slot.sealed.back() ^= 1; });
        add("the header of the slot", 1, [](ledger::Slot& slot) { slot.sealed.front() ^= 1; });
        add("passes under the floor", 0, [](ledger::Slot& slot) { slot.ops = 2; });
        add("passes above the ceiling", 0, [](ledger::Slot& slot) { slot.ops = 17; });
        add("memory under the floor", 0, [](ledger::Slot& slot) { slot.mem_kib = 65'535; });
        add("memory above the ceiling", 0, [](ledger::Slot& slot) { slot.mem_kib = 1'048'577; });
        add("memory beyond 32 bits", 0, [](ledger::Slot& slot) { slot.mem_kib = (std::uint64_t{1} << 32) + 65'536; });
        add("no salt", 0, [](ledger::Slot& slot) { slot.salt.reset(); });
        auto other_ring = account;
        other_ring.keyring[8] ^= 1;
        all.push_back({"the key id of the keyring", sealed(other_ring), 1});
        return all;
    }

    DoorAnswer at_sign_in(Bytes const& object, std::string_view passphrase)
    {
        mayor.disk.places.begin()->second.entries.at("account") = ledger::pack_account(account.version, object);
        return ask(mayor, FormKind::SignIn, "", passphrase);
    }
    DoorAnswer at_device_link(Bytes const& object, std::string_view passphrase)
    {
        server.put(path, object);
        Desk other(server);
        other.clock = mayor.clock;
        return ask(other, FormKind::DeviceLink, link, passphrase);
    }

    std::string link{};
    std::string path{};
    VaultId vault{};
    ledger::AccountKeys keys{};
    ledger::LockedAccount account{};
    Bytes good{};

private:
    static DoorAnswer ask(Desk& desk, FormKind door, std::string const& fragment, std::string_view passphrase)
    {
        DoorAnswer answer;
        auto const before = desk.worker.runs;
        desk.remote.fault = [&answer](MemoryRemote::Verb verb, std::string const& about) {
            answer.asked.emplace_back(verb, about);
            return std::optional<ports::RemoteAnswer>{};
        };
        desk.open(fragment);
        BOOST_REQUIRE((desk.form().kind == door));
        desk.submit("ok", {{"passphrase", std::string(passphrase)}});
        for (auto const& [field, said] : desk.form().errors)
            answer.said.emplace_back(field, said.key);
        answer.is_in = desk.see().signed_in;
        answer.hashed = desk.worker.runs - before;
        desk.wait(60'000);
        desk.kill();
        desk.remote.fault = {};
        return answer;
    }
};

void is_told_as(DoorAnswer const& answer, DoorAnswer const& wrong, SpoiledAccount const& spoiled)
{
    BOOST_TEST_CONTEXT(spoiled.what)
    {
        BOOST_TEST(!answer.is_in);
        BOOST_TEST((answer.said == wrong.said));
        BOOST_TEST((answer.asked == wrong.asked));
        BOOST_TEST(answer.hashed == spoiled.hashed);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(doors_oracle)

BOOST_FIXTURE_TEST_CASE(at_sign_in_the_store_is_asked_nothing_and_one_error_is_said, DoorsTown)
{
    auto const wrong = at_sign_in(good, k_wrong);
    BOOST_TEST(!wrong.is_in);
    BOOST_TEST(wrong.hashed == 1U);
    BOOST_TEST(wrong.asked.empty());
    BOOST_REQUIRE(wrong.said.size() == 1U);
    BOOST_TEST(wrong.said.front().first == "passphrase");
    BOOST_TEST(wrong.said.front().second == "doors.error.passphrase");
    for (auto const& spoiled : spoiled_accounts())
        is_told_as(at_sign_in(spoiled.object, mayor.passphrase), wrong, spoiled);
    auto const right = at_sign_in(good, mayor.passphrase);
    BOOST_TEST(right.is_in);
    BOOST_TEST(!right.asked.empty());
}

BOOST_FIXTURE_TEST_CASE(at_a_device_link_the_store_sees_the_account_read_and_one_error_is_said, DoorsTown)
{
    auto const wrong = at_device_link(good, k_wrong);
    BOOST_TEST(!wrong.is_in);
    BOOST_TEST(wrong.hashed == 1U);
    // The folder of the account, then what is in it.
    BOOST_REQUIRE(wrong.asked.size() == 2U);
    BOOST_TEST((wrong.asked.front().first == MemoryRemote::Verb::List));
    BOOST_TEST((wrong.asked.back().first == MemoryRemote::Verb::Get));
    BOOST_TEST(wrong.asked.back().second == path);
    BOOST_REQUIRE(wrong.said.size() == 1U);
    BOOST_TEST(wrong.said.front().first == "passphrase");
    BOOST_TEST(wrong.said.front().second == "doors.error.passphrase");
    for (auto const& spoiled : spoiled_accounts())
        is_told_as(at_device_link(spoiled.object, mayor.passphrase), wrong, spoiled);
    // What the store itself has changed, it is asked for in the same way.
    auto changed = good;
    changed.back() ^= 1;
    auto const by_store = at_device_link(changed, mayor.passphrase);
    BOOST_TEST(!by_store.is_in);
    BOOST_TEST((by_store.asked == wrong.asked));
    BOOST_TEST(at_device_link(good, mayor.passphrase).is_in);
}

BOOST_AUTO_TEST_SUITE_END()
