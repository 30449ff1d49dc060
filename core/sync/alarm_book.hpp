// What persons must read about the store and the devices of others (docs/protocol.md 3.5, 3.14): told once, kept on the
// disk with whether it was read, and bounded. What is not read yet never goes: more of its kind joins it.

#pragma once

#include <optional>
#include <vector>

#include "core/base/time.hpp"
#include "core/ledger/head.hpp"

namespace huisclos::sync {

/// Of one device, about heads that contradict what it said: more are told by the last of them.
inline constexpr std::size_t k_most_head_alarms = 4;
inline constexpr std::size_t k_most_read_alarms = 8;  ///< Of one device; the oldest go.
inline constexpr std::size_t k_most_alarms = 256;     ///< Then those about devices join one about the store.

/// Something that a person must read. Fork, Rollback and Clone stop writes until he has.
struct Alarm {
    ErrorCode code{};
    DeviceId device{};  ///< About whom; zero: about the registry or the store.
    std::optional<DeviceId> told_by{};
    Instant since{};
    bool is_read{false};
    ledger::HeadHash head{};  ///< The head that is contested; zero: none.
    CompartmentId chain{};    ///< Fork: whose chain of the device has two versions of one place; zero: none.
    std::uint64_t count{1};   ///< Fork without a head: how many places, or contests of the registry. Op: how many keys.
    MemberId author{};        ///< Op: who signed rotations whose former keys do not open, in `chain`; zero: none.

    [[nodiscard]] bool stops_writes() const
    {
        return !is_read && (code == ErrorCode::Fork || code == ErrorCode::Rollback || code == ErrorCode::Clone);
    }

    friend bool operator==(Alarm const&, Alarm const&) = default;
};

class AlarmBook {
public:
    [[nodiscard]] std::vector<Alarm> const& all() const { return m_alarms; }
    /// Once while nobody has read it. What stops no writes is not said again the day after it was read; a fork of a
    /// chain or of the registry, and former keys that do not open, are said again when there is more of them.
    void raise(Alarm const& alarm);
    /// A person has read it. Null when there is none at that place.
    Alarm const* acknowledge(std::size_t index);
    /// Those of former sessions.
    void restore(std::vector<Alarm> alarms) { m_alarms = std::move(alarms); }

private:
    [[nodiscard]] bool join_fork(Alarm const& alarm);
    [[nodiscard]] bool join_author(Alarm const& alarm);
    [[nodiscard]] bool is_said(Alarm const& alarm) const;
    [[nodiscard]] bool join_full(Alarm const& alarm);
    void drop_old(DeviceId const& device);

    std::vector<Alarm> m_alarms{};
};

/// As a note of the local vault keeps them.
[[nodiscard]] Bytes encode_alarms(std::vector<Alarm> const& alarms);
[[nodiscard]] Result<std::vector<Alarm>> decode_alarms(BytesView plain);

}  // namespace huisclos::sync
