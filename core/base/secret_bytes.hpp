// Secrets: bytes that are wiped when they go.
//
// A SecretBytes moves, it does not copy by accident: copying is spelt `clone()`. Its content is overwritten at
// destruction, at move-from, at assignment and before its memory is given back. What the compiler or a growing wasm
// heap may leave behind is said in docs/threat-model.md.

#pragma once

#include <cstddef>
#include <memory>

#include "core/base/bytes.hpp"

namespace huisclos {

/// Overwrites memory in a way that the optimiser keeps.
void wipe(void* memory, std::size_t size) noexcept;
inline void wipe(std::span<std::uint8_t> bytes) noexcept
{
    wipe(bytes.data(), bytes.size());
}

class SecretBytes {
public:
    SecretBytes() = default;
    /// `size` zero bytes.
    explicit SecretBytes(std::size_t size);
    /// Copies `from`; the caller's own copy stays the caller's to wipe.
    [[nodiscard]] static SecretBytes copy_of(BytesView from);

    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(SecretBytes const&) = delete;
    SecretBytes& operator=(SecretBytes const&) = delete;
    ~SecretBytes();

    [[nodiscard]] SecretBytes clone() const { return copy_of(view()); }
    [[nodiscard]] BytesView view() const { return {m_data.get(), m_size}; }
    [[nodiscard]] std::span<std::uint8_t> mutable_view() { return {m_data.get(), m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    /// Wipes now and becomes empty.
    void clear() noexcept;

private:
    std::unique_ptr<std::uint8_t[]> m_data{};
    std::size_t m_size{0};
};

/// A secret of fixed size on the stack or inside an object, wiped at destruction.
template <std::size_t N>
class SecretArray {
public:
    SecretArray() = default;
    SecretArray(SecretArray const&) = delete;
    SecretArray& operator=(SecretArray const&) = delete;
    ~SecretArray() { wipe(m_bytes.data(), N); }

    [[nodiscard]] BytesView view() const { return m_bytes; }
    [[nodiscard]] std::span<std::uint8_t, N> mutable_view() { return m_bytes; }

private:
    ByteArray<N> m_bytes{};
};

}  // namespace huisclos
