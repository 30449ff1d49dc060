// The description of a folder, as draft-dejong-remotestorage section 4 has it.
#pragma once

#include <string>

#include "server-stub/tree_index.hpp"

namespace huisclos::stub {

// JSON, whole. Names need no escaping: a request can name nothing that JSON would escape.
[[nodiscard]] std::string to_folder_description(FolderListing const& listing);

}  // namespace huisclos::stub
