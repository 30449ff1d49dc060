// Runs a fuzz target over files, for compilers without libFuzzer: each argument is a file or a folder of files.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

constexpr unsigned k_seconds_for_one = 20;

bool replay(std::filesystem::path const& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        std::fprintf(stderr, "cannot read %s\n", path.c_str());
        return false;
    }
    std::vector<char> const content{std::istreambuf_iterator<char>{file}, {}};
    // What takes longer hangs: the signal ends the program.
    alarm(k_seconds_for_one);
    LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(content.data()), content.size());
    return true;
}

}  // namespace

int main(int argc, char** argv)
{
    std::size_t count{0};
    for (int i = 1; i < argc; ++i) {
        if (std::filesystem::is_directory(argv[i])) {
            for (auto const& entry : std::filesystem::directory_iterator{argv[i]}) {
                if (!replay(entry.path()))
                    return 1;
                ++count;
            }
        } else {
            if (!replay(argv[i]))
                return 1;
            ++count;
        }
    }
    std::printf("%zu inputs replayed\n", count);
    return count == 0 ? 1 : 0;
}
