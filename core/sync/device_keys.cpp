#include "core/sync/local_vault.hpp"

#include <set>

#include "core/ledger/cbor_fields.hpp"
#include "core/sync/epoch_keys_codec.hpp"

// DeviceKeys on disk (inside an envelope under LW): {1 member, 2 DSK seed, 3 [[g, IEK seed]], 4 [[period, LK seed]],
// 5 [[cid, ES]], 6 store url, 7 token, 8 [floor tip], 9 since when it is missing?, 10 url of the store before?, 11 its
// token?, 12 whether nothing was synchronised since?}.

namespace huisclos::sync {

namespace {

using ledger::CborValue;
using ledger::CborWriter;

void write_seeds(CborWriter& writer, std::vector<NumberedSeed> const& seeds)
{
    writer.array(seeds.size());
    for (auto const& seed : seeds)
        writer.array(2).unsigned_int(seed.number).bytes(seed.seed.view());
}

Result<std::vector<NumberedSeed>> read_seeds(CborValue const& array)
{
    std::vector<NumberedSeed> seeds;
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(pair, item.items());
        if (pair.size() != 2)
            return fail(ErrorCode::Encoding, "seed");
        HUISCLOS_TRY_ASSIGN(number, pair[0].as_unsigned_below(std::uint64_t{1} << 32));
        HUISCLOS_TRY_ASSIGN(seed, pair[1].as_bytes_of(32));
        seeds.push_back({static_cast<std::uint32_t>(number), SecretBytes::copy_of(seed)});
    }
    return seeds;
}

/// @pre it has the first of its three keys
Result<FormerPlace> read_former(CborValue const& map)
{
    HUISCLOS_TRY_ASSIGN(url, ledger::text_at(map, 10));
    HUISCLOS_TRY_ASSIGN(token, ledger::text_at(map, 11));
    HUISCLOS_TRY_ASSIGN(awaits_item, map.at(12));
    HUISCLOS_TRY_ASSIGN(awaits_first, awaits_item.as_boolean());
    return FormerPlace{{std::string(url), std::string(token)}, awaits_first};
}

}  // namespace

bool PendingFloor::add(std::span<ActHash const> more)
{
    std::set<ActHash> all(tips.begin(), tips.end());
    auto const before = all.size();
    all.insert(more.begin(), more.end());
    tips.assign(all.begin(), all.end());
    return all.size() != before;
}

SecretBytes DeviceKeys::encoded() const
{
    std::size_t const room = 256 + 48 * (sealing.size() + log.size()) + k_encoded_key_size * epochs.size() +
                             address.url.size() + address.token.size() + 40 * pending_floor.tips.size() +
                             (former ? former->address.url.size() + former->address.token.size() : 0);
    CborWriter writer(room);
    writer.map(8 + (pending_floor.missing_since ? 1U : 0U) + (former ? 3U : 0U))
        .key(1)
        .id(member)
        .key(2)
        .bytes(device_key.seed());
    writer.key(3);
    write_seeds(writer, sealing);
    writer.key(4);
    write_seeds(writer, log);
    writer.key(5);
    write_epochs(writer, epochs);
    writer.key(6).text(address.url).key(7).text(address.token);
    writer.key(8).array(pending_floor.tips.size());
    for (auto const& tip : pending_floor.tips)
        writer.id(tip);
    if (pending_floor.missing_since)
        writer.key(9).unsigned_int(static_cast<std::uint64_t>(pending_floor.missing_since->ms));
    if (former)
        writer.key(10)
            .text(former->address.url)
            .key(11)
            .text(former->address.token)
            .key(12)
            .boolean(former->awaits_first);
    auto plain = writer.take();
    auto secret = SecretBytes::copy_of(plain);
    wipe(plain);
    return secret;
}

Result<DeviceKeys> DeviceKeys::decode(BytesView plain)
{
    DeviceKeys keys;
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(member_item, map.at(1));
    HUISCLOS_TRY_ASSIGN(member, member_item.as_id<MemberId>());
    HUISCLOS_TRY_ASSIGN(device_item, map.at(2));
    HUISCLOS_TRY_ASSIGN(device_seed, device_item.as_bytes_of(32));
    HUISCLOS_TRY_ASSIGN(sealing_item, map.at(3));
    HUISCLOS_TRY_ASSIGN(sealing, read_seeds(sealing_item));
    HUISCLOS_TRY_ASSIGN(log_item, map.at(4));
    HUISCLOS_TRY_ASSIGN(log, read_seeds(log_item));
    HUISCLOS_TRY_ASSIGN(epochs_item, map.at(5));
    HUISCLOS_TRY_ASSIGN(epochs, read_epochs(epochs_item));
    HUISCLOS_TRY_ASSIGN(url_item, map.at(6));
    HUISCLOS_TRY_ASSIGN(url, url_item.as_text());
    HUISCLOS_TRY_ASSIGN(token_item, map.at(7));
    HUISCLOS_TRY_ASSIGN(token, token_item.as_text());
    if (map.find(8)) {
        HUISCLOS_TRY_ASSIGN(tips, ledger::list_at<ActHash>(map, 8, ledger::as_id<ActHash>));
        keys.pending_floor.tips = std::move(tips);
    }
    if (auto const since_item = map.find(9)) {
        HUISCLOS_TRY_ASSIGN(since, ledger::as_instant(*since_item));
        keys.pending_floor.missing_since = since;
    }
    if (map.find(10)) {
        HUISCLOS_TRY_ASSIGN(former, read_former(map));
        keys.former = std::move(former);
    }
    keys.member = member;
    keys.device_key = crypto::SigningKey::from_seed(device_seed);
    keys.sealing = std::move(sealing);
    keys.log = std::move(log);
    keys.epochs = std::move(epochs);
    keys.address = {std::string(url), std::string(token)};
    return keys;
}

}  // namespace huisclos::sync
