// Where accounts of this member lay that are no longer his (docs/protocol.md 3.12: after a new AS the objects of the
// old loc are deleted). Kept under LW, so that a deletion which was cut or refused is asked for again.

#pragma once

#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"

namespace huisclos::sync {

struct FormerAccounts {
    std::vector<Locator> ended{};  ///< Replaced: to be deleted.
    /// About to be published. Of those that this device never followed nothing is deleted before the next change: the
    /// person may hold their kit.
    std::vector<Locator> announced{};

    void announce(Locator const& locator);
    void end(Locator const& locator);
    /// The account moves from `from` to `to`: what else was announced has ended too.
    void replace(Locator const& from, Locator const& to);

    friend bool operator==(FormerAccounts const&, FormerAccounts const&) = default;
};

/// The note of the local vault: [[loc], [loc]].
[[nodiscard]] Bytes encode_former_accounts(FormerAccounts const& former);
/// Error Encoding.
[[nodiscard]] Result<FormerAccounts> decode_former_accounts(BytesView plain);

}  // namespace huisclos::sync
