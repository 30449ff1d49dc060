// What waits for a key, in words: what to do about it, and what could not be written after all (docs/protocol.md 3.7,
// decision 0011).

#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/app/context.hpp"
#include "core/app/views/home_view.hpp"
#include "core/app/views/situation_views.hpp"

namespace huisclos::app {

/// Ranked readers of a compartment, the first below the mayor first: who may begin a new key there, or hand it over.
[[nodiscard]] std::vector<MemberId> who_can_change_key(Context const& context, CompartmentId const& cid);
/// Who decides, beside this member, on the signalements of a nominative space: whom his function and his reading it
/// make so by now.
enum class Leader : std::uint8_t { Coordinator, Mayor, Nobody };
[[nodiscard]] Leader who_leads(Context const& context, CompartmentId const& cid);
/// Below the number of signalements that wait for others, of those who decide on them; of one alone what he is.
[[nodiscard]] std::string_view waits_key(std::set<Leader> const& leaders);
/// A signalement that the store has, by its reference, and who decides on it.
struct SentReport {
    std::string reference{};
    Leader leader{Leader::Nobody};
};
/// That these have left at once, in one message: a screen reader would tell the last of several alone. @pre not empty
[[nodiscard]] Phrase words_of_sent(std::span<SentReport const> sent);
/// Why an edit waits for a key, by who can end it.
enum class KeyWait : std::uint8_t {
    Nobody,  ///< No one who reads there can change the key.
    Own,     ///< This member can.
    Ask,     ///< Another one can, and has to.
    Given,   ///< There is a new one, and another one can hand it over.
    Coming,  ///< It is on its way.
};
struct WaitWords {
    Tone tone{Tone::Warning};
    std::string_view key{};
};
[[nodiscard]] WaitWords words_of_wait(KeyWait wait);
/// That an edit there stays on this device, until when, and who can help where somebody has to. @pre
/// Vault::waits_for_key
[[nodiscard]] NoticeView notice_of_wait(Context const& context, CompartmentId const& cid);
/// Its words alone.
[[nodiscard]] Phrase say_whom_to_ask(Context const& context, CompartmentId const& cid);
/// Who decides on a signalement that was just written: to whoever does it himself it goes nowhere.
enum class Qualifier : std::uint8_t { Self, SomebodyElse };
/// A signalement was just written there: says where it is now and what it waits for, never that it was received.
void say_reported(Context& context, CompartmentId const& cid, RecordId const& report, Qualifier qualifier);
/// After an exchange with the store: those that have left by it are said to have, once. Of one that leaves no more,
/// refused or given up, nothing is said here: what is to be done about it stands on Home.
void say_reports_that_left(Context& context);
/// Notices of what waits, and one thing to do for each edit that could not be written.
void present_waiting_home(Context const& context, HomeView& home);
/// The edits of that record that could not be written: one each, with its text where it has one. @pre the record is
/// shown, so may be read
[[nodiscard]] std::vector<UnsentView> unsent_of(Context const& context, RecordId const& record);

}  // namespace huisclos::app
