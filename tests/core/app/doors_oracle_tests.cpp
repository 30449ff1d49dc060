// What a door says of a passphrase, and what the store sees of it: a wrong one, a spoiled slot and a cost outside the
// limits are one error (docs/protocol.md 3.1, 3.3, 3.4).

#include <algorithm>
#include <functional>

#include "core/app/council_state.hpp"
#include "core/crypto/envelope.hpp"
#include "core/ledger/account.hpp"
#include "core/sync/paths.hpp"
#include "tests/core/app/doors_steps.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::MemoryRemote;

namespace {

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
        link = testing::fragment_of(testing::device_link(mayor));
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
    [[nodiscard]] Bytes with_slot(
        std::function<void(ledger::Slot&)> const& change,
        ledger::SlotMethod method = ledger::SlotMethod::Passphrase) const
    {
        auto spoiled = account;
        auto const slot = std::ranges::find(spoiled.slots, method, &ledger::Slot::method);
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
        all.push_back({"the key id of the keyring", with_other_ring(), 1});
        return all;
    }
    [[nodiscard]] Bytes with_other_ring() const
    {
        auto other_ring = account;
        other_ring.keyring[8] ^= 1;
        return sealed(other_ring);
    }
    /// Of a version above, as another device would have written it: of each kind of fault, one.
    [[nodiscard]] std::vector<SpoiledAccount> newer_accounts()
    {
        account.version += 10;
        return {
            {"a byte of the slot", with_slot([](ledger::Slot& slot) { slot.sealed.back() ^= 1; }), 1},
            {"passes above the ceiling", with_slot([](ledger::Slot& slot) { slot.ops = 17; }), 0},
            {"the key id of the keyring", with_other_ring(), 1}};
    }
    [[nodiscard]] std::string newer_path() const
    {
        return sync::account_folder(keys.locator) + sync::account_name(account.version, ByteArray<4>{1, 2, 3, 4});
    }
    /// In the form that is shown, over a running session: right and wrong are told alike. Gives how often it was asked.
    std::size_t tries_newer(std::vector<std::pair<std::string, std::string>> const& beside)
    {
        using Said = std::vector<std::pair<std::string, std::string>>;
        auto const door = mayor.form().kind;
        std::size_t tries = 0;
        for (auto const& spoiled : newer_accounts()) {
            server.put(newer_path(), spoiled.object);
            std::vector<Said> all;
            for (auto const passphrase : {testing::k_wrong_passphrase, std::string_view(mayor.passphrase)}) {
                auto fields = beside;
                fields.emplace_back("passphrase", std::string(passphrase));
                auto const before = mayor.worker.runs;
                mayor.submit("ok", fields);
                ++tries;
                BOOST_TEST((mayor.form().kind == door), spoiled.what);
                BOOST_TEST(mayor.worker.runs - before == spoiled.hashed, spoiled.what);
                auto& said = all.emplace_back();
                for (auto const& [field, text] : mayor.form().errors)
                    said.emplace_back(field, text.key);
            }
            BOOST_REQUIRE(all.front().size() == 1U);
            BOOST_TEST(all.front().front().first == "passphrase", spoiled.what);
            BOOST_TEST((all.front() == all.back()), spoiled.what);
            server.documents.erase(newer_path());
        }
        return tries;
    }

    DoorAnswer at_sign_in(Bytes const& object, std::string_view passphrase)
    {
        mayor.disk.places.begin()->second.entries.at("account") = ledger::pack_account(account.version, object);
        return ask(mayor, FormKind::SignIn, "", {{"passphrase", std::string(passphrase)}});
    }
    DoorAnswer at_device_link(Bytes const& object, std::string_view passphrase)
    {
        server.put(path, object);
        Desk other(server);
        other.clock = mayor.clock;
        return ask(other, FormKind::DeviceLink, link, {{"passphrase", std::string(passphrase)}});
    }
    DoorAnswer at_kit_entry(Bytes const& object, std::string const& kit)
    {
        server.put(path, object);
        Desk other(server);
        other.clock = mayor.clock;
        return ask(other, FormKind::KitEntry, "", {{"kit", kit}});
    }

    std::string link{};
    std::string path{};
    VaultId vault{};
    ledger::AccountKeys keys{};
    ledger::LockedAccount account{};
    Bytes good{};

private:
    static DoorAnswer ask(
        Desk& desk, FormKind door, std::string const& fragment,
        std::vector<std::pair<std::string, std::string>> const& fields)
    {
        DoorAnswer answer;
        auto const before = desk.worker.runs;
        desk.remote.fault = [&answer](MemoryRemote::Verb verb, std::string const& about) {
            answer.asked.emplace_back(verb, about);
            return std::optional<ports::RemoteAnswer>{};
        };
        desk.open(fragment);
        if (door == FormKind::KitEntry)
            desk.submit("kit");
        BOOST_REQUIRE((desk.form().kind == door));
        desk.submit("ok", fields);
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
    auto const wrong = at_sign_in(good, testing::k_wrong_passphrase);
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
    auto const wrong = at_device_link(good, testing::k_wrong_passphrase);
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

BOOST_FIXTURE_TEST_CASE(
    r_50_where_an_act_is_signed_a_newer_account_that_is_spoiled_is_one_refused_passphrase, DoorsTown)
{
    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::CouncilRoute{}});
    mayor.send(app::EditCouncil{app::council_form::k_order, testing::typed("Arrêté 2026-200")});
    mayor.send(app::PrepareCouncil{});
    mayor.send(app::SignDraft{});
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignAct));
    auto const tries = tries_newer({});
    mayor.submit("cancel");
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(
        static_cast<std::size_t>(std::ranges::count(
            log, ledger::LogAction::SignInFailed, [](ledger::JournalEntry const& one) { return one.action; })) ==
        tries);
}

BOOST_FIXTURE_TEST_CASE(where_a_device_is_declared_lost_a_newer_account_that_is_spoiled_says_nothing_more, DoorsTown)
{
    mayor.open();
    mayor.sign_in();
    Desk phone(server);
    testing::add_phone(mayor, phone);
    mayor.send(app::Go{app::DeviceRoute{}});
    auto const& own = mayor.see().device->own;
    auto const other = std::ranges::find(own, true, &app::OwnDeviceView::may_declare_lost);
    BOOST_REQUIRE((other != own.end()));
    mayor.send(app::DeclareDeviceLost{DeviceId(other->device)});
    BOOST_REQUIRE((mayor.form().kind == FormKind::LostDevice));
    (void)tries_newer({{"how", "locked"}});
}

BOOST_FIXTURE_TEST_CASE(at_the_kit_the_store_sees_the_account_read_and_one_error_is_said, DoorsTown)
{
    auto kit = ledger::read_kit_text(mayor.kit);
    BOOST_REQUIRE(kit.has_value());
    kit->recovery_key = crypto::random_secret(kit->recovery_key.size());
    auto const wrong = at_kit_entry(good, ledger::kit_text(*kit));
    BOOST_TEST(!wrong.is_in);
    BOOST_REQUIRE(wrong.said.size() == 1U);
    BOOST_TEST(wrong.said.front().second == "doors.error.kit_other");
    constexpr auto k_kit = ledger::SlotMethod::Kit;
    SpoiledAccount const all[] = {
        {"a byte of the slot", with_slot([](ledger::Slot& slot) { slot.sealed.back() ^= 1; }, k_kit), 0},
        {"the header of the slot", with_slot([](ledger::Slot& slot) { slot.sealed.front() ^= 1; }, k_kit), 0},
        {"the key id of the keyring", with_other_ring(), 0}};
    for (auto const& spoiled : all)
        is_told_as(at_kit_entry(spoiled.object, mayor.kit), wrong, spoiled);
}

BOOST_AUTO_TEST_SUITE_END()
