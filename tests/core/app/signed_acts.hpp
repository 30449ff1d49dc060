// Steps around a signed act that several tests of the application take: whom it is about, signing it, what the others
// then see.

#pragma once

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "core/domain/places.hpp"
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

/// That member gets the function, in the act in preparation.
inline void prepare_as(Desk& mayor, std::string_view name, domain::Profile profile)
{
    auto const member = show_member(mayor, name);
    mayor.send(app::EditMember{app::member_form::k_function, coded(static_cast<std::uint32_t>(profile))});
    mayor.send(app::PrepareMember{member});
}

inline void name_as(Desk& mayor, std::string_view name, domain::Profile profile)
{
    prepare_as(mayor, name, profile);
    sign_draft(mayor);
}

/// Who was sent the only invitation there is comes in by it.
inline void invited_enters(Desk& mayor, Desk& invited, std::string_view name)
{
    invited.clock.time = mayor.clock.time;
    come_to_the_kit(invited, only_invitation(mayor).link, std::string(name));
    invited.keep_kit();
    prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    invited.wait(60'000);
    BOOST_REQUIRE(invited.see().signed_in);
}

/// A délégué à la protection des données, from the invitation to his Home. The function is said whatever the quality.
inline void dpo_joins(Desk& mayor, Desk& dpo, domain::Qualite quality)
{
    namespace field = app::invite_field;
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{field::k_name, typed(std::string(k_dpo_name))});
    mayor.send(app::EditInvite{field::k_quality, coded(static_cast<std::uint32_t>(quality))});
    mayor.send(app::EditInvite{field::k_profile, coded(static_cast<std::uint32_t>(domain::Profile::Dpo))});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    invited_enters(mayor, dpo, k_dpo_name);
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

/// That a signalement has left is told, to whomever it goes.
[[nodiscard]] inline bool says_sent(Desk& who)
{
    return std::ranges::any_of(who.see().shell.toasts, [](app::ToastView const& toast) {
        return toast.text.key.starts_with("situation.report_sent");
    });
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

/// What either wrote reaches the other.
inline void exchange_both(Desk& one, Desk& other)
{
    exchange(one, other);
    exchange(other, one);
}

/// With somebody in front of it.
inline void minutes_pass(Desk& who, int minutes)
{
    for (int minute = 0; minute < minutes; ++minute) {
        who.app().note_input();
        who.wait(60'000);
    }
}

/// Long enough to doubt: ten minutes after the first poll that brought heads of which none opens.
inline void wait_until_may_be_out(Desk& who)
{
    minutes_pass(who, 13);
}

}  // namespace huisclos::testing
