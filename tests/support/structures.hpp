// The published structures of tests/vectors/objects.json: each with the code that a reader gives, or none.

#pragma once

#include <boost/test/unit_test.hpp>

#include "core/base/result.hpp"
#include "tests/support/vectors.hpp"

namespace huisclos::support {

inline std::optional<ErrorCode> expected_code(Json const& expect)
{
    if (expect.is_null())
        return std::nullopt;
    if (expect == "E_ENCODING")
        return ErrorCode::Encoding;
    if (expect == "E_UPGRADE")
        return ErrorCode::Upgrade;
    throw std::runtime_error("no code " + expect.dump());
}

/// Reads every published example of `structure` with `read(BytesView) -> Result<Bytes>` (the structure read and written
/// again): refused with its code, or the same bytes. At least `least` examples must be there.
template <typename Read>
void check_structures(std::string const& structure, std::size_t least, Read read)
{
    std::size_t count = 0;
    for (auto const& example : read_vectors("objects.json").at("structures")) {
        if (example.at("structure") != structure)
            continue;
        ++count;
        BOOST_TEST_CONTEXT(structure << ": " << example.at("name"))
        {
            auto const bytes = hex_of(example, "hex");
            auto const code = expected_code(example.at("expect"));
            Result<Bytes> const again = read(BytesView(bytes));
            BOOST_REQUIRE(again.has_value() == !code.has_value());
            if (code)
                BOOST_TEST((again.error().code == *code));
            else
                BOOST_TEST((*again == bytes));
        }
    }
    BOOST_TEST(count >= least);
}

}  // namespace huisclos::support
