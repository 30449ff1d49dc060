// A council founded without an adopted règlement intérieur, and what brings it in force.

#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/app/council_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

namespace huisclos::testing {

struct AdoptingCouncil : EmptyTown {
    static constexpr auto k_text = static_cast<std::uint32_t>(domain::TypeTexte::ReglementInterieur);

    void found_without_adoption()
    {
        mayor.found_without_adoption();
        mayor.wait(5000);
    }

    /// Opens the form and fills it; a group that is not named gets no date.
    void write_rules(std::map<std::string, std::string> const& proposed, std::string const& adopted)
    {
        mayor.send(app::Go{app::TextsRoute{}});
        mayor.send(app::WriteText{k_text});
        BOOST_REQUIRE(mayor.see().texts->form.has_value());
        mayor.send(app::UseTextModel{k_text});
        mayor.send(app::EditText{app::text_form::k_adopted, typed(adopted)});
        auto const fields = mayor.see().texts->form->fields;
        for (auto const& field : fields) {
            if (field.field < app::text_form::k_proposed)
                continue;
            auto const& group = std::get<std::string>(field.label.args.front().second);
            auto const date = proposed.find(group);
            mayor.send(app::EditText{field.field, typed(date == proposed.end() ? "" : date->second)});
        }
        mayor.send(app::PrepareText{});
    }

    void accept_rules(Desk& who)
    {
        who.send(app::AcceptText{k_text});
        who.sign();
        who.wait(5000);
    }

    app::GroupDetailView group_seen_by(Desk& who, std::string const& name)
    {
        who.send(app::Go{app::GroupsRoute{}});
        for (auto const& row : who.see().groups->rows) {
            if (row.name != name)
                continue;
            who.send(app::Go{app::GroupsRoute{row.group}});
            return who.see().groups->detail.value();
        }
        BOOST_FAIL("no group " << name);
        return {};
    }

    std::string refusal_of(Desk& who, std::string const& group)
    {
        auto const detail = group_seen_by(who, group);
        return detail.refusal ? detail.refusal->message.key : std::string{};
    }

    /// Whether a situation could be opened in that group.
    bool open_situation(Desk& who, std::string const& group, std::string const& name)
    {
        who.send(app::Go{app::ReportRoute{}});
        auto const before = rows(who);
        who.send(app::Go{app::ReportRoute{}});
        auto const groups = who.see().report->groups;
        for (auto const& option : groups) {
            if (option.label.args.front().second == PhraseArg(group))
                who.send(app::ChooseReportGroup{option.code});
        }
        who.send(app::EditReport{0, coded(1)});
        who.send(app::EditReport{domain::field::k_nom, typed(name)});
        who.send(app::EditReport{domain::field::k_prenom, typed("Mathis")});
        who.send(app::EditReport{domain::field::k_naissance, typed("14/05/2005")});
        who.send(
            app::EditReport{domain::field::k_origine, coded(static_cast<std::uint32_t>(domain::Origine::Mediateurs))});
        who.send(app::EditReport{domain::field::k_motifs, coded(static_cast<std::uint32_t>(domain::Motif::Errance))});
        who.send(app::SendReport{});
        bool const opened = rows(who) == before + 1;
        who.wait(5000);
        return opened;
    }

    std::size_t rows(Desk& who)
    {
        who.send(app::Go{app::SituationsRoute{}});
        return who.see().situations->rows.size();
    }

    void school_joins(bool restricted = false)
    {
        namespace field = app::invite_field;
        mayor.send(app::Go{app::MembersRoute{}});
        mayor.send(app::EditInvite{field::k_name, typed("Camille Durand")});
        mayor.send(
            app::EditInvite{field::k_quality, coded(static_cast<std::uint32_t>(domain::Qualite::EducationNationale))});
        if (restricted)
            mayor.send(app::EditInvite{field::k_restricted, coded(1)});
        for (std::uint32_t i = 0; i < mayor.see().members->invite_groups.size(); ++i)
            mayor.send(app::ChooseInviteGroup{i, true});
        mayor.send(app::SendInvite{});
        mayor.wait(5000);
        BOOST_REQUIRE(mayor.see().members->invitations.size() == 1U);
        auto const link = mayor.see().members->invitations.front().link;
        school.clock.time = mayor.clock.time;
        answer_invitation(school, link);
        prepare_entry(mayor);
        mayor.sign();
        mayor.wait(5000);
        school.clock.time = mayor.clock.time;
        school.wait(60'000);
        BOOST_REQUIRE(school.see().signed_in);
    }

    app::MemberDetailView member_seen_by_mayor(std::string const& name)
    {
        mayor.send(app::Go{app::MembersRoute{}});
        for (auto const& row : mayor.see().members->rows) {
            if (row.name != name)
                continue;
            mayor.send(app::Go{app::MembersRoute{row.member}});
            return mayor.see().members->detail.value();
        }
        BOOST_FAIL("no member " << name);
        return {};
    }

    /// As his card on the store says it to the mayor, in its order.
    std::vector<std::string> texts_accepted_by(std::string const& name)
    {
        std::vector<std::string> all;
        for (auto const& signature : member_seen_by_mayor(name).signatures)
            all.push_back(signature.label.key);
        return all;
    }
};

/// The règlement intérieur in force is of version 2, and accepted by the mayor and by a school.
struct AcceptedCouncil : AdoptingCouncil {
    AcceptedCouncil()
    {
        found_without_adoption();
        write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
        sign_draft(mayor);
        accept_rules(mayor);
        school_joins();
        sees_what_came(school, mayor);
    }
    void adopt_next()
    {
        write_rules({{"Centre", "11/11/2026"}}, "13/11/2026");
        sign_draft(mayor);
    }
};

}  // namespace huisclos::testing
