// What the page that ships runs: the application.

#include "wasm/app_scene.hpp"

namespace huisclos::wasm {

std::unique_ptr<Scene> make_scene(std::string bundle_address)
{
    return std::make_unique<AppScene>(std::move(bundle_address));
}

}  // namespace huisclos::wasm
