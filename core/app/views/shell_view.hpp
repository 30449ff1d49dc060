// The frame around every screen: who, where, in which state.

#pragma once

#include "core/app/commands.hpp"
#include "core/app/route.hpp"
#include "core/app/views/common.hpp"

namespace huisclos::app {

struct NavEntry {
    Route route{};
    Phrase label{};
    std::string icon{};
    std::uint32_t badge{0};  ///< 0 = none.
    bool current{false};
};

/// What answers a message.
struct ToastButton {
    Phrase label{};
    Command command{};
};

/// `tone` Warning or Error comes with what to do in `detail`.
struct SyncView {
    Tone tone{Tone::Success};
    Phrase label{};  ///< « À jour à 14 h 05 », « Hors ligne — 3 modifications en attente », « Enregistré ».
    Phrase detail{};
    std::uint32_t pending{0};
    std::uint32_t waiting{0};  ///< Edits kept here alone until somebody changes a key; not among `pending`.
    bool offline{false};
    /// How many other members are known to have seen what this device said last: at least these. Absent: it has said
    /// nothing yet, or a copy speaks for it.
    std::optional<std::uint32_t> seen_by{};
    Phrase silent{};  ///< « Sans nouvelles depuis plus de 90 jours : … »; empty: of nobody is that known.
    std::optional<ToastButton> button{};  ///< What there is to do, in place of synchronising.
    std::vector<Phrase> anomalies{};      ///< What has no effect or waits, by author and reason; bounded.
    std::uint32_t more_anomalies{0};      ///< Lines beyond that bound.
};

struct ToastView {
    std::uint64_t number{0};  ///< Increases; a toast is announced once.
    Tone tone{Tone::Info};
    Phrase text{};
    std::optional<RefusalView> refusal{};
    std::optional<ToastButton> button{};  ///< Then it is told at once, interrupting.
};

/// What a person asked to copy and may: given to the clipboard once for each number.
struct CopiedView {
    std::uint64_t number{0};  ///< 0: nothing yet.
    std::string text{};
};

/// One of two acts that exclude each other.
struct ContestedActView {
    ActHash act{};
    Phrase title{};  ///< Who signed it, when, and whether this device follows it.
    std::vector<Phrase> lines{};
    std::vector<Phrase> followers{};  ///< Whose other devices say that they follow it.
    Phrase why_cannot{};              ///< Empty: it may be chosen.
};

struct ContestView {
    Phrase place{};  ///< « 1 sur 2 »; empty: there is no other.
    std::vector<ContestedActView> acts{};
    Phrase way_out{};  ///< Where one of them cannot be chosen: what to do when that one should hold.
};

/// Until a person has said of each which act holds (HoldAct) nothing is signed nor written.
struct ContestsView {
    Phrase said{};
    std::string words{};  ///< Six, of the week: who reads the same ones follows the same acts.
    std::vector<ContestView> each{};
    Phrase more{};  ///< How many are not shown; empty: all are.
};

struct ShellView {
    Phrase council{};              ///< « CLSPD de Saint-Aubin ».
    bool is_intercommunal{false};  ///< Presided by the president of the intercommunality, not by a mayor.
    std::string member_name{};
    Phrase member_quality{};
    std::vector<NavEntry> navigation{};
    SyncView sync{};
    std::vector<ToastView> toasts{};
    bool can_go_back{false};
    bool read_only{false};
    Phrase read_only_reason{};
    Phrase may_be_out{};           ///< Nothing that others write can be opened here any more: a hint, and whom to ask.
    Phrase closed{};               ///< Before that is presumed: what is written here may reach nobody. Never with it.
    std::vector<Phrase> alarms{};  ///< Evidence that a person must read (E_FORK, E_ROLLBACK…): « J’ai lu » per alarm.
    std::optional<ContestsView> contests{};
    CopiedView copied{};
    Phrase viewer_mark{};  ///< R-36: name and minute, drawn on nominative views.
};

}  // namespace huisclos::app
