#include "core/ledger/account.hpp"
#include "core/sync/local_vault.hpp"

// The account secret beside the account that it opens: two writes, of which the second may never come (docs/protocol.md
// 3.12). While both secrets are kept, the account says which one is meant.

namespace huisclos::sync {

/// As the disk has it: one account secret, or two.
Task<Result<SecretBytes>> LocalVault::read_secret()
{
    auto read = co_await m_place.secret->read();
    if (!read)
        co_return std::unexpected(read.error());
    if (!*read)
        co_return fail(ErrorCode::Missing, "no device secret");
    auto secret = SecretBytes::copy_of(**read);
    wipe(**read);
    co_return secret;
}

SecretBytes LocalVault::secret_of_account(BytesView kept) const
{
    constexpr auto k_size = ledger::k_account_secret_size;
    auto const stored = ledger::unpack_account(m_account);
    for (std::size_t at = 0; stored && kept.size() > k_size && at + k_size <= kept.size(); at += k_size) {
        auto const keys = ledger::account_keys(kept.subspan(at, k_size), m_identity.vault);
        if (ledger::open_account(keys, m_identity.vault, stored->version, stored->object))
            return SecretBytes::copy_of(kept.subspan(at, k_size));
    }
    return SecretBytes::copy_of(kept.first(std::min(k_size, kept.size())));
}

Task<Result<SecretBytes>> LocalVault::account_secret()
{
    HUISCLOS_CO_TRY_ASSIGN(kept, co_await read_secret());
    co_return secret_of_account(kept.view());
}

Task<Result<void>> LocalVault::keep_next_secret(SecretBytes next)
{
    HUISCLOS_CO_TRY_ASSIGN(present, co_await account_secret());
    Bytes both;
    both.reserve(present.size() + next.size());  // Grown, it would leave a copy behind.
    both.insert(both.end(), present.view().begin(), present.view().end());
    both.insert(both.end(), next.view().begin(), next.view().end());
    co_return co_await m_place.secret->write(std::move(both));
}

Task<Result<void>> LocalVault::drop_former_secret()
{
    HUISCLOS_CO_TRY_ASSIGN(kept, co_await read_secret());
    if (kept.size() <= ledger::k_account_secret_size)
        co_return Result<void>{};
    auto const present = secret_of_account(kept.view());
    co_return co_await m_place.secret->write(to_bytes(present.view()));
}

}  // namespace huisclos::sync
