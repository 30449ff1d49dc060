#include "wasm/ports/requests.hpp"

#include <utility>

namespace huisclos::wasm {

namespace {

std::uint32_t read_u32(BytesView bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

}  // namespace

Requests& Requests::get()
{
    static Requests requests;
    return requests;
}

Requests::Opened Requests::open()
{
    Opened opened;
    opened.number = m_next++;
    m_waiting.emplace(opened.number, opened.pending.resolver());
    return opened;
}

void Requests::answer(std::uint32_t number, Answer given)
{
    auto const found = m_waiting.find(number);
    if (found == m_waiting.end())
        return;
    auto resolver = std::move(found->second);
    m_waiting.erase(found);
    resolver.resolve(std::move(given));
}

Bytes pack_list(std::vector<BytesView> const& parts)
{
    Bytes packed;
    append_u32(packed, static_cast<std::uint32_t>(parts.size()));
    for (auto const& part : parts) {
        append_u32(packed, static_cast<std::uint32_t>(part.size()));
        append(packed, part);
    }
    return packed;
}

std::vector<BytesView> unpack_list(BytesView packed)
{
    std::vector<BytesView> parts;
    if (packed.size() < 4)
        return parts;
    std::size_t at = 4;
    for (auto left = read_u32(packed, 0); left > 0; --left) {
        if (packed.size() - at < 4)
            return {};
        std::size_t const length = read_u32(packed, at);
        at += 4;
        if (packed.size() - at < length)
            return {};
        parts.push_back(packed.subspan(at, length));
        at += length;
    }
    return parts;
}

}  // namespace huisclos::wasm
