// links: ledger
// An act, its op maps, and the carried form: what decodes must encode to itself where nothing was ignored, and applying
// it must hold on the state of a vault.

#include <cstdint>

#include "core/base/require.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/act.hpp"
#include "core/ledger/registry_apply.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

bool is_plain(Act const& act)
{
    for (auto const& op : act.ops) {
        if (std::holds_alternative<VoidOp>(op))
            return false;
    }
    return true;
}

void apply_to_a_root(Act const& act)
{
    Genesis genesis;
    genesis.founder = crypto::SigningKey::from_seed(ByteArray<32>{1}).public_key();
    auto const state = RegistryState::of_root(genesis, VaultId{});
    ActSet past;
    past.add(0);
    for (Rank const rank : {k_officers_rank, k_mayor_rank, Rank{3}}) {
        ApplicableAct applicable{{1, ActHash{{1}}}, std::make_shared<Act const>(act), rank, &past};
        auto const applied = apply_act(state, applicable);
        require(applied.skips.size() <= act.ops.size(), "at most one skip an op");
        require(applied.state.members().size() >= state.members().size(), "nobody is forgotten");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static bool const s_is_started = crypto::init().has_value();
    require(s_is_started, "random source");
    BytesView const input(data, size);
    if (auto const carried = decode_signed_act(input))
        require(same_bytes(encode_signed_act(*carried), input), "a carried act encodes to itself");
    if (auto const act = decode_act(input)) {
        auto const again = decode_act(encode_act(*act));
        if (is_plain(*act))
            require(again.has_value() && again->ops.size() == act->ops.size(), "an act is read as it was written");
        apply_to_a_root(*act);
    }
    if (size > 1) {
        auto const op = decode_act_op(data[0] % 16, input.subspan(1));
        if (op) {
            auto const map = encode_act_op(*op);
            auto const again = decode_act_op(op->index(), map);
            require(again.has_value() && encode_act_op(*again) == map, "an op is read as it was written");
        }
    }
    return 0;
}
