// What a person at the doors has shown and typed so far: secrets of a new account, a link that was opened, a kit. Wiped
// when the door is passed or left.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/app/forms.hpp"
#include "core/app/founding.hpp"
#include "core/sync/account_move.hpp"

namespace huisclos::app {

/// A vault that this device keeps, as it is seen before unlocking.
struct KnownPlace {
    std::string name{};
    std::string label{};
    VaultId vault{};
    bool busy{false};  ///< Another window holds it.
};

/// An account as this device keeps it.
struct KeptAccount {
    std::uint32_t version{0};  ///< 0: it keeps none.
    std::string place{};       ///< Empty for the one that is open.
    bool busy{false};          ///< Another window of this browser holds it.
};

/// Why an account is being made.
enum class DoorAim : std::uint8_t { None, Found, Join };

/// A device being declared lost: nothing is written before the new kit was typed back.
struct LosingDevice {
    DeviceId device{};
    std::optional<sync::AccountMove> move{};  ///< Once the new passphrase is chosen.
};

struct DoorState {
    DoorAim aim{DoorAim::None};
    std::vector<KnownPlace> places{};
    std::optional<ports::StoreAddress> store{};  ///< Of a store link: a council may be founded there.
    std::optional<ledger::InvitationLink> invitation{};
    std::optional<ledger::InvitationTexts> texts{};
    std::optional<sync::AccountAccess> access{};     ///< Of a device link or a kit.
    std::map<std::string, SecretBytes> typed_kit{};  ///< By field, while the link of its store is asked.
    std::optional<sync::OpenIdentity> opened{};      ///< Until the new passphrase is chosen.
    std::optional<LosingDevice> losing{};
    std::optional<sync::Enrolment> enrolment{};
    std::optional<sync::MadeAccount> account{};
    std::string name{};
    std::string label{};
    SecretBytes suggestion{};  ///< The passphrase that was drawn; empty: the person types one of his own, twice.
    ledger::KitQuestion question{};
    bool offers_memory{false};
    // Waiting for an answer to a request.
    std::string my_words{};
    ByteArray<32> inviter{};

    /// Everything but the places of this device and the store that a link named.
    void forget()
    {
        auto kept_places = std::move(places);
        auto kept_store = std::move(store);
        *this = {};
        places = std::move(kept_places);
        store = std::move(kept_store);
    }
};

/// Why an invitation may not be answered; no reason: it may.
struct AnswerBar {
    Phrase reason{};
    bool may_pass{false};  ///< The store did not say: asked again, it may.
};

/// What the store said of a new member's request.
enum class RequestState : std::uint8_t {
    Unsure,  ///< Nothing yet: it is sent again.
    Sent,
    Used,     ///< It holds somebody else's answer to the same invitation.
    Foreign,  ///< Bytes that nobody who holds the invitation wrote lie there and come back: it is sent again.
    Gone,     ///< It holds neither the request nor the invitation.
};

/// What a new member keeps on his device until he is let in: the request, sent again when the store does not have it.
struct WaitingRequest {
    std::string path{};
    Bytes mail{};
    ByteArray<32> inviter{};
    ledger::Floor floor{};
    SecretBytes invite_secret{};  ///< Empty in one that a former version kept.
};
[[nodiscard]] SecretBytes encode_waiting(WaitingRequest const& waiting);
[[nodiscard]] Result<WaitingRequest> decode_waiting(BytesView encoded);

/// What a founder keeps until his council is founded: a founding that was cut is taken up again.
struct WaitingFounding {
    Bytes draft{};
    Bytes gbody{};
    std::string name{};
};
[[nodiscard]] Bytes encode_waiting(WaitingFounding const& waiting);
[[nodiscard]] Result<WaitingFounding> decode_waiting_founding(BytesView encoded);

/// A label for the device when none is typed: it tells nothing.
[[nodiscard]] std::string default_label(std::size_t known_places);

}  // namespace huisclos::app
