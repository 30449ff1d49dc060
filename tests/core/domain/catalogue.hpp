// The French catalogue, read as data by the tests of domain and law.

#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

namespace huisclos::tests {

/// Key → text of every file of ui/text/fr that domain and law own.
inline std::map<std::string, std::string> french_texts()
{
    std::map<std::string, std::string> texts;
    auto const folder = std::filesystem::path(HUISCLOS_TEST_DATA).parent_path() / "ui" / "text" / "fr";
    for (auto const* name : {"domain.json", "law.json"}) {
        std::ifstream file(folder / name);
        auto const content = nlohmann::json::parse(file);
        for (auto const& [key, text] : content.items())
            texts.emplace(key, text.is_object() ? text.at("other").get<std::string>() : text.get<std::string>());
    }
    return texts;
}

inline std::set<std::string> french_keys()
{
    std::set<std::string> keys;
    for (auto const& [key, text] : french_texts())
        keys.insert(key);
    return keys;
}

}  // namespace huisclos::tests
