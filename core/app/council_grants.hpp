// Keys given beside acts (docs/protocol.md 3.8): to who accepts the texts in force after the act that would have given
// him the key. Acts show to whom a key went by the rules, never that his card barred it; the card says when he
// accepted.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

struct LateReader {
    CompartmentId cid{};
    MemberId member{};
};

/// Others who read a compartment by the acts, have accepted the texts since the act that named them, and were not given
/// its key from this device. Of two ranked persons each lists them: a key given twice does no harm.
[[nodiscard]] std::vector<LateReader> late_readers(Context const& context);

/// An act gave this member the key of the write epoch there: one named him, and his card did not bar him then.
[[nodiscard]] bool was_given(Context const& context, CompartmentId const& cid, MemberId const& member);

/// Gives one member the key of one compartment, and remembers it on this device.
[[nodiscard]] Task<Result<void>> grant_key(Context* context, CompartmentId cid, MemberId member);

/// Whoever accepted has his other devices find what this one holds already.
[[nodiscard]] Task<Result<void>> grant_to_self(Context* context);

}  // namespace huisclos::app
