// A person with a device, for stories told on the memory store: everything goes through the same calls as in the
// application, meeting others only on the store.

#pragma once

#include <memory>

#include "core/app/council_acts.hpp"
#include "core/sync/acts.hpp"
#include "core/sync/enrolment.hpp"
#include "tests/support/ports/memory_store.hpp"

namespace huisclos::testing {

/// Runs jobs in line, with the real Argon2id (remembered_jobs.hpp).
class InlineWorker final : public ports::Worker {
public:
    Task<Result<Bytes>> run(ports::Job job, Bytes request) override;
};

/// The cheapest cost that the protocol allows: tests are many.
inline constexpr crypto::PasswordCost k_test_cost{3, 65'536};
inline constexpr std::string_view k_test_passphrase = "abaisser abandon abdiquer abeille abolir aborder aboutir aboyer";

class Person {
public:
    explicit Person(MemoryServer& server) : remote(server), places(disk) {}

    /// Founds a council with these groups (règlement intérieur adopted). Fails the test on any error.
    void found(std::vector<GroupId> const& groups);
    /// What an inviter shows: link and what the invitee will need.
    [[nodiscard]] ledger::InvitationLink invite();
    /// The invitee's side: account, place, request left on the store.
    void answer(ledger::InvitationLink const& link);
    /// The inviter's side: reads the request and signs the act.
    void admit(ledger::InvitationLink const& link, app::Admission admission);
    /// Prepares, signs, records and publishes an act.
    [[nodiscard]] Result<ledger::PreparedAct> sign(sync::ActWish wish);
    void synchronise();
    /// The process is killed: everything in memory goes; the disk stays.
    void kill() { vault.reset(); }
    /// Opens the device again with the passphrase.
    void unlock();
    [[nodiscard]] sync::OpenIdentity identity();

    [[nodiscard]] app::CouncilMap council() const { return app::council_map(vault->knowledge().registry()->state()); }
    [[nodiscard]] MemberId member() const { return vault->self(); }

    MemoryRemote remote;
    MemoryDisk disk{};
    MemoryPlaces places;
    FakeClock clock{};
    InlineWorker worker{};
    std::unique_ptr<sync::Vault> vault{};

private:
    void open(sync::LocalVault local, BytesView ring_key);
    void open_with_keys(sync::LocalVault local, sync::DeviceKeys keys);
};

[[nodiscard]] SecretBytes test_passphrase();
/// Charter and règlement intérieur of the tests, version 1.
[[nodiscard]] ledger::InvitationTexts test_texts();
[[nodiscard]] std::vector<ledger::Acceptance> accept_test_texts(Instant at);

}  // namespace huisclos::testing
