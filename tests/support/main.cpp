// The one main() of every native and wasm test program: Boost.Test compiled in, so that no library is needed for wasm.

#define BOOST_TEST_MODULE huisclos
#include <boost/test/included/unit_test.hpp>
