// Ids that are made of contents (docs/protocol.md 3.1): nobody can give somebody else's id a new meaning.

#pragma once

#include <span>
#include <vector>

#include "core/crypto/kem.hpp"
#include "core/crypto/sign.hpp"

namespace huisclos::ledger {

/// Who signs an act: a member, or the recovery set in force. Both are 16 bytes of a hash, so that one never is the
/// other.
using AuthorId = Id<struct AuthorTag, 16>;

[[nodiscard]] inline AuthorId author_of(MemberId const& member)
{
    return AuthorId{member.bytes};
}
[[nodiscard]] inline AuthorId author_of(SetId const& set)
{
    return AuthorId{set.bytes};
}
[[nodiscard]] inline MemberId as_member(AuthorId const& author)
{
    return MemberId{author.bytes};
}
[[nodiscard]] inline SetId as_set(AuthorId const& author)
{
    return SetId{author.bytes};
}

using CompartmentSalt = Id<struct CompartmentSaltTag, 16>;

/// What a compartment is: its id hashes it, with who signs the act that makes it.
struct CompartmentShape {
    std::uint64_t class_number{0};  ///< CompartmentClass, or a number out of range (then the op is void).
    GroupId group{};
    std::uint64_t formation{0};  ///< 1 plenary, 2 restricted, 3 group.
    CompartmentSalt salt{};
};

/// `cid`.
[[nodiscard]] CompartmentId compartment_id(CompartmentShape const& shape, AuthorId const& signer);

struct Officer {
    MemberId member{};
    crypto::KemPublic key{};  ///< OPK.

    friend bool operator==(Officer const&, Officer const&) = default;
};

/// `set_id`.
[[nodiscard]] SetId recovery_set_id(
    crypto::KemPublic const& recovery, crypto::PublicKey const& signer, std::uint64_t k,
    std::span<Officer const> officers);

}  // namespace huisclos::ledger
