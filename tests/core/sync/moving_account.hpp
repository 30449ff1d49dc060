// A member with three devices and one account, one of which gets lost; what was ever on the store; the power that goes.

#pragma once

#include "core/crypto/hash.hpp"
#include "core/sync/account_move.hpp"
#include "core/sync/renewal.hpp"
#include "tests/core/sync/hostile_council.hpp"

namespace huisclos::testing {

inline constexpr std::string_view k_former = "abaisser abandon abdiquer abeille abolir aborder aboutir aboyer";
inline constexpr std::string_view k_new = "gagner bolide pictural blinder tympan balcon oiseau citron";
inline constexpr crypto::PasswordCost k_cost{.ops = 3, .mem_kib = 65'536};

/// Argon2id is tested elsewhere: here only who types what.
struct QuickWorker final : ports::Worker {
    Task<Result<Bytes>> run(ports::Job, Bytes request) override
    {
        auto const hash = crypto::hash(crypto::HashLabel::Text, request);
        Bytes answer{0};
        answer.insert(answer.end(), hash.begin(), hash.end());
        co_return answer;
    }
};

inline SecretBytes typed(std::string_view passphrase)
{
    return SecretBytes::copy_of(as_bytes(passphrase));
}

/// The school has three devices, all of which open one account: its own, a tablet, and a phone that gets lost.
struct Moving : HostileCouncil {
    Moving()
    {
        for (auto* const device : {&tablet, &phone})
            device->become_device_of(school);
        for (int i = 0; i < 2; ++i) {
            all_synchronise();
            for (auto* const device : {&tablet, &phone})
                BOOST_REQUIRE(device->synchronise().has_value());
        }
        make_former_account();
    }

    void make_former_account()
    {
        auto const plan = ledger::plan_password(k_cost);
        auto const hash = sync::compute_password_hash(worker, typed(k_former), plan).run();
        BOOST_REQUIRE(hash.has_value());
        auto const account = ledger::renew_slots(
            school.keyring.clone(), 1, vault_id(), {former_secret.view(), former_kit.view(), plan, hash->view()});
        auto const keys = former_keys();
        auto const object = ledger::make_account_object(keys, vault_id(), account, 1);
        BOOST_REQUIRE(sync::publish_account(school.remote, keys, vault_id(), 1, object, {}).run().has_value());
        for (auto* const device : devices()) {
            sync::AccountSwitch to{former_secret.clone(), account.ring_key.clone(), 1, object};
            auto const followed = device->vault->follow_account(std::move(to)).run();
            BOOST_REQUIRE(followed.has_value());
        }
    }

    [[nodiscard]] VaultId vault_id() const { return mayor.vault->id(); }
    [[nodiscard]] std::array<Peer*, 3> devices() { return {&school, &tablet, &phone}; }
    [[nodiscard]] ledger::AccountKeys former_keys() const
    {
        return ledger::account_keys(former_secret.view(), mayor.vault->id());
    }
    [[nodiscard]] std::vector<std::string> account_paths() const
    {
        std::vector<std::string> paths;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("k/"))
                paths.push_back(path);
        }
        return paths;
    }

    /// What a device's disk opens with that passphrase, without a network.
    std::optional<sync::OpenIdentity> open_disk(Peer& device, std::string_view passphrase)
    {
        auto const names = device.places.names().run();
        auto local = sync::LocalVault::open(*device.places.open(names->front()).run()).run();
        BOOST_REQUIRE(local.has_value());
        auto identity = sync::open_identity(worker, &*local, typed(passphrase)).run();
        if (!identity || !local->unlock(identity->account.ring_key.view()))
            return std::nullopt;
        return std::move(*identity);
    }
    /// Its tab was closed; whichever passphrase is the one opens it. True: the new one.
    bool restart(Peer& device)
    {
        device.kill();
        auto identity = open_disk(device, k_former);
        bool const is_former = identity.has_value();
        auto by_new = open_disk(device, k_new);
        BOOST_REQUIRE(is_former != by_new.has_value());
        auto const& opened = is_former ? *identity : *by_new;
        device.opens_with(opened.account.ring_key.view());
        device.reopen();
        BOOST_REQUIRE(device.vault->self() == school.keyring.member);
        return !is_former;
    }

    sync::AccountMove prepare(Peer& device)
    {
        auto identity = open_disk(device, k_former);
        BOOST_REQUIRE(identity.has_value());
        auto move = sync::prepare_move(worker, vault_id(), &*identity, typed(k_new), k_cost).run();
        BOOST_REQUIRE(move.has_value());
        return std::move(*move);
    }
    Result<bool> declare(Peer& device, sync::AccountMove& move)
    {
        BOOST_REQUIRE(device.vault->pull().run().has_value());
        return sync::declare_lost(device.remote, device.vault.get(), &move, phone.device()).run();
    }
    sync::AccountMove declared()
    {
        auto move = prepare(school);
        auto const done = declare(school, move);
        BOOST_REQUIRE((done.has_value() && *done));
        BOOST_REQUIRE(school.synchronise().has_value());
        return move;
    }
    static sync::AccountAccess access_of(sync::Vault const& vault, sync::AccountMove const& move, bool is_kit)
    {
        auto kit = sync::kit_of(vault, move);
        return {
            kit.store, kit.vault, std::move(kit.account_secret), is_kit ? std::move(kit.recovery_key) : SecretBytes{},
            kit.floor};
    }

    QuickWorker worker{};
    SecretBytes former_secret{crypto::random_secret(ledger::k_account_secret_size)};
    SecretBytes former_kit{crypto::random_secret(ledger::k_recovery_key_size)};
    Peer tablet{server};
    Peer phone{server};
};

/// Everything that was ever on the store, by path: what is overwritten or deleted stays here.
struct Archive {
    explicit Archive(MemoryServer const& of) : server(of) {}
    void note()
    {
        for (auto const& [path, document] : server.documents)
            ever[path].insert(document.body);
    }
    void watch(MemoryRemote& remote)
    {
        remote.fault = [this](MemoryRemote::Verb, std::string const&) -> std::optional<ports::RemoteAnswer> {
            note();
            return std::nullopt;
        };
    }

    MemoryServer const& server;
    std::map<std::string, std::set<Bytes>> ever{};
};

/// The power goes after that many changes of the world outside.
struct Cut {
    explicit Cut(std::size_t after) : left(after) {}
    bool spend()
    {
        if (left == 0)
            return is_cut = true;
        --left;
        return false;
    }
    void watch(Peer& device)
    {
        device.disk.refuses = [this] {
            return spend();
        };
        device.remote.fault =
            [this](MemoryRemote::Verb verb, std::string const&) -> std::optional<ports::RemoteAnswer> {
            bool const changes = verb == MemoryRemote::Verb::Put || verb == MemoryRemote::Verb::Remove;
            if (is_cut || (changes && spend()))
                return ports::RemoteAnswer{ports::RemoteStatus::Unreachable, {}, {}};
            return std::nullopt;
        };
    }
    static void mend(Peer& device)
    {
        device.disk.refuses = {};
        device.remote.fault = {};
    }

    std::size_t left{0};
    bool is_cut{false};
};

}  // namespace huisclos::testing
