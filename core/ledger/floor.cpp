#include "core/ledger/floor.hpp"

#include "core/base/require.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

void write_floor(CborWriter& writer, Floor const& floor)
{
    require(floor.tips.size() <= k_max_floor_tips, "a floor of 16 tips at most");
    writer.map(2).key(1).array(floor.tips.size());
    for (auto const& tip : floor.tips)
        writer.id(tip);
    writer.key(2).unsigned_int(static_cast<std::uint64_t>(floor.at.ms));
}

Result<Floor> read_floor(CborValue const& value)
{
    HUISCLOS_TRY(value.check_keys({1, 2}));
    HUISCLOS_TRY_ASSIGN(tips, list_at<ActHash>(value, 1, as_id<ActHash>));
    HUISCLOS_TRY_ASSIGN(at, instant_at(value, 2));
    if (tips.size() > k_max_floor_tips)
        return fail(ErrorCode::Encoding, "more than 16 tips");
    return Floor{.tips = std::move(tips), .at = at};
}

}  // namespace huisclos::ledger
