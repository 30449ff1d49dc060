#include "core/crypto/job.hpp"

#include "core/crypto/passphrase.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::uint8_t k_form = 1;
constexpr std::size_t k_head_size = 1 + 4 + 4 + k_password_salt_size;
constexpr std::uint8_t k_done = 0;
constexpr std::size_t k_hash_size = 32;

std::uint32_t read_u32(BytesView bytes)
{
    std::uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
    return value;
}

Result<SecretBytes> run(BytesView request)
{
    if (request.size() < k_head_size || request[0] != k_form)
        return fail(ErrorCode::Encoding, "not a password job");
    PasswordCost const cost{.ops = read_u32(request.subspan(1, 4)), .mem_kib = read_u32(request.subspan(5, 4))};
    return hash_password(request.subspan(k_head_size), request.subspan(9, k_password_salt_size), cost);
}

/// The static text of an error that crossed the worker as one byte.
Error answered_error(std::uint8_t code)
{
    if (code == static_cast<std::uint8_t>(ErrorCode::Auth))
        return {ErrorCode::Auth, "password parameters outside the limits"};
    if (code == static_cast<std::uint8_t>(ErrorCode::Memory))
        return {ErrorCode::Memory, "the memory of the password hash was refused"};
    return {ErrorCode::Encoding, "not an answer to a password job"};
}

}  // namespace

Result<Bytes> encode_password_job(std::string_view typed, BytesView salt, PasswordCost cost)
{
    if (!is_allowed(cost) || salt.size() != k_password_salt_size)
        return fail(ErrorCode::Auth, "password parameters outside the limits");
    HUISCLOS_TRY_ASSIGN(passphrase, passphrase_bytes(typed));
    Bytes request;
    request.reserve(k_head_size + passphrase.size());
    request.push_back(k_form);
    append_u32(request, cost.ops);
    append_u32(request, cost.mem_kib);
    append(request, salt);
    append(request, passphrase.view());
    return request;
}

Bytes run_password_job(BytesView request)
{
    auto const hashed = run(request);
    if (!hashed)
        return {static_cast<std::uint8_t>(hashed.error().code)};
    Bytes answer;
    answer.reserve(1 + k_hash_size);
    answer.push_back(k_done);
    append(answer, hashed->view());
    return answer;
}

Result<SecretBytes> read_password_answer(BytesView answer)
{
    if (answer.size() == 1 + k_hash_size && answer[0] == k_done)
        return SecretBytes::copy_of(answer.subspan(1));
    return std::unexpected(answered_error(answer.size() == 1 ? answer[0] : k_done));
}

}  // namespace huisclos::crypto
