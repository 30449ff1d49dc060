// The mayor in front of the sheet of a situation: what he types on it and what Chronologie tells.

#pragma once

#include <algorithm>

#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

namespace huisclos::testing {

inline std::vector<app::TimelineEntry> told_by(Desk& who, std::string_view key)
{
    std::vector<app::TimelineEntry> found;
    for (auto const& entry : who.see().sheet->chronology) {
        if (entry.text.key == key)
            found.push_back(entry);
    }
    return found;
}

inline PhraseArg argument(Phrase const& said, std::string_view name)
{
    auto const found = std::ranges::find(said.args, name, &std::pair<std::string, PhraseArg>::first);
    BOOST_REQUIRE((found != said.args.end()));
    return found->second;
}

inline std::string word(Phrase const& said, std::string_view name)
{
    return std::get<TextRef>(argument(said, name)).key;
}

inline std::string word_of(domain::ListId list, std::uint32_t code)
{
    return std::string(domain::text_key(list, code));
}

/// Asks for it; a person who may not read it is shown none.
inline void show_sheet(Desk& who, RecordId const& record, app::SheetTab tab = {})
{
    who.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = tab}});
}

struct SheetTown : FoundedTown {
    SheetTown() { record = open_situation(mayor, {}); }

    void add_action(std::string const& start, std::string const& end)
    {
        mayor.send(app::EditNewAction{domain::action_part::k_type, coded(1)});
        mayor.send(app::EditNewAction{domain::action_part::k_responsable, coded(1)});
        mayor.send(app::EditNewAction{domain::action_part::k_debut, typed(start)});
        mayor.send(app::EditNewAction{domain::action_part::k_fin, typed(end)});
        mayor.send(app::AddAction{record});
    }
    app::ActionView const& action(std::size_t at = 0) { return mayor.see().sheet->actions.at(at); }
    app::FieldView const& part_of(std::uint32_t number)
    {
        auto const& fields = action().fields;
        return *std::ranges::find(fields, number, &app::FieldView::field);
    }
    void edit(std::uint32_t number, app::FieldInput value)
    {
        mayor.send(app::EditAction{record, action().element, number, std::move(value)});
    }
    void set(std::uint32_t number, app::FieldInput value)
    {
        mayor.send(app::SetField{record, number, std::move(value)});
    }
    app::FieldView const& follow_up(std::uint32_t number)
    {
        auto const& fields = mayor.see().sheet->follow_up;
        return *std::ranges::find(fields, number, &app::FieldView::field);
    }

    RecordId record{};
};

/// The same sheet is that of the coordonnateur too.
struct SharedSheetTown : SheetTown {
    SharedSheetTown()
    {
        join_school(mayor, school);
        name_as(mayor, k_school_name, domain::Profile::Coordonnateur);
    }
    /// What one writes may be answered by what the other's device does of itself.
    void all_exchange()
    {
        exchange_both(mayor, school);
        exchange_both(mayor, school);
    }
};

}  // namespace huisclos::testing
