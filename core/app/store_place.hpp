// Another place of the store that the acts name, and the one before the one in use (docs/protocol.md 3.7, field 5 of
// `policy`; 3.12): shown, followed or left by a person, never by a device alone.

#pragma once

#include "core/app/council_state.hpp"
#include "core/app/todo_list.hpp"

namespace huisclos::app {

/// An act signed after the founding names another place than the one in use, whatever that is. Who opened by another
/// name of the place where the council was founded is left there.
[[nodiscard]] bool is_place_moved(Context const& context);
/// That place, where a page may reach it: followed once a person has accepted it as it was shown to him.
[[nodiscard]] std::optional<ports::StoreAddress> announced_place(Context const& context);
/// `key` with that place {url} and who signed it {name}. @pre announced_place(context)
[[nodiscard]] Phrase say_announced_place(Context const& context, std::string_view key);
/// On Home: a place to be chosen, unless it was set aside here; the place in use while nothing was synchronised there.
void present_places(Context const& context, TodoList& todo);
/// On « Cet appareil ».
void present_places(Context const& context, StoreView& view);
/// The place that this act names is not told on Home any more; another act asks again. On the disk when it answers.
[[nodiscard]] Task<Result<void>> keep_present_place(Context* context, ActHash act);

}  // namespace huisclos::app
