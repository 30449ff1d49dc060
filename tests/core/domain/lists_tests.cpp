// Closed lists and places: every number has a label in the catalogue, none is used twice.
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

#include "core/domain/lists.hpp"
#include "core/domain/places.hpp"
#include "tests/core/domain/catalogue.hpp"

using namespace huisclos::domain;

namespace {

std::set<std::string> const& catalogue()
{
    static auto const keys = huisclos::tests::french_keys();
    return keys;
}

bool is_said(std::string_view key)
{
    return catalogue().contains(std::string(key));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(domain_lists)

BOOST_AUTO_TEST_CASE(the_catalogue_is_read_and_an_absent_key_is_seen)
{
    BOOST_TEST(catalogue().size() > 200u);
    BOOST_TEST(is_said("domain.motif.autre"));
    BOOST_TEST(!is_said("domain.motif.aucun"));
}

BOOST_AUTO_TEST_CASE(every_value_of_every_list_has_a_label_and_no_label_serves_twice)
{
    std::set<std::string> seen;
    std::size_t values = 0;
    for (auto const& list : closed_lists()) {
        BOOST_TEST(list.values.size() >= 2u);
        for (auto const& value : list.values) {
            ++values;
            BOOST_TEST(is_said(value.key), value.key);
            BOOST_TEST(seen.insert(std::string(value.key)).second, value.key);
        }
    }
    BOOST_TEST(closed_lists().size() == 26u);
    BOOST_TEST(values > 150u);
}

BOOST_AUTO_TEST_CASE(codes_outside_a_list_are_refused)
{
    BOOST_TEST(is_in_list(ListId::Motif, 1));
    BOOST_TEST(is_in_list(ListId::Motif, 16));
    BOOST_TEST(!is_in_list(ListId::Motif, 0));
    BOOST_TEST(!is_in_list(ListId::Motif, 17));
    BOOST_TEST(!is_in_list(ListId::None, 1));
    BOOST_TEST((from_code<Motif>(16) == Motif::Autre));
    BOOST_TEST(!from_code<Motif>(1ull << 40));
    BOOST_TEST(text_key(Motif::Autre) == "domain.motif.autre");
    BOOST_TEST(text_key(ListId::Motif, 17).empty());
}

/// Numbers on the wire: this test is a regression fixture of our own choices, so that no code ever changes its meaning.
BOOST_AUTO_TEST_CASE(numbers_once_given_stay)
{
    BOOST_TEST(static_cast<int>(Statut::Signalee) == 1);
    BOOST_TEST(static_cast<int>(Statut::EnSuivi) == 3);
    BOOST_TEST(static_cast<int>(Statut::Refusee) == 11);
    BOOST_TEST(static_cast<int>(ReponseLiaison::Oui) == 1);
    BOOST_TEST(static_cast<int>(ReponseLiaison::Non) == 2);
    BOOST_TEST(static_cast<int>(ReponseLiaison::EnPartie) == 3);
    BOOST_TEST(static_cast<int>(ReponseLiaison::ContactPris) == 4);
    BOOST_TEST(static_cast<int>(ReponseLiaison::Retiree) == 5);
    BOOST_TEST(static_cast<int>(TypeTexte::Charte) == 1);
    BOOST_TEST(static_cast<int>(TypeTexte::ReglementInterieur) == 2);
    BOOST_TEST(static_cast<int>(CompartmentClass::Nominatif) == 3);
    BOOST_TEST(static_cast<int>(CompartmentClass::Registre) == 10);
    BOOST_TEST(static_cast<int>(CompartmentClass::Messages) == 12);
    BOOST_TEST(static_cast<int>(Profile::Coordonnateur) == 2);
    BOOST_TEST(static_cast<int>(Profile::Calendrier) == 8);
}

BOOST_AUTO_TEST_CASE(every_place_has_a_label)
{
    for (std::uint64_t n = 1; n <= k_classes; ++n)
        BOOST_TEST(is_said(text_key(*compartment_class_from(n))));
    for (std::uint64_t n = 1; n <= k_formations; ++n)
        BOOST_TEST(is_said(text_key(*formation_from(n))));
    for (std::uint64_t n = 1; n <= k_profiles; ++n)
        BOOST_TEST(is_said(text_key(*profile_from(n))));
    for (std::uint64_t n = 0; n < k_roles; ++n)
        BOOST_TEST(is_said(text_key(*role_from(n))));
    for (std::uint64_t n = 1; n <= 3; ++n)
        BOOST_TEST(is_said(text_key(*vault_kind_from(n))));
    for (std::uint8_t n = 0; n < k_natures; ++n)
        BOOST_TEST(is_said(text_key(static_cast<Nature>(n))));
    BOOST_TEST(!compartment_class_from(0));
    BOOST_TEST(!compartment_class_from(13));
    BOOST_TEST(!formation_from(4));
    BOOST_TEST(!profile_from(9));
    BOOST_TEST(!role_from(5));
}

/// docs/protocol.md 3.7: classes 3 to 5 and 8, 9 outside a group; 6 outside families; 7 outside a social vault.
BOOST_AUTO_TEST_CASE(void_compartments_are_those_of_the_protocol)
{
    for (std::uint64_t c = 1; c <= k_classes; ++c) {
        for (std::uint64_t f = 1; f <= k_formations; ++f) {
            for (std::uint64_t v = 1; v <= 3; ++v) {
                bool const outside_group = f != 3 && (c == 3 || c == 4 || c == 5 || c == 8 || c == 9);
                bool const expected = outside_group || (c == 6 && v != 2) || (c == 7 && v != 3);
                auto const found = is_void(*compartment_class_from(c), *formation_from(f), *vault_kind_from(v));
                BOOST_TEST(found == expected, c << " " << f << " " << v);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(roles_given_at_entry_are_those_of_the_council)
{
    using enum CompartmentClass;
    auto const role = [](CompartmentClass c, Formation f, Profile p) {
        return default_role(c, f, p);
    };
    BOOST_TEST((role(General, Formation::Pleniere, Profile::Membre) == Role::Read));
    BOOST_TEST((role(General, Formation::Pleniere, Profile::Secretariat) == Role::Write));
    BOOST_TEST((role(General, Formation::Pleniere, Profile::Coordonnateur) == Role::Manage));
    BOOST_TEST((role(General, Formation::Restreinte, Profile::Dpo) == Role::None));
    BOOST_TEST((role(Nominatif, Formation::Groupe, Profile::Membre) == Role::Contribute));
    BOOST_TEST((role(Nominatif, Formation::Groupe, Profile::Referent) == Role::Write));
    BOOST_TEST((role(Nominatif, Formation::Groupe, Profile::Maire) == Role::Manage));
    BOOST_TEST((role(Nominatif, Formation::Groupe, Profile::Dpo) == Role::None));
    BOOST_TEST((role(Nominatif, Formation::Groupe, Profile::Secretariat) == Role::None));
    BOOST_TEST((role(Nominatif, Formation::Groupe, Profile::Calendrier) == Role::None));
    BOOST_TEST((role(Annuaire, Formation::Pleniere, Profile::Calendrier) == Role::None));
    BOOST_TEST((role(Annuaire, Formation::Pleniere, Profile::Dpo) == Role::Read));
    BOOST_TEST((role(Registre, Formation::Pleniere, Profile::Membre) == Role::None));
    BOOST_TEST((role(Registre, Formation::Pleniere, Profile::Maire) == Role::Manage));
    for (std::uint64_t c = 1; c <= k_classes; ++c)
        BOOST_TEST((role(*compartment_class_from(c), Formation::Groupe, Profile::None) == Role::None));
}

BOOST_AUTO_TEST_SUITE_END()
