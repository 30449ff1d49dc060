// `huisclos_checker make N`: N rounds of objects, one JSON line each. `huisclos_checker open`: reads lines, answers
// each.

#include "tests/checker/checker.hpp"

#include <cstdlib>
#include <iostream>

#include "core/base/require.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::checker {

Bytes hex_of(Json const& json, char const* member)
{
    auto const bytes = from_hex(json.at(member).get<std::string>());
    require(bytes.has_value(), member);
    return *bytes;
}

crypto::ObjectType type_named(std::string const& name)
{
    for (int i = 0; i <= static_cast<int>(crypto::ObjectType::Local); ++i)
        if (auto const type = static_cast<crypto::ObjectType>(i); crypto::type_text(type) == name)
            return type;
    requirement_failed("a type of the protocol");
}

crypto::Context context_of(Json const& json)
{
    crypto::Context context{
        .type = type_named(json.at("type")),
        .vault = id_of<VaultId>(json, "vault"),
        .n = json.at("n"),
        .part = json.at("part")};
    std::ranges::copy(hex_of(json, "cid"), context.cid.begin());
    std::ranges::copy(hex_of(json, "id"), context.id.begin());
    return context;
}

void put_context(Json& json, crypto::Context const& context)
{
    json["type"] = crypto::type_text(context.type);
    json["vault"] = to_hex(context.vault.view());
    json["cid"] = to_hex(context.cid);
    json["id"] = to_hex(context.id);
    json["n"] = context.n;
    json["part"] = context.part;
}

namespace {

int make(int rounds)
{
    for (int i = 0; i < rounds; ++i)
        for (auto const& line : make_round())
            std::cout << line.dump() << '\n';
    return 0;
}

int open()
{
    for (std::string line; std::getline(std::cin, line);)
        std::cout << open_line(Json::parse(line)).dump() << std::endl;
    return 0;
}

}  // namespace

}  // namespace huisclos::checker

int main(int argc, char** argv)
{
    using namespace huisclos;
    if (!crypto::init())
        return 1;
    std::string_view const mode = argc > 1 ? argv[1] : "";
    if (mode == "make" && argc > 2)
        return checker::make(std::atoi(argv[2]));
    if (mode == "open")
        return checker::open();
    std::cerr << "usage: huisclos_checker make ROUNDS | open\n";
    return 2;
}
