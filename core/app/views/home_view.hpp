// Accueil: what waits for me.

#pragma once

#include "core/app/commands.hpp"
#include "core/app/views/common.hpp"

namespace huisclos::app {

struct StatView {
    Phrase label{};
    std::uint32_t count{0};
    Phrase detail{};
    Tone tone{Tone::Info};
    std::vector<Command> commands{};  ///< Opens the list that has `count` rows.
};

/// A thing that waits, with the button that deals with it.
struct TodoView {
    std::uint64_t id{0};
    Tone tone{Tone::Info};
    std::string icon{};
    Phrase title{};
    Phrase detail{};
    Phrase button{};
    Command command{};
    std::vector<Command> before{};             ///< Sent before it, in that order.
    std::optional<RefusalView> not_printed{};  ///< It names somebody whom the law keeps off paper.
    std::uint32_t waiting{1};  ///< Things that wait in this line; 0 where it only tells something: the menu counts what
                               ///< waits, and so does the title of the list.
};

/// What is said above all else. Error: something stops here, and nobody mends it but those who are told. Warning:
/// somebody has to do something, or to keep from it. Info: it ends by itself.
struct NoticeView {
    Tone tone{Tone::Info};
    Phrase text{};
};

struct HomeView {
    Phrase greeting{};
    Phrase today{};
    std::vector<NoticeView> notices{};    ///< What stops everything first.
    std::optional<RefusalView> limits{};  ///< What the reader's function opens, and the rule that says so.
    std::vector<StatView> stats{};
    std::vector<TodoView> todo{};    ///< All of it, what is late first; behind what waits, what only tells something.
    std::vector<FieldView> store{};  ///< State of synchronisation, in words.
    bool receives_nothing{false};    ///< What others ask does not open here: that nothing waits is not known.
};

}  // namespace huisclos::app
