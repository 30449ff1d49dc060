// What is prepared about a member: on his page, in what is refused because of it, and once it is signed.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;

namespace {

struct PreparedTown : testing::FoundedTown {
    PreparedTown() { testing::join_school(mayor, school); }

    app::MemberDetailView member(Desk& who, std::string const& name)
    {
        testing::show_member(who, name);
        return who.see().members->detail.value();
    }

    void prepare_function(Profile profile)
    {
        auto const id = member(mayor, "Camille Durand").member;
        mayor.send(app::EditMember{app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(profile))});
        mayor.send(app::PrepareMember{id});
    }

    void sign()
    {
        testing::sign_draft(mayor);
        testing::sees_what_came(school, mayor);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(prepared_member)

BOOST_FIXTURE_TEST_CASE(what_is_prepared_about_a_member_is_on_his_page_and_dropped_there, PreparedTown)
{
    BOOST_TEST(member(mayor, "Camille Durand").prepared.empty());
    prepare_function(Profile::Referent);
    auto const draft = mayor.see().acts->draft;
    auto const seen = member(mayor, "Camille Durand");
    BOOST_REQUIRE(seen.prepared.size() == draft.size());
    for (std::size_t i = 0; i < draft.size(); ++i)
        BOOST_TEST((seen.prepared[i].text == draft[i].text));
    BOOST_TEST(seen.form.front().help.key == "council.function.waits");
    BOOST_TEST(seen.entry_bar.key == "council.change.already");
    BOOST_TEST(member(mayor, "Claire Vasseur").prepared.empty());

    (void)member(mayor, "Camille Durand");
    mayor.send(app::DropChange{seen.prepared.front().id});
    auto const after = mayor.see().members->detail.value();
    BOOST_TEST(after.prepared.empty());
    BOOST_TEST(after.entry_bar.empty());
    BOOST_TEST(after.form.front().help.key == "council.function.help");
}

BOOST_FIXTURE_TEST_CASE(that_a_change_waits_already_is_said_of_whom_and_no_longer_than_it_matters, PreparedTown)
{
    auto const says_so = [this] {
        auto const& toasts = mayor.see().shell.toasts;
        return std::ranges::any_of(toasts, [](app::ToastView const& toast) {
            return toast.text == phrase("council.change.already").with("name", std::string("Camille Durand"));
        });
    };
    auto const refuse = [&] {
        prepare_function(Profile::Secretariat);
        BOOST_TEST(says_so());
    };
    prepare_function(Profile::Referent);
    refuse();
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(!says_so());

    refuse();
    mayor.send(app::DropChange{mayor.see().members->detail->prepared.front().id});
    BOOST_TEST(!says_so());

    // Where the next change is prepared, the act is shown.
    prepare_function(Profile::Referent);
    refuse();
    mayor.send(app::PrepareRemoveMember{mayor.see().members->detail->member});
    BOOST_TEST(mayor.see().acts.has_value());
    BOOST_TEST(!says_so());
    auto const& draft = mayor.see().acts->draft;
    auto const dropped = std::ranges::find(draft, true, &app::ChangeLine::may_remove);
    BOOST_REQUIRE((dropped != draft.end()));
    mayor.send(app::DropChange{dropped->id});
}

BOOST_FIXTURE_TEST_CASE(that_the_act_is_signed_is_said_alone, PreparedTown)
{
    prepare_function(Profile::Referent);
    prepare_function(Profile::Secretariat);
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.change.already");
    mayor.send(app::SignDraft{});
    mayor.sign();
    auto const& toasts = mayor.see().shell.toasts;
    BOOST_REQUIRE(!toasts.empty());
    BOOST_TEST(toasts.back().text.key == "council.act.signed");
    BOOST_TEST((toasts.back().tone == app::Tone::Success));
    BOOST_TEST(std::ranges::none_of(
        toasts, [](app::ToastView const& toast) { return toast.text.key == "council.change.already"; }));
}

/// who is above prepares a departure.
BOOST_FIXTURE_TEST_CASE(r_24_the_end_of_a_mandate_says_who_may_prepare_the_departure, PreparedTown)
{
    auto const help_of_end = [this](Desk& who, std::string const& name) {
        auto const form = member(who, name).form;
        auto const end = std::ranges::find(form, app::member_form::k_end, &app::FieldView::field);
        BOOST_REQUIRE((end != form.end()));
        return end->help;
    };
    BOOST_TEST(help_of_end(mayor, "Camille Durand").key == "council.mandate.end_help");
    BOOST_TEST(help_of_end(mayor, "Claire Vasseur").key == "council.mandate.end_alone");
    (void)member(mayor, "Camille Durand");
    prepare_function(Profile::Coordonnateur);
    sign();
    BOOST_TEST(help_of_end(school, "Claire Vasseur").key == "council.mandate.end_alone");
    BOOST_TEST(
        (help_of_end(school, "Camille Durand") ==
         phrase("council.mandate.end_asks").with("name", std::string("Claire Vasseur"))));
}

BOOST_AUTO_TEST_SUITE_END()
