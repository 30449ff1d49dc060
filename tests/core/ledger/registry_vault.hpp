// A vault after its prologue, and what its registry gives: for the tests of what acts mean.

#pragma once

#include <string>

#include "tests/core/ledger/registry_world.hpp"

namespace huisclos::ledger {

class Vault : public RegistryWorld {
public:
    Vault() { add_prologue(); }

    /// The state without what may differ although the act has no effect: who signed what, and halted compartments.
    [[nodiscard]] HistoryJson effects(Registry const& registry) const
    {
        auto out = summary(registry);
        out.erase("seq");
        out.erase("ranks_of_acts");
        for (auto& [name, compartment] : out["compartments"].items()) {
            compartment.erase("write");
            compartment.erase("halted");
        }
        return out;
    }
    [[nodiscard]] HistoryJson effects() const { return effects(*registry()); }
    [[nodiscard]] std::string write_key(std::string const& compartment) const
    {
        auto const write = summary(*registry())["compartments"][compartment]["write"];
        return write.is_null() ? "none" : write.get<std::string>();
    }
    [[nodiscard]] int role(std::string const& name, std::string const& compartment) const
    {
        return registry()->state().member(member(name))->right_in(cid(compartment)).role;
    }
};

/// The ops of that act that had no effect.
[[nodiscard]] inline std::vector<OpSkip> skips_of(Registry const& registry, ActHash const& hash)
{
    for (auto const& one : registry.ops_without_effect()) {
        if (one.hash == hash)
            return {one.skips.begin(), one.skips.end()};
    }
    return {};
}

}  // namespace huisclos::ledger
