// A council whose members end their session in the middle of a form, and helpers to look at what is there again.

#pragma once

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/draft_slots.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

namespace huisclos::testing {

inline constexpr std::uint32_t k_rules_text = 2;

inline void come_back(Desk& desk)
{
    desk.kill();
    desk.open();
    desk.sign_in();
}

inline void synchronise(Desk& who, Desk const& other)
{
    who.clock.time = std::max(who.clock.time, other.clock.time);
    who.send(app::SyncNow{});
    who.wait(5000);
}

inline bool is_said(Desk& desk, std::string_view key)
{
    auto const& toasts = desk.see().shell.toasts;
    return std::ranges::any_of(toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
}

inline std::ptrdiff_t lines_of(Desk& desk, std::string_view key)
{
    desk.send(app::Go{app::ActsRoute{}});
    return std::ranges::count(desk.see().acts->draft, key, [](app::ChangeLine const& line) { return line.text.key; });
}

inline app::ReportFormView report(Desk& desk)
{
    desk.send(app::Go{app::ReportRoute{}});
    BOOST_REQUIRE(desk.see().report.has_value());
    return *desk.see().report;
}

inline std::string name_typed(Desk& desk)
{
    auto const form = report(desk);
    return std::ranges::find(form.person, std::uint32_t{domain::field::k_nom}, &app::FieldView::field)->text;
}

inline void edit_report(Desk& desk, std::uint32_t number, app::FieldInput value)
{
    desk.send(app::EditReport{number, std::move(value)});
}

inline std::string text_of(std::vector<app::FieldView> const& fields, std::uint32_t number)
{
    auto const found = std::ranges::find(fields, number, &app::FieldView::field);
    BOOST_REQUIRE((found != fields.end()));
    return found->text;
}

/// What the device keeps there, as another version or another hand would.
inline void write_slot(Desk& desk, std::uint32_t slot, Bytes const& plain)
{
    auto opened = open_disk(desk);
    ports::LocalBatch batch;
    opened.local.stage_draft(batch, slot, plain);
    auto const kept = opened.local.commit(std::move(batch)).run();
    BOOST_REQUIRE(kept.has_value());
}

inline bool holds_slot(Desk& desk, std::uint32_t slot)
{
    auto opened = open_disk(desk);
    return opened.local.take_drafts().contains(slot);
}

struct KeptTown : FoundedTown {
    void type_report()
    {
        mayor.send(app::Go{app::ReportRoute{}});
        mayor.send(app::ChooseReportGroup{1});
        edit_report(mayor, 0, coded(1));
        edit_report(mayor, domain::field::k_nom, typed("Rivière"));
        edit_report(mayor, domain::field::k_motifs, coded(static_cast<std::uint32_t>(domain::Motif::Errance)));
    }
    void write_rules()
    {
        mayor.send(app::Go{app::TextsRoute{}});
        mayor.send(app::WriteText{k_rules_text});
        mayor.send(app::EditText{app::text_form::k_title, typed("Règlement de novembre")});
        mayor.send(app::EditText{app::text_form::k_adopted, typed("10/11/2026")});
        auto const fields = mayor.see().texts->form->fields;
        for (auto const& one : fields) {
            if (one.field >= app::text_form::k_proposed)
                mayor.send(app::EditText{one.field, typed("03/11/2026")});
        }
    }
};

struct KeptTownWithSchool : KeptTown {
    KeptTownWithSchool() { join_school(mayor, school); }

    app::MemberDetailView member(Desk& desk)
    {
        desk.send(app::Go{app::MembersRoute{}});
        auto const rows = desk.see().members->rows;
        auto const row = std::ranges::find(rows, std::string(k_school_name), &app::MemberRow::name);
        BOOST_REQUIRE((row != rows.end()));
        desk.send(app::Go{app::MembersRoute{row->member}});
        return desk.see().members->detail.value();
    }
    void prepare_function(Desk& desk, domain::Profile profile)
    {
        auto const id = member(desk).member;
        desk.send(app::EditMember{app::member_form::k_function, coded(static_cast<std::uint32_t>(profile))});
        desk.send(app::EditMember{app::member_form::k_order, typed("Arrêté 2026-118")});
        desk.send(app::PrepareMember{id});
    }
};

}  // namespace huisclos::testing
