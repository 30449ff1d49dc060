// A council whose store is replaced, moved or refused.

#pragma once

#include <algorithm>

#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

namespace huisclos::testing {

inline constexpr std::string_view k_other_place = "https://autre.example/huisclos/store/0123456789abcdef/";

/// Whether the sentence shows that address.
[[nodiscard]] inline bool names_place(Phrase const& said, std::string_view url)
{
    return std::ranges::any_of(said.args, [url](auto const& arg) {
        auto const* const text = std::get_if<std::string>(&arg.second);
        return text != nullptr && *text == url;
    });
}

struct StoreTown : FoundedTown {
    static void type_link_of(Desk& who, std::string const& link)
    {
        who.send(app::Go{app::DeviceRoute{}});
        who.send(app::EditStoreLink{app::store_field::k_link, {.text = link, .codes = {}, .member = {}}});
        who.send(app::PrepareStoreToken{});
    }
    void type_link(std::string const& link) { type_link_of(mayor, link); }
    /// What « Cet appareil » says of the store.
    static app::StoreView store_of(Desk& who)
    {
        who.send(app::Go{app::DeviceRoute{}});
        return who.see().device->store;
    }
    /// What is said beside the field of the new link.
    std::string link_error() { return store_of(mayor).field.error.key; }
    /// An act of the mayor names that place and that token for the store; the school has it.
    void sign_place(std::string_view url, std::string_view token)
    {
        mayor.kill();
        {
            StoppedDevice device(mayor);
            ledger::PolicyOp policy;
            policy.store_url = std::string(url);
            policy.store_token = std::string(token);
            device.sign(std::move(policy));
        }
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
        exchange(mayor, school);
    }
    /// The store refuses the token of the school, which asks it.
    void refuse_school()
    {
        server.refused_tokens.insert("token");
        school.send(app::SyncNow{});
        school.wait(5000);
    }
    [[nodiscard]] bool is_school_at(std::string_view url, std::string_view token)
    {
        auto const& address = school.remote.address();
        return address.url == url && address.token == token;
    }
    void restart_school()
    {
        school.kill();
        school.open();
        school.sign_in();
    }
};

}  // namespace huisclos::testing
