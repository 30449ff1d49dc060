#include "core/app/communes.hpp"

#include <algorithm>

#include "core/app/lengths.hpp"
#include "core/app/record_values.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::app {

namespace {

namespace part = domain::commune_part;

constexpr std::size_t k_code_size = 5;

bool is_same(domain::Commune const& one, domain::Commune const& other)
{
    return one.code == other.code && one.nom == other.nom;
}

std::vector<domain::Commune>::const_iterator with_code(
    std::vector<domain::Commune> const& those, std::string const& code)
{
    return std::ranges::find(those, code, &domain::Commune::code);
}

/// « 76540 Rouen », also with a comma, a semicolon or a colon between. The name is empty where the line has none.
domain::Commune split_line(std::string const& line)
{
    constexpr std::string_view k_between = " ,;:";
    auto const end = std::min(line.find_first_of(k_between), line.size());
    auto const begin = std::min(line.find_first_not_of(k_between, end), line.size());
    return {.code = raised_code(line.substr(0, end)), .nom = line.substr(begin)};
}

std::string_view wrong_with(domain::Commune const& commune, std::vector<domain::Commune> const& before)
{
    if (!is_insee_code(commune.code))
        return "founding.error.commune_code";
    if (commune.nom.empty())
        return "founding.error.commune_name";
    if (count_code_points(commune.nom) > k_name_length)
        return "founding.error.commune_long";
    return std::ranges::find(before, commune.code, &domain::Commune::code) == before.end()
               ? std::string_view{}
               : "founding.error.commune_twice";
}

/// What an element of the record says.
domain::Commune commune_of(ledger::CborValue const& element)
{
    auto const text = [&element](std::uint8_t number) {
        auto const found = element.find(number);
        return found ? std::string(found->as_text().value_or("")) : std::string{};
    };
    return {.code = visible_line(text(part::k_code)), .nom = visible_line(text(part::k_nom))};
}

void drop_all(ledger::RecordWriter& writer, ledger::RecordHandle const& instance, std::uint8_t field)
{
    std::vector<OpId> dropped;
    for (auto const& entry : instance.state->at(ledger::Space::Set, field))
        dropped.push_back(entry.op->id);
    if (!dropped.empty())
        writer.drop(instance, field, std::move(dropped));
}

}  // namespace

std::uint64_t population_of(std::vector<domain::Commune> const& communes)
{
    return communes.empty() ? 0 : communes.back().population;
}

bool is_insee_code(std::string_view code)
{
    // Of Corsica the second is a letter.
    bool const is_corsican = code.starts_with("2A") || code.starts_with("2B");
    bool const is_code =
        code.size() == k_code_size && std::ranges::all_of(code.substr(is_corsican ? 2 : 0), [](char letter) {
            return letter >= '0' && letter <= '9';
        });
    if (!is_code || is_corsican)
        return is_code;
    auto const department = code.substr(0, 2);
    if (department == "97")
        return code[2] >= '1' && code[2] <= '8';
    if (department == "98")
        return code[2] >= '6' && code[2] <= '8';
    return department != "20" && department <= "95";
}

std::string raised_code(std::string code)
{
    if (code.starts_with("2a") || code.starts_with("2b"))
        code[1] = code[1] == 'a' ? 'A' : 'B';
    return code;
}

ReadCommunes read_communes(std::string_view typed)
{
    ReadCommunes read;
    std::int64_t number = 0;
    while (!typed.empty()) {
        auto const end = std::min(typed.find('\n'), typed.size());
        auto const line = visible_line(typed.substr(0, end));
        typed.remove_prefix(std::min(end + 1, typed.size()));
        ++number;
        if (line.empty())
            continue;
        auto commune = split_line(line);
        if (auto const wrong = wrong_with(commune, read.communes); !wrong.empty()) {
            read.error = phrase(wrong).with("n", number);
            return read;
        }
        read.communes.push_back(std::move(commune));
    }
    if (read.communes.size() < k_least_communes)
        read.error = phrase("founding.error.communes_few");
    else if (read.communes.size() > k_most_communes)
        read.error = phrase("founding.error.communes_many").with("n", std::int64_t{k_most_communes});
    return read;
}

std::string typed_communes(std::vector<domain::Commune> const& communes)
{
    std::string typed;
    for (auto const& commune : communes)
        typed += (typed.empty() ? "" : "\n") + commune.code + " " + commune.nom;
    return typed;
}

std::vector<domain::Commune> merge_communes(
    std::vector<domain::Commune> const& former, std::vector<domain::Commune> const& wanted,
    std::vector<domain::Commune> const& now)
{
    std::vector<domain::Commune> merged;
    for (auto const& commune : now) {
        auto const before = with_code(former, commune.code);
        auto const asked = with_code(wanted, commune.code);
        if (before != former.end() && asked == wanted.end())
            continue;
        bool const is_named = asked != wanted.end() && (before == former.end() || before->nom != asked->nom);
        merged.push_back(is_named ? *asked : commune);
    }
    for (auto const& commune : wanted) {
        bool const is_new = with_code(former, commune.code) == former.end();
        if (is_new && with_code(now, commune.code) == now.end())
            merged.push_back(commune);
    }
    return merged;
}

std::vector<Phrase> say_communes(std::vector<domain::Commune> const& former, std::vector<domain::Commune> const& wanted)
{
    std::vector<Phrase> said;
    // Written by two people, it may have stood there twice.
    auto const say = [&said](Phrase one) {
        if (std::ranges::find(said, one) == said.end())
            said.push_back(std::move(one));
    };
    for (auto const& commune : wanted) {
        if (with_code(former, commune.code) == former.end())
            say(phrase("council.change.commune_in").with("name", commune.nom).with("code", commune.code));
    }
    // Each that stood there, also where two people wrote the same commune under two names.
    for (auto const& commune : former) {
        auto const now = with_code(wanted, commune.code);
        if (now == wanted.end())
            say(phrase("council.change.commune_out").with("name", commune.nom).with("code", commune.code));
        else if (now->nom != commune.nom)
            say(phrase("council.change.commune_name")
                    .with("code", commune.code)
                    .with("former", commune.nom)
                    .with("name", now->nom));
    }
    return said;
}

Bytes encode_commune(domain::Commune const& commune)
{
    std::vector<domain::Part> parts{
        {part::k_code, std::string_view(commune.code)}, {part::k_nom, std::string_view(commune.nom)}};
    if (commune.population != 0)
        parts.push_back({part::k_population, commune.population});
    return encode_parts(parts);
}

void write_communes(
    ledger::RecordWriter& writer, ledger::RecordHandle const& instance, std::vector<domain::Commune> const& wanted)
{
    std::vector<OpId> dropped;
    std::vector<domain::Commune> kept;
    for (auto const& entry : instance.state->at(ledger::Space::Set, domain::instance_field::k_communes)) {
        auto commune = commune_of(entry.value());
        auto const is_it = [&commune](domain::Commune const& other) {
            return is_same(commune, other);
        };
        // Written twice by two people, it stands once.
        if (std::ranges::any_of(wanted, is_it) && std::ranges::none_of(kept, is_it))
            kept.push_back(std::move(commune));
        else
            dropped.push_back(entry.op->id);
    }
    if (!dropped.empty())
        writer.drop(instance, domain::instance_field::k_communes, std::move(dropped));
    for (auto const& commune : wanted) {
        if (std::ranges::none_of(kept, [&commune](domain::Commune const& other) { return is_same(commune, other); }))
            writer.add(instance, domain::instance_field::k_communes, encode_commune(commune));
    }
}

void write_own_commune(
    ledger::RecordWriter& writer, ledger::RecordHandle const& instance, domain::Commune const& commune)
{
    drop_all(writer, instance, domain::instance_field::k_communes);
    writer.add(instance, domain::instance_field::k_communes, encode_commune(commune));
}

void write_duties(
    ledger::RecordWriter& writer, ledger::RecordHandle const& instance, std::vector<domain::Obligation> const& duties)
{
    drop_all(writer, instance, domain::instance_field::k_obligations);
    for (auto const duty : duties)
        writer.add(instance, domain::instance_field::k_obligations, encode_number(static_cast<std::uint64_t>(duty)));
}

}  // namespace huisclos::app
