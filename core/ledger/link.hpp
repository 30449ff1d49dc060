// Links (docs/protocol.md 3.12): the address of the bundle, `#`, a letter, `=`, a map in base64url. What they carry
// never reaches a server: it is after the `#`. A QR code holds the same link.

#pragma once

#include <string>
#include <variant>

#include "core/base/secret_bytes.hpp"
#include "core/crypto/kem.hpp"
#include "core/ledger/floor.hpp"
#include "core/ports/remote_store.hpp"

namespace huisclos::ledger {

/// #i= {1 url, 2 token?, 3 vault_id, 4 s, 5 inviter fp, 6 floor}
struct InvitationLink {
    ports::StoreAddress store{};
    VaultId vault{};
    SecretBytes secret{};     ///< s, 32 bytes.
    ByteArray<32> inviter{};  ///< fp of the inviter.
    Floor floor{};
};

/// #d= the map of the kit without KR: what an unlocked device shows to a new one of the same member.
struct DeviceLink {
    ports::StoreAddress store{};
    VaultId vault{};
    SecretBytes account_secret{};  ///< AS, 16 bytes.
    std::optional<Floor> floor{};
};

/// #b= a draft of a council, without secret; its map belongs to the domain and is only checked to be one.
struct DraftLink {
    Bytes map{};
};

/// #s= {1 url, 2 token}
struct StoreLink {
    ports::StoreAddress store{};
};

/// #r= {1 url, 2 token?, 3 vault_id, 4 IEK pk, 5 fp}: where a message from another vault may be left.
struct RecipientLink {
    ports::StoreAddress store{};
    VaultId vault{};
    crypto::KemPublic inbox_key{};
    ByteArray<32> recipient{};  ///< fp of the recipient.
};

using Link = std::variant<InvitationLink, DeviceLink, DraftLink, StoreLink, RecipientLink>;

/// `bundle` is the address of the page, without `#`. The caller wipes what holds a secret.
[[nodiscard]] std::string encode_link(std::string_view bundle, Link const& link);
/// A whole link or its part from `#` on; spaces around it are skipped. Errors: Encoding (no letter, another letter,
/// text that does not re-encode to itself), Upgrade.
[[nodiscard]] Result<Link> parse_link(std::string_view text);

/// The letter of a link and its map, apart: `parse_link` reads both at once.
[[nodiscard]] Bytes encode_link_map(Link const& link);
[[nodiscard]] Result<Link> decode_link_map(char letter, BytesView map);

}  // namespace huisclos::ledger
