// The president of an intercommunal council, in front of what founds it: no group, no text adopted yet.

#pragma once

#include <string>
#include <utility>

#include "core/app/council_state.hpp"
#include "core/app/founding.hpp"
#include "tests/core/app/session_desk.hpp"

namespace huisclos::testing {

struct CommunesTown : EmptyTown {
    CommunesTown()
    {
        namespace assistant = app::founding_field;
        mayor.open();
        mayor.submit("ok", {{"link", store_link("token")}});
        mayor.send(
            app::EditFounding{assistant::k_kind, coded(static_cast<std::uint32_t>(domain::TypeInstance::Cispd))});
        mayor.type(assistant::k_commune, "Pays des Essais");
        mayor.type(assistant::k_insee, "200099999");
        mayor.send(app::UseTextModel{1});
        mayor.send(app::UseTextModel{2});
    }

    void found()
    {
        mayor.type(app::founding_field::k_communes, "00098 Saint-Aubin\n00099 Les Essarts\n");
        mayor.send(app::Found{});
        mayor.submit("ok", {{"charter", "1"}, {"name", "Claire Vasseur"}});
        mayor.choose_passphrase();
        mayor.keep_kit();
        BOOST_REQUIRE(mayor.see().signed_in);
        mayor.wait(1000);
    }

    void edit(std::uint32_t field, std::string text)
    {
        mayor.send(app::Go{app::CouncilRoute{}});
        mayor.send(app::EditCouncil{field, typed(std::move(text))});
    }
    void prepare(std::string communes)
    {
        edit(app::council_form::k_communes, std::move(communes));
        mayor.send(app::PrepareCouncil{});
    }
};

}  // namespace huisclos::testing
