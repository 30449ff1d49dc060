// `server-stub token …`: makes, lists and revokes tokens, also while a server runs.
#pragma once

#include <string>

#include "server-stub/command_line.hpp"
#include "server-stub/tokens.hpp"

namespace huisclos::stub {

struct StoreAccess {
    std::string text{};  // a link, or the token alone
    TokenRecord record{};
};

// Makes a token as the command says (its data folder is not looked at: the book knows it).
[[nodiscard]] Result<StoreAccess> make_store_access(TokenBook& tokens, TokenNewCommand const& command);

// Makes the folder if needed, readable by its owner only.
[[nodiscard]] Result<void> prepare_data(std::string const& data);
// The same, and takes the lock of the one process that serves it.
[[nodiscard]] Result<Descriptor> take_data(std::string const& data);

// The exit codes.
[[nodiscard]] int token_new(TokenNewCommand const& command);
[[nodiscard]] int token_list(DataAndWord const& command);
[[nodiscard]] int token_revoke(DataAndWord const& command);

}  // namespace huisclos::stub
