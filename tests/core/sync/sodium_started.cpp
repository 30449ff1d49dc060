// Starts libsodium once for the whole test program.

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"

namespace {

struct SodiumStarted {
    SodiumStarted() { BOOST_REQUIRE(huisclos::crypto::init().has_value()); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(SodiumStarted);
