// What the three files of the checker share: JSON with bytes in hexadecimal.

#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "core/base/encoding.hpp"
#include "core/crypto/envelope.hpp"

namespace huisclos::checker {

using Json = nlohmann::ordered_json;

/// Bytes of a hexadecimal member; ends the program when it is none (the other side of the pipe is ours).
Bytes hex_of(Json const& json, char const* member);
template <typename AnId>
AnId id_of(Json const& json, char const* member)
{
    return AnId::from(hex_of(json, member)).value();
}

crypto::ObjectType type_named(std::string const& name);
crypto::Context context_of(Json const& json);
void put_context(Json& json, crypto::Context const& context);

/// One object of every kind, written by the core from random content, with the secrets that open it.
std::vector<Json> make_round();
/// What the core makes of one line of the other side.
Json open_line(Json const& line);

}  // namespace huisclos::checker
