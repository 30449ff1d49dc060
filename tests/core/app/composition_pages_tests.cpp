// What was typed once about a member, a group or the council is corrected by an act (docs/law.md 5: « written by »).

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct CompositionPagesTown : testing::FoundedTown {
    CompositionPagesTown() { testing::join_school(mayor, school); }

    static MemberId member(Desk& who, std::string_view name) { return testing::show_member(who, name); }
    static GroupId group(Desk& who, std::string_view name)
    {
        who.send(app::Go{app::GroupsRoute{}});
        auto const& rows = who.see().groups->rows;
        auto const row = std::ranges::find(rows, name, &app::GroupsView::Row::name);
        BOOST_REQUIRE((row != rows.end()));
        who.send(app::Go{app::GroupsRoute{row->group}});
        return row->group;
    }
    void sign()
    {
        testing::sign_draft(mayor);
        testing::sees_what_came(school, mayor);
    }
    void rename(std::string_view former, std::string name)
    {
        auto const id = member(mayor, former);
        mayor.send(app::EditMember{app::member_form::k_name, testing::typed(std::move(name))});
        mayor.send(app::PrepareMember{id});
    }
    /// Keys of the lines of the act in draft.
    std::vector<std::string> prepared()
    {
        mayor.send(app::Go{app::ActsRoute{}});
        std::vector<std::string> keys;
        for (auto const& line : mayor.see().acts->draft)
            keys.push_back(line.text.key);
        return keys;
    }
};

using Keys = std::vector<std::string>;

std::string error_of(std::vector<app::FieldView> const& form, std::uint32_t field)
{
    auto const found = std::ranges::find(form, field, &app::FieldView::field);
    BOOST_REQUIRE((found != form.end()));
    return found->error.key;
}

bool has_fact(std::vector<app::FieldView> const& fields, Phrase const& value)
{
    return std::ranges::any_of(fields, [&](app::FieldView const& field) { return field.value == value; });
}

std::string const k_essais = "Saint-Aubin-des-Essais";

/// The mayor at two desks: what the phone signs lands while the other has a change prepared.
struct TwoDesksTown : testing::FoundedTown {
    TwoDesksTown() { testing::add_phone(mayor, phone); }

    static void prepare(Desk& who, std::uint32_t field, std::string text)
    {
        who.send(app::Go{app::CouncilRoute{}});
        who.send(app::EditCouncil{field, testing::typed(std::move(text))});
        who.send(app::PrepareCouncil{});
    }
    /// The passphrase typed at the desk, which has not heard of the other's act.
    void type_passphrase() { mayor.submit("ok", {{"passphrase", mayor.passphrase}}); }
    std::vector<Phrase> communes()
    {
        mayor.send(app::Go{app::CouncilRoute{}});
        std::vector<Phrase> all;
        for (auto const& fact : mayor.see().council->fields) {
            if (fact.label.key == "domain.field.commune_nom")
                all.push_back(fact.value);
        }
        return all;
    }
    bool is_said(std::string_view key)
    {
        auto const& toasts = mayor.see().shell.toasts;
        return std::ranges::any_of(toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }

    Desk phone{server};
};

std::vector<Phrase> one_commune(std::string const& name, std::int64_t n)
{
    return {phrase("council.commune").with("name", name).with("n", n)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(composition_pages)

BOOST_FIXTURE_TEST_CASE(r_20_who_a_member_is_is_corrected_by_an_act_that_says_it, CompositionPagesTown)
{
    namespace form = app::member_form;
    rename("Camille Durand", " ");
    BOOST_TEST(error_of(mayor.see().members->detail->form, form::k_name) == "council.invite.error.name");
    BOOST_TEST(prepared().empty());
    auto const id = member(mayor, "Camille Durand");
    auto const bailleur = static_cast<std::uint32_t>(domain::Qualite::Bailleur);
    mayor.send(app::EditMember{form::k_name, testing::typed("Élodie Durand")});
    mayor.send(app::EditMember{form::k_quality, testing::coded(bailleur)});
    mayor.send(app::EditMember{form::k_organisation, testing::typed("Habitat des Essais")});
    mayor.send(app::PrepareMember{id});
    Keys const all{
        "council.change.member", "council.change.wording", "council.change.quality", "council.change.organisation"};
    BOOST_TEST((prepared() == all));
    rename("Claire Vasseur", "Zoé Vasseur");
    sign();

    school.send(app::Go{app::MembersRoute{}});
    auto const& rows = school.see().members->rows;
    BOOST_REQUIRE(rows.size() == 2U);
    // In the order of who reads them.
    BOOST_TEST(rows[0].name == "Élodie Durand");
    BOOST_TEST(rows[1].name == "Zoé Vasseur");
    BOOST_TEST(rows[0].organisation == "Habitat des Essais");
    BOOST_TEST(school.see().shell.member_name == "Élodie Durand");
    (void)member(school, "Élodie Durand");
    BOOST_TEST(school.see().members->detail->form.empty());
    // Who may not write prepares nothing.
    school.send(app::EditMember{form::k_name, testing::typed("Camille Durand")});
    school.send(app::PrepareMember{id});
    BOOST_TEST(school.see().shell.toasts.back().text.key == "council.change.nothing");
}

BOOST_FIXTURE_TEST_CASE(what_a_group_is_is_corrected_by_an_act_that_says_it, CompositionPagesTown)
{
    namespace form = app::group_form;
    auto const id = group(mayor, "Centre");
    auto const name_error = [&](std::string name) {
        (void)group(mayor, "Centre");
        mayor.send(app::EditGroup{form::k_name, testing::typed(std::move(name))});
        mayor.send(app::PrepareGroup{id});
        return error_of(mayor.see().groups->detail->form, form::k_name);
    };
    BOOST_TEST(name_error(" ") == "council.group.error.name");
    BOOST_TEST(name_error("colleges") == "council.group.error.exists");
    BOOST_TEST(prepared().empty());
    (void)group(mayor, "Centre");
    // Its own name is no other's.
    mayor.send(app::EditGroup{form::k_name, testing::typed("CENTRE ancien")});
    mayor.send(
        app::EditGroup{form::k_vocation, testing::coded(static_cast<std::uint32_t>(domain::Vocation::Thematique))});
    mayor.send(app::EditGroup{form::k_perimeter, testing::typed("Vieille ville")});
    mayor.send(app::PrepareGroup{id});
    Keys const all{
        "council.change.group", "council.change.wording", "council.change.vocation", "council.change.perimeter"};
    BOOST_TEST((prepared() == all));
    // A name that waits to be signed is taken.
    mayor.send(app::Go{app::GroupsRoute{}});
    mayor.send(app::EditNewGroup{app::group_field::k_name, testing::typed("Centre ancien")});
    mayor.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("Gare")});
    mayor.send(app::PrepareNewGroup{});
    BOOST_TEST(error_of(mayor.see().groups->new_group, app::group_field::k_name) == "council.group.error.prepared");
    sign();
    (void)group(mayor, "CENTRE ancien");
    auto const facts = mayor.see().groups->detail->fields;
    BOOST_TEST(has_fact(facts, verbatim("Vieille ville")));
    BOOST_TEST(has_fact(facts, phrase("domain.vocation.thematique")));
}

/// The commune of a CLSPD is named twice in its record, and its population gives the duties.
BOOST_FIXTURE_TEST_CASE(r_40_what_the_council_is_is_corrected_by_an_act_and_its_duties_follow, CompositionPagesTown)
{
    namespace form = app::council_form;
    auto const edit = [this](std::uint32_t field, std::string text) {
        mayor.send(app::Go{app::CouncilRoute{}});
        mayor.send(app::EditCouncil{field, testing::typed(std::move(text))});
    };
    auto const duties = [](Desk& who) {
        who.send(app::Go{app::CouncilRoute{}});
        auto const& fields = who.see().council->fields;
        auto const found = std::ranges::find(
            fields, "domain.field.obligations", [](app::FieldView const& field) { return field.label.key; });
        BOOST_REQUIRE((found != fields.end()));
        return found->value.args.size();
    };
    BOOST_TEST(duties(mayor) == 2U);
    edit(form::k_code, "9999");
    edit(form::k_population, "beaucoup");
    mayor.send(app::PrepareCouncil{});
    BOOST_TEST(error_of(mayor.see().council->form, form::k_code) == "founding.error.insee");
    BOOST_TEST(error_of(mayor.see().council->form, form::k_population) == "founding.error.population");
    BOOST_TEST(prepared().empty());

    edit(form::k_code, "00098");
    edit(form::k_population, "6 200");
    mayor.send(app::PrepareCouncil{});
    BOOST_TEST((prepared() == Keys{"council.change.council", "council.change.insee", "council.change.population"}));
    sign();
    auto const commune = [](std::string const& name, std::int64_t n) {
        return phrase("council.commune").with("name", name).with("n", n);
    };
    BOOST_TEST(duties(school) == 1U);
    BOOST_TEST(has_fact(school.see().council->fields, verbatim("00098")));
    BOOST_TEST(has_fact(school.see().council->fields, commune(k_essais, 6200)));

    // The name alone: the rest stays.
    edit(form::k_name, "Saint-Aubin");
    mayor.send(app::PrepareCouncil{});
    sign();
    BOOST_TEST(duties(school) == 1U);
    BOOST_TEST(has_fact(school.see().council->fields, commune("Saint-Aubin", 6200)));
    BOOST_TEST(!has_fact(school.see().council->fields, commune(k_essais, 6200)));
    auto const& name = school.see().council->name;
    BOOST_REQUIRE(!name.args.empty());
    BOOST_TEST(std::get<std::string>(name.args.front().second) == "Saint-Aubin");
}

BOOST_FIXTURE_TEST_CASE(r_40_two_changes_of_the_council_are_not_in_one_act, CompositionPagesTown)
{
    namespace form = app::council_form;
    mayor.send(app::Go{app::CouncilRoute{}});
    mayor.send(app::EditCouncil{form::k_name, testing::typed("Saint-Aubin")});
    mayor.send(app::PrepareCouncil{});
    mayor.send(app::Go{app::CouncilRoute{}});
    mayor.send(app::EditCouncil{form::k_population, testing::typed("6 200")});
    mayor.send(app::PrepareCouncil{});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.change.council_already");
    BOOST_TEST((prepared() == Keys{"council.change.council", "council.change.wording"}));
    sign();
    // What was typed is still there, and goes with the next one.
    mayor.send(app::Go{app::CouncilRoute{}});
    mayor.send(app::PrepareCouncil{});
    sign();
    school.send(app::Go{app::CouncilRoute{}});
    auto const commune = [](std::string const& name, std::int64_t n) {
        return phrase("council.commune").with("name", name).with("n", n);
    };
    BOOST_TEST(has_fact(school.see().council->fields, commune("Saint-Aubin", 6200)));
    BOOST_TEST(!has_fact(school.see().council->fields, commune(k_essais, 6200)));
}

/// the commune is named with its population in one element of the record.
BOOST_FIXTURE_TEST_CASE(r_40_a_prepared_change_is_signed_on_the_council_as_it_is_then, TwoDesksTown)
{
    namespace form = app::council_form;
    prepare(mayor, form::k_population, "6 200");
    mayor.send(app::SignDraft{});
    BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
    prepare(phone, form::k_name, "Saint-Aubin");
    testing::sign_draft(phone);
    // The same words: nothing is to be read again.
    type_passphrase();
    BOOST_REQUIRE((mayor.form().kind == app::FormKind::None));
    mayor.wait(5000);
    BOOST_TEST((communes() == one_commune("Saint-Aubin", 6200)));
    testing::sees_what_came(phone, mayor);
    phone.send(app::Go{app::CouncilRoute{}});
    BOOST_TEST(has_fact(phone.see().council->fields, one_commune("Saint-Aubin", 6200).front()));
}

BOOST_FIXTURE_TEST_CASE(a_prepared_change_over_another_s_is_read_again_before_it_is_signed, TwoDesksTown)
{
    namespace form = app::council_form;
    prepare(mayor, form::k_name, "Saint-Aubin-le-Haut");
    mayor.send(app::SignDraft{});
    prepare(phone, form::k_name, "Saint-Aubin");
    testing::sign_draft(phone);
    type_passphrase();
    BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
    BOOST_TEST(mayor.error_at("") == "council.act.changed");
    auto const wording = phrase("council.change.wording")
                             .with("former", std::string("Saint-Aubin"))
                             .with("name", std::string("Saint-Aubin-le-Haut"));
    BOOST_TEST(std::ranges::any_of(
        mayor.form().lines, [&wording](app::FormLine const& line) { return line.text == wording; }));
    mayor.sign();
    BOOST_TEST((communes() == one_commune("Saint-Aubin-le-Haut", 18'000)));
}

BOOST_FIXTURE_TEST_CASE(a_prepared_change_that_another_signed_meanwhile_goes_and_is_told, TwoDesksTown)
{
    namespace form = app::council_form;
    auto const acts = [this] {
        mayor.send(app::Go{app::ActsRoute{}});
        return mayor.see().acts->signed_count;
    };
    prepare(mayor, form::k_name, "Saint-Aubin");
    mayor.send(app::SignDraft{});
    prepare(phone, form::k_name, "Saint-Aubin");
    testing::sign_draft(phone);
    type_passphrase();
    BOOST_TEST((mayor.form().kind == app::FormKind::None));
    BOOST_TEST(is_said("council.gone.council"));
    auto const count = acts();
    BOOST_TEST(mayor.see().acts->draft.empty());
    mayor.wait(5000);
    BOOST_TEST(acts() == count);
    BOOST_TEST((communes() == one_commune("Saint-Aubin", 18'000)));
    // Known before it is asked for, nothing is shown for signature.
    prepare(mayor, form::k_order, "Arrêté 2026-200");
    prepare(phone, form::k_order, "Arrêté 2026-200");
    testing::sign_draft(phone);
    testing::sees_what_came(mayor, phone);
    mayor.send(app::SignDraft{});
    BOOST_TEST((mayor.form().kind == app::FormKind::None));
}

/// Of a member and of a group, as of the council.
BOOST_FIXTURE_TEST_CASE(a_prepared_change_of_a_group_says_the_name_that_it_has_by_then, TwoDesksTown)
{
    namespace form = app::group_form;
    mayor.send(app::Go{app::GroupsRoute{}});
    auto const id = mayor.see().groups->rows.front().group;
    auto const rename = [&](Desk& who, std::string name) {
        who.send(app::Go{app::GroupsRoute{id}});
        who.send(app::EditGroup{form::k_name, testing::typed(std::move(name))});
        who.send(app::PrepareGroup{id});
    };
    rename(mayor, "Vieux centre");
    rename(phone, "Hypercentre");
    testing::sign_draft(phone);
    testing::sees_what_came(mayor, phone);
    mayor.send(app::SignDraft{});
    auto const wording = phrase("council.change.wording")
                             .with("former", std::string("Hypercentre"))
                             .with("name", std::string("Vieux centre"));
    BOOST_TEST(std::ranges::any_of(
        mayor.form().lines, [&wording](app::FormLine const& line) { return line.text == wording; }));
}

BOOST_AUTO_TEST_SUITE_END()
