#include "core/base/secret_bytes.hpp"

#include <cstring>
#include <utility>

namespace huisclos {

void wipe(void* memory, std::size_t size) noexcept
{
    if (memory == nullptr || size == 0)
        return;
    std::memset(memory, 0, size);
    // The compiler must believe that somebody reads the memory after this point.
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

SecretBytes::SecretBytes(std::size_t size) : m_data(size ? new std::uint8_t[size]() : nullptr), m_size(size)
{}

SecretBytes SecretBytes::copy_of(BytesView from)
{
    SecretBytes copy(from.size());
    if (!from.empty())
        std::memcpy(copy.m_data.get(), from.data(), from.size());
    return copy;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::move(other.m_data)), m_size(std::exchange(other.m_size, 0))
{}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::move(other.m_data);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    clear();
}

void SecretBytes::clear() noexcept
{
    wipe(m_data.get(), m_size);
    m_data.reset();
    m_size = 0;
}

}  // namespace huisclos
