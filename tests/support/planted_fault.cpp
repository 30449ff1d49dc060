// A fuzz target with one fault on purpose: toolchains/test runs it first, and believes the sanitizers and the replay of
// corpora only when they report the fault for the input that causes it and nothing for another.

#include <cstddef>
#include <cstdint>
#include <memory>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const bytes = std::make_unique<std::uint8_t[]>(4);
    // 'x' writes one byte past the end.
    std::size_t const at = size > 0 && data[0] == 'x' ? 4 : 0;
    auto volatile* const target = bytes.get() + at;
    *target = 1;
    return 0;
}
