// What keeps this member out of the nominative spaces of his groups, line by line: texts that he has not accepted, keys
// that have not come. On Home, and where something cannot be done for want of them.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/app/context.hpp"
#include "core/app/todo_list.hpp"

namespace huisclos::app {

/// Nominative spaces in which this member has a part by the acts, and of which this device has no key: nothing of them
/// is shown. In the order of the groups. @pre context.has_registry()
[[nodiscard]] std::vector<CompartmentId> spaces_without_key(Context const& context);
/// Why the list of that group, or of all, holds nothing: a key that has not come, who can hand it over, what to do.
/// Empty when none is awaited there. @pre context.has_registry()
[[nodiscard]] Phrase why_nothing_is_listed(Context const& context, std::optional<GroupId> const& group);
/// Whether accords are asked of this member: of who has left, or may have, none is. @pre context.has_registry()
[[nodiscard]] bool may_accept_texts(Context const& context);
/// For each text in force that this member has not accepted, the line that leads there.
void add_texts_to_accept(Context const& context, TodoList& todo);
/// For each of `spaces_without_key`, who can hand the key over, once the texts are accepted: nobody gets it before.
void add_awaited_keys(Context const& context, TodoList& todo);
/// And for every other space that he reads by the acts and whose key in use nobody has given him: he is told before he
/// writes there.
void add_all_awaited_keys(Context const& context, TodoList& todo);
/// Groups whose list this member may see on this device: the law says so, and the key has come.
/// @pre context.has_registry()
[[nodiscard]] std::size_t lists_that_open(Context const& context);
/// Both, where a list or a form is refused.
[[nodiscard]] std::vector<TodoView> way_in(Context const& context);

}  // namespace huisclos::app
