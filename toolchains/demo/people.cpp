#include "toolchains/demo/people.hpp"

#include <array>

namespace huisclos::demo {

namespace {

struct Given {
    std::string_view name{};
    std::uint32_t sex{0};
};

constexpr std::array k_given{
    Given{"Mathis", 2},  Given{"Inès", 1},    Given{"Yanis", 2},   Given{"Lina", 1},   Given{"Théo", 2},
    Given{"Chloé", 1},   Given{"Rayan", 2},   Given{"Manon", 1},   Given{"Enzo", 2},   Given{"Jade", 1},
    Given{"Noé", 2},     Given{"Zoé", 1},     Given{"Ibrahim", 2}, Given{"Léa", 1},    Given{"Maël", 2},
    Given{"Aïcha", 1},   Given{"Hugo", 2},    Given{"Sarah", 1},   Given{"Kylian", 2}, Given{"Éloïse", 1},
    Given{"Sofiane", 2}, Given{"Camille", 3}, Given{"Lucas", 2},   Given{"Nour", 1},
};

constexpr std::array<std::string_view, 26> k_family{
    "Rivaudière", "Delmazures",  "Kervaleix",   "Ozanneau",  "Bertholeau",  "Tassigneul", "Marquevielle",
    "Lhospitaux", "Garancière",  "Pontevrault", "Aubrespin", "Chazelmont",  "Belhaouri",  "Sautivet",
    "Monterrail", "Diabakhouma", "Ferrandeix",  "Navellou",  "Quintarède",  "Roussignac", "Vauquelis",
    "Estoublac",  "Hamdaouline", "Tournadret",  "Combescot", "Peyrelongue",
};

constexpr std::array<std::string_view, 8> k_streets{
    "rue des Essais",      "allée des Tilleuls", "place du Lavoir",  "chemin de la Gare",
    "rue du Vieux-Moulin", "résidence Bellevue", "rue des Tanneurs", "impasse du Verger",
};

constexpr std::array<std::string_view, 10> k_parents{
    "Nathalie", "Karim", "Sandrine", "Philippe", "Fatou", "Christelle", "Olivier", "Samira", "Laurent", "Véronique",
};

template <typename T, std::size_t N>
T const& pick(Draw& draw, std::array<T, N> const& from)
{
    return from[draw.below(N)];
}

/// Of the numbers kept for fiction by the regulator (ARCEP, décision 2018-0881): 06 39 98 xx xx.
std::string fictional_phone(Draw& draw)
{
    auto const two = [&draw] {
        auto const number = draw.between(0, 99);
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    auto const first = two();
    return "06 39 98 " + first + ' ' + two();
}

}  // namespace

std::uint64_t Draw::next()
{
    m_state += 0x9e37'79b9'7f4a'7c15;
    auto mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58'476d'1ce4'e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d0'49bb'1331'11eb;
    return mixed ^ (mixed >> 31);
}

Invented draw_person(Draw& draw, int age, Date today)
{
    Invented person;
    auto const& given = pick(draw, k_given);
    person.given = given.name;
    person.sex = given.sex;
    person.family = pick(draw, k_family);
    person.birth = add_days(add_years(today, -age), -draw.between(1, 364));
    person.address = std::to_string(draw.between(1, 64)) + ", " + std::string(pick(draw, k_streets));
    person.parent_given = pick(draw, k_parents);
    person.parent_phone = fictional_phone(draw);
    return person;
}

std::string typed(Date date)
{
    auto const two = [](unsigned number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(date.day) + '/' + two(date.month) + '/' + std::to_string(date.year);
}

}  // namespace huisclos::demo
