// Several devices of one person, and what lies on the disk of one.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/crypto/hash.hpp"
#include "tests/core/app/session_desk.hpp"

namespace huisclos::testing {

using app::FormKind;

std::string device_link(Desk& desk)
{
    desk.send(app::Go{app::DeviceRoute{}});
    desk.send(app::ShowDeviceLink{});
    return desk.see().device->device_link;
}

void open_elsewhere(Desk& desk, Desk& other)
{
    other.open(fragment_of(device_link(desk)));
    other.submit("ok", {{"passphrase", desk.passphrase}});
    BOOST_REQUIRE(other.see().signed_in);
    other.passphrase = desk.passphrase;
}

void declare_lost(Desk& owner, DeviceId const& device)
{
    owner.send(app::DeclareDeviceLost{device});
    BOOST_REQUIRE((owner.form().kind == FormKind::LostDevice));
    owner.submit("ok", {{"how", "locked"}, {"passphrase", owner.passphrase}});
    BOOST_REQUIRE((owner.form().kind == FormKind::NewPassphrase));
    owner.choose_passphrase();
    owner.keep_kit();
    BOOST_REQUIRE((owner.form().kind == FormKind::None));
}

void renew_by_kit(Desk const& owner, Desk& device)
{
    device.submit("kit");
    device.submit("ok", {{"kit", owner.kit}});
    BOOST_REQUIRE((device.form().kind == app::FormKind::NewPassphrase));
    device.choose_passphrase();
    BOOST_REQUIRE(device.see().signed_in);
}

OpenedDisk open_disk(Desk& desk)
{
    auto const names = desk.places.names().run();
    BOOST_REQUIRE(names.has_value());
    auto place = desk.places.open(names->front()).run();
    BOOST_REQUIRE(place.has_value());
    auto local = sync::LocalVault::open(std::move(*place)).run();
    BOOST_REQUIRE(local.has_value());
    auto passphrase = SecretBytes::copy_of(as_bytes(desk.passphrase));
    auto identity = sync::open_identity(desk.worker, &*local, std::move(passphrase)).run();
    BOOST_REQUIRE(identity.has_value());
    auto keys = local->unlock(identity->account.ring_key.view());
    BOOST_REQUIRE(keys.has_value());
    return {std::move(*local), std::move(*keys)};
}

std::vector<ledger::JournalEntry> publish_and_read_log(Desk& desk, MemoryServer const& server)
{
    // The log leaves every fifteen minutes.
    for (int minute = 0; minute < 16; ++minute) {
        desk.app().note_input();
        desk.wait(60'000);
    }
    desk.send(app::SyncNow{});
    desk.wait(5000);
    desk.kill();

    constexpr std::uint64_t k_most_segments = 6;
    auto const [local, keys] = open_disk(desk);
    BOOST_REQUIRE(!keys.log.empty());
    auto const key = crypto::KemKey::from_seed(keys.log.front().seed.view());
    std::array<crypto::KemKey const*, 1> const log_keys{&key};
    std::vector<ledger::JournalEntry> found;
    for (std::uint64_t seq = 1; seq <= k_most_segments; ++seq) {
        ledger::LogAddress const address{local.identity().device, utc_period(desk.clock.now()), seq};
        for (auto const& [path, document] : server.documents) {
            auto const& body = document.body;
            auto segment = ledger::open_log(local.identity().vault, address, crypto::object_name(body), body, log_keys);
            if (!segment)
                continue;
            for (auto const& entry : segment->entries().read)
                found.push_back(entry);
        }
    }
    return found;
}

void add_phone(Desk& owner, Desk& phone)
{
    phone.clock = owner.clock;
    open_elsewhere(owner, phone);
    phone.wait(60'000);
    owner.wait(60'000);
}

}  // namespace huisclos::testing
