// A device that is not running, to sign in its name what no screen prepares.
#pragma once

#include <algorithm>
#include <optional>

#include "core/sync/acts.hpp"
#include "tests/core/app/session_desk.hpp"

namespace huisclos::testing {

/// The vault of a device that is not running, as its program would open it.
struct StoppedDevice {
    explicit StoppedDevice(Desk& desk)
    {
        auto [local, keys] = open_disk(desk);
        auto passphrase = SecretBytes::copy_of(as_bytes(desk.passphrase));
        auto identity = sync::open_identity(desk.worker, &local, std::move(passphrase)).run();
        BOOST_REQUIRE(identity.has_value());
        keyring = std::move(identity->account.keyring);
        vault.emplace(sync::VaultPorts{desk.remote, desk.clock}, std::move(local), std::move(keys));
        BOOST_REQUIRE(vault->load(&desk.worker).run().has_value());
    }
    /// Without a new key where that record is, as by one who does not read it.
    void sign(ledger::ActOp op, std::optional<CompartmentId> const& halted = std::nullopt)
    {
        sign_all({std::move(op)}, halted);
    }
    void sign_all(std::vector<ledger::ActOp> ops, std::optional<CompartmentId> const& halted = std::nullopt)
    {
        sync::ActWish wish{.ops = std::move(ops), .log_key = {}, .verified = {}};
        auto plan = sync::plan_act(*vault, wish);
        BOOST_REQUIRE(plan.has_value());
        if (halted) {
            std::erase_if(plan->prepared.act.ops, [&halted](ledger::ActOp const& one) {
                auto const* const rotation = std::get_if<ledger::RotateOp>(&one);
                return rotation != nullptr && rotation->cid == *halted;
            });
            std::erase_if(plan->prepared.keys, [&halted](ledger::NewKey const& key) { return key.cid == *halted; });
        }
        auto publication = sync::sign_plan(*vault, std::move(wish), std::move(*plan), keyring.identity);
        BOOST_REQUIRE(publication.has_value());
        BOOST_REQUIRE(vault->record_act(std::move(*publication)).run().has_value());
    }

    ledger::Keyring keyring{};
    std::optional<sync::Vault> vault{};
};

}  // namespace huisclos::testing
