// Files of tests/vectors, whose origins are in its README.

#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/encoding.hpp"
#include "core/base/ids.hpp"

namespace huisclos::support {

using Json = nlohmann::ordered_json;

/// A whole file of tests/vectors, read once and kept.
inline Json const& read_vectors(std::string const& name)
{
    static std::map<std::string, Json> files;
    auto const known = files.find(name);
    if (known != files.end())
        return known->second;
    std::ifstream file(std::string(HUISCLOS_TEST_DATA) + "/vectors/" + name);
    if (!file)
        throw std::runtime_error("no vectors " + name);
    return files.emplace(name, Json::parse(file)).first->second;
}

/// The objects that every client writes alike, with what they are made of.
inline Json const& published()
{
    return read_vectors("objects.json");
}

/// The bytes of a hexadecimal member.
inline Bytes hex_of(Json const& object, char const* member)
{
    auto const bytes = from_hex(object.at(member).get<std::string>());
    if (!bytes)
        throw std::runtime_error(std::string("not hexadecimal: ") + member);
    return *bytes;
}

template <typename AnId>
AnId id_of(Json const& object, char const* member)
{
    return AnId::from(hex_of(object, member)).value();
}

/// `first`, `first + 1`, … as the vectors of docs/protocol.md 3.17 write ranges.
inline Bytes range(std::uint8_t first, std::size_t count)
{
    Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::uint8_t>(first + i);
    return bytes;
}

}  // namespace huisclos::support
