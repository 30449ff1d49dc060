// Steps around a signed act that several tests of the application take: whom it is about, signing it, what the others
// then see.

#pragma once

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/session_desk.hpp"

namespace huisclos::testing {

inline constexpr std::string_view k_school_name = "Camille Durand";
inline constexpr std::string_view k_dpo_name = "Paul Martin";

/// In the list of members, which is shown. `name` may be a part of the views, which are made anew.
[[nodiscard]] inline MemberId find_member(Desk& who, std::string_view name)
{
    std::string const wanted(name);
    who.send(app::Go{app::MembersRoute{}});
    auto const& rows = who.see().members->rows;
    auto const row = std::ranges::find(rows, wanted, &app::MemberRow::name);
    BOOST_REQUIRE((row != rows.end()));
    return row->member;
}

/// The same, and shows the page of that member.
inline MemberId show_member(Desk& who, std::string_view name)
{
    auto const member = find_member(who, name);
    who.send(app::Go{app::MembersRoute{member}});
    return member;
}

inline void sign_draft(Desk& who)
{
    who.send(app::SignDraft{});
    who.sign();
    who.wait(5000);
}

/// A group more, in an act of its own.
inline void sign_new_group(Desk& who)
{
    who.send(app::EditNewGroup{app::group_field::k_name, typed("Rives")});
    who.send(app::EditNewGroup{app::group_field::k_perimeter, typed("Les quais")});
    who.send(app::PrepareNewGroup{});
    who.send(app::SignDraft{});
    who.sign();
    who.wait(60'000);
}

/// A commune below the thresholds, with both texts and no group, in the assistant that is open.
inline void type_small_commune(Desk& who)
{
    namespace field = app::founding_field;
    who.type(field::k_commune, "Essai");
    who.type(field::k_insee, "00099");
    who.type(field::k_population, "900");
    who.send(app::UseTextModel{1});
    who.send(app::UseTextModel{2});
}

/// Key of the refusal that the last message says; empty when it says none.
[[nodiscard]] inline std::string last_refusal(Desk& who)
{
    auto const& toasts = who.see().shell.toasts;
    return toasts.empty() || !toasts.back().refusal ? std::string{} : toasts.back().refusal->message.key;
}

/// What `from` sent is known here.
inline void sees_what_came(Desk& who, Desk const& from, std::int64_t wait_ms = 5000)
{
    who.clock.time = std::max(who.clock.time, from.clock.time);
    who.app().note_input();
    who.send(app::SyncNow{});
    who.wait(wait_ms);
}

/// What one wrote reaches the other.
inline void exchange(Desk& from, Desk& to)
{
    from.send(app::SyncNow{});
    from.wait(5000);
    sees_what_came(to, from);
}

}  // namespace huisclos::testing
