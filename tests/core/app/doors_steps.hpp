// What a person meets at a door whose passphrase was renewed elsewhere, or who types another one.

#pragma once

#include "tests/core/app/session_desk.hpp"

namespace huisclos::testing {

/// Of the right number of words, and nobody's.
inline constexpr std::string_view k_wrong_passphrase =
    "abaisser abandon abdiquer abeille abolir aborder aboutir aboyer";

/// Where the passphrase is asked for: the former one is told to be that, and the present one is taken.
inline void signs_by_new_passphrase(Desk& who, std::string const& former, std::string const& present)
{
    who.submit("ok", {{"passphrase", former}});
    BOOST_TEST(who.error_at("passphrase") == "doors.error.passphrase_renewed");
    who.passphrase = present;
    who.sign();
}

/// The page is loaded again: the former passphrase opens nothing, the present one does.
inline void comes_back_by_new_passphrase(Desk& who, std::string const& former)
{
    who.kill();
    who.open();
    who.submit("ok", {{"passphrase", former}});
    BOOST_TEST(who.error_at("passphrase") == "doors.error.passphrase");
    who.sign_in();
    BOOST_TEST(who.see().signed_in);
}

}  // namespace huisclos::testing
