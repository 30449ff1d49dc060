// Member communes of a CISPD: typed when it is founded, shown on its page, changed by a signed act.

#include <algorithm>

#include "core/app/communes.hpp"
#include "tests/core/app/communes_town.hpp"

using namespace huisclos;

namespace {

namespace assistant = app::founding_field;

constexpr std::uint32_t k_cispd = static_cast<std::uint32_t>(domain::TypeInstance::Cispd);

std::string error_of(std::string_view typed)
{
    return app::read_communes(typed).error.key;
}

struct CommunesPageTown : testing::CommunesTown {
    std::vector<std::string> shown()
    {
        mayor.send(app::Go{app::CouncilRoute{}});
        std::vector<std::string> all;
        for (auto const& fact : mayor.see().council->fields) {
            if (fact.value.key == "council.commune_member")
                all.push_back(
                    std::get<std::string>(fact.value.args.at(1).second) + " " +
                    std::get<std::string>(fact.value.args.at(0).second));
        }
        std::ranges::sort(all);
        return all;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(communes)

BOOST_AUTO_TEST_CASE(communes_are_read_one_a_line_and_each_is_checked_as_the_commune_is)
{
    auto const read = app::read_communes(" 00098  Saint-Aubin, le Haut\r\n\n2A004;Ajaccio\n");
    BOOST_TEST(read.error.empty());
    BOOST_REQUIRE(read.communes.size() == 2U);
    BOOST_TEST(read.communes[0].code == "00098");
    BOOST_TEST(read.communes[0].nom == "Saint-Aubin, le Haut");
    BOOST_TEST(app::typed_communes(read.communes) == "00098 Saint-Aubin, le Haut\n2A004 Ajaccio");
    BOOST_TEST(error_of("") == "founding.error.communes_few");
    BOOST_TEST(error_of("00098 Saint-Aubin") == "founding.error.communes_few");
    BOOST_TEST(error_of("9999 Saint-Aubin\n00099 Les Essarts") == "founding.error.commune_code");
    BOOST_TEST(error_of("00098 Saint-Aubin\nLes Essarts") == "founding.error.commune_code");
    BOOST_TEST(error_of("00098\n00099 Les Essarts") == "founding.error.commune_name");
    BOOST_TEST(error_of("00098 " + std::string(101, 'x') + "\n00099 y") == "founding.error.commune_long");
    BOOST_TEST(error_of("00098 Saint-Aubin\n00098 Les Essarts") == "founding.error.commune_twice");
    // The line is named.
    auto const wrong = app::read_communes("00098 Saint-Aubin\n\nfaux");
    BOOST_TEST(std::get<std::int64_t>(wrong.error.args.at(0).second) == 3);
    std::string many;
    for (std::size_t i = 0; i <= app::k_most_communes; ++i)
        many += std::to_string(10'000 + i) + " Commune\n";
    BOOST_TEST(error_of(many) == "founding.error.communes_many");
}

BOOST_FIXTURE_TEST_CASE(a_cispd_is_not_founded_without_two_member_communes, CommunesPageTown)
{
    auto const asks = [&](std::uint32_t number) {
        return std::ranges::any_of(
            mayor.see().founding->commune, [number](app::FieldView const& asked) { return asked.field == number; });
    };
    BOOST_TEST(asks(assistant::k_communes));
    mayor.type(assistant::k_communes, "00098 Saint-Aubin");
    mayor.send(app::Found{});
    auto const& errors = mayor.see().founding->errors;
    BOOST_TEST(std::ranges::any_of(errors, [](auto const& error) {
        return error.first == assistant::k_communes && error.second.key == "founding.error.communes_few";
    }));
    // A CLSPD is of one commune.
    mayor.send(
        app::EditFounding{assistant::k_kind, testing::coded(static_cast<std::uint32_t>(domain::TypeInstance::Clspd))});
    BOOST_TEST(!asks(assistant::k_communes));
}

BOOST_AUTO_TEST_CASE(a_draft_carries_the_communes_of_a_cispd_alone)
{
    app::FoundingDraft draft{.kind = k_cispd, .commune = "Pays des Essais", .insee = "200099999"};
    draft.communes = "00098 Saint-Aubin\n00099 Les Essarts";
    auto const read = app::decode_founding(app::encode_founding(draft));
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->communes == draft.communes);
    draft.kind = static_cast<std::uint32_t>(domain::TypeInstance::Clspd);
    auto const of_commune = app::decode_founding(app::encode_founding(draft));
    BOOST_REQUIRE(of_commune.has_value());
    BOOST_TEST(of_commune->communes.empty());
}

BOOST_AUTO_TEST_CASE(a_name_that_is_written_otherwise_is_no_other_commune)
{
    std::vector<domain::Commune> const former{
        {.code = "00096", .nom = "La Lande"}, {.code = "00098", .nom = "Saint-Aubinn"}};
    std::vector<domain::Commune> const wanted{
        {.code = "00097", .nom = "Le Val"}, {.code = "00098", .nom = "Saint-Aubin"}};
    auto const said = app::say_communes(former, wanted);
    std::vector<std::string> keys;
    for (auto const& one : said)
        keys.push_back(one.key);
    BOOST_REQUIRE(
        (keys == std::vector<std::string>{
                     "council.change.commune_in", "council.change.commune_out", "council.change.commune_name"}));
    auto const named = phrase("council.change.commune_name")
                           .with("code", std::string("00098"))
                           .with("former", std::string("Saint-Aubinn"))
                           .with("name", std::string("Saint-Aubin"));
    BOOST_TEST((said.back() == named));
    BOOST_TEST(app::say_communes(wanted, wanted).empty());
}

BOOST_FIXTURE_TEST_CASE(the_communes_are_counted_only_when_all_were_read, CommunesPageTown)
{
    auto const count = [&]() -> std::optional<std::int64_t> {
        for (auto const& line : mayor.see().founding->summary) {
            if (line.key == "founding.summary.communes")
                return std::get<std::int64_t>(line.args.at(0).second);
        }
        return std::nullopt;
    };
    mayor.type(assistant::k_communes, "00098 Saint-Aubin\n00099 Les Essarts");
    BOOST_TEST((count() == 2));
    mayor.type(assistant::k_communes, "00098 Saint-Aubin\nfaux\n00099 Les Essarts");
    BOOST_TEST((count() == std::nullopt));
}

BOOST_FIXTURE_TEST_CASE(the_communes_of_a_cispd_are_shown_and_changed_by_an_act, CommunesPageTown)
{
    found();
    BOOST_TEST((shown() == std::vector<std::string>{"00098 Saint-Aubin", "00099 Les Essarts"}));
    auto const form_error = [&] {
        mayor.send(app::Go{app::CouncilRoute{}});
        auto const& form = mayor.see().council->form;
        auto const found =
            std::ranges::find(form, app::council_form::k_communes, [](app::FieldView const& one) { return one.field; });
        BOOST_REQUIRE((found != form.end()));
        return found->error.key;
    };
    prepare("00098 Saint-Aubin");
    BOOST_TEST(form_error() == "founding.error.communes_few");
    // In another order they are the same.
    prepare("00099 Les Essarts\n00098 Saint-Aubin");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.empty());
    prepare("00098 Saint-Aubin\n00097 Le Val");
    mayor.send(app::SignDraft{});
    BOOST_REQUIRE((mayor.form().kind == app::FormKind::SignAct));
    auto const says = [&](std::string_view key) {
        return std::ranges::any_of(
            mayor.form().lines, [key](app::FormLine const& line) { return line.text.key == key; });
    };
    BOOST_TEST(says("council.change.commune_in"));
    BOOST_TEST(says("council.change.commune_out"));
    mayor.sign();
    BOOST_TEST((shown() == std::vector<std::string>{"00097 Le Val", "00098 Saint-Aubin"}));
}

BOOST_AUTO_TEST_CASE(a_change_of_the_communes_leaves_alone_what_others_changed_meanwhile)
{
    using Communes = std::vector<domain::Commune>;
    Communes const former{{.code = "00096", .nom = "La Lande"}, {.code = "00098", .nom = "Saint-Aubin"}};
    auto const merged = [&former](Communes const& wanted, Communes const& now) {
        return app::typed_communes(app::merge_communes(former, wanted, now));
    };
    Communes const with_val{former[0], former[1], {.code = "00097", .nom = "Le Val"}};
    Communes const with_essarts{former[0], former[1], {.code = "00099", .nom = "Les Essarts"}};
    BOOST_TEST(merged(with_val, former) == app::typed_communes(with_val));
    BOOST_TEST(merged(with_val, with_essarts) == app::typed_communes(with_essarts) + "\n00097 Le Val");
    // The same commune by both.
    BOOST_TEST(merged(with_val, with_val) == app::typed_communes(with_val));
    // Who left meanwhile does not come back, who is put out goes, who is named otherwise keeps the name.
    Communes const left{former[1], {.code = "00099", .nom = "Les Essarts"}};
    BOOST_TEST(merged(with_val, left) == app::typed_communes(left) + "\n00097 Le Val");
    BOOST_TEST(merged({former[1]}, with_essarts) == "00098 Saint-Aubin\n00099 Les Essarts");
    Communes const renamed{{.code = "00096", .nom = "La Grande Lande"}, former[1]};
    BOOST_TEST(merged(with_val, renamed) == app::typed_communes(renamed) + "\n00097 Le Val");
    BOOST_TEST(merged(renamed, with_essarts) == app::typed_communes(renamed) + "\n00099 Les Essarts");
}

/// Two people who each add a commune, one after the other has typed his list.
BOOST_FIXTURE_TEST_CASE(a_commune_that_came_while_another_was_typed_stays, CommunesPageTown)
{
    found();
    testing::Desk phone{server};
    testing::add_phone(mayor, phone);
    prepare("00098 Saint-Aubin\n00099 Les Essarts\n00097 Le Val");
    mayor.send(app::SignDraft{});
    phone.send(app::Go{app::CouncilRoute{}});
    phone.send(app::EditCouncil{
        app::council_form::k_communes, testing::typed("00098 Saint-Aubin\n00099 Les Essarts\n00096 La Lande")});
    phone.send(app::PrepareCouncil{});
    phone.send(app::SignDraft{});
    phone.sign();
    phone.wait(5000);
    mayor.sign();
    BOOST_TEST(
        (shown() ==
         std::vector<std::string>{"00096 La Lande", "00097 Le Val", "00098 Saint-Aubin", "00099 Les Essarts"}));
}

BOOST_AUTO_TEST_SUITE_END()
