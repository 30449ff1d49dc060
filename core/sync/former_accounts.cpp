#include "core/sync/former_accounts.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"

namespace huisclos::sync {

namespace {

void add(std::vector<Locator>& all, Locator const& locator)
{
    if (std::ranges::find(all, locator) == all.end())
        all.push_back(locator);
}

void write(ledger::CborWriter& writer, std::vector<Locator> const& all)
{
    writer.array(all.size());
    for (auto const& locator : all)
        writer.id(locator);
}

Result<std::vector<Locator>> read(ledger::CborValue const& value)
{
    std::vector<Locator> all;
    HUISCLOS_TRY_ASSIGN(items, value.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(locator, item.as_id<Locator>());
        all.push_back(locator);
    }
    return all;
}

}  // namespace

void FormerAccounts::announce(Locator const& locator)
{
    add(announced, locator);
}

void FormerAccounts::end(Locator const& locator)
{
    add(ended, locator);
}

void FormerAccounts::replace(Locator const& from, Locator const& to)
{
    end(from);
    for (auto const& locator : announced)
        end(locator);
    announced.clear();
    std::erase(ended, to);
}

Bytes encode_former_accounts(FormerAccounts const& former)
{
    ledger::CborWriter writer;
    writer.array(2);
    write(writer, former.ended);
    write(writer, former.announced);
    return writer.take();
}

Result<FormerAccounts> decode_former_accounts(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(pair, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(pair, 2));
    FormerAccounts former;
    HUISCLOS_TRY_ASSIGN(ended, read(parts[0]));
    HUISCLOS_TRY_ASSIGN(announced, read(parts[1]));
    former.ended = std::move(ended);
    former.announced = std::move(announced);
    return former;
}

}  // namespace huisclos::sync
