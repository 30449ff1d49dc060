// The one main() of every native and wasm test program: Boost.Test compiled in, so that no library is needed for wasm.

#if defined(__EMSCRIPTEN__)
// No signals in wasm: a trap ends the program, and Node says where.
#define BOOST_TEST_DISABLE_ALT_STACK
#define BOOST_TEST_DEFAULTS_TO_CORE_DUMP
#endif
#define BOOST_TEST_MODULE huisclos
#include <boost/test/included/unit_test.hpp>
