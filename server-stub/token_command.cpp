#include "server-stub/token_command.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "server-stub/posix_file_system.hpp"
#include "server-stub/store_link.hpp"

namespace huisclos::stub {

namespace {

std::int64_t now_in_seconds()
{
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

std::string describe(TokenRecord const& record)
{
    auto text = record.id + " tree " + record.tree;
    text += record.rights == Rights::ReadOnly ? " read-only" : " read-write";
    text += record.until_s ? " until " + to_instant_text(*record.until_s) : std::string{" without end"};
    text += " made " + to_instant_text(record.made_s);
    if (record.is_expired(now_in_seconds()))
        text += " expired";
    return text;
}

}  // namespace

Result<StoreAccess> make_store_access(TokenBook& tokens, TokenNewCommand const& command)
{
    TokenRecord wanted{
        .tree = command.tree, .rights = command.rights, .until_s = command.until_s, .made_s = now_in_seconds()};
    if (wanted.tree.empty()) {
        auto const tree = random_tree_name();
        if (!tree)
            return std::unexpected{tree.error()};
        wanted.tree = *tree;
    }
    auto const made = tokens.make(std::move(wanted));
    if (!made)
        return std::unexpected{made.error()};
    if (command.bundle_url.empty())
        return StoreAccess{.text = made->token, .record = made->record};
    auto const trees = command.store_url.empty() ? command.bundle_url + "store/" : command.store_url;
    auto const store = trees + made->record.tree + "/";
    return StoreAccess{.text = make_store_link(command.bundle_url, store, made->token), .record = made->record};
}

Result<void> prepare_data(std::string const& data)
{
    std::error_code error;
    if (std::filesystem::is_directory(data, error))
        return {};
    std::filesystem::create_directories(data, error);
    if (error)
        return std::unexpected{IoError::Other};
    std::filesystem::permissions(data, std::filesystem::perms::owner_all, error);
    if (error)
        return std::unexpected{IoError::Other};
    auto const parent = std::filesystem::absolute(data, error).parent_path();
    return PosixFileSystem{}.sync_directory(parent);
}

Result<Descriptor> take_data(std::string const& data)
{
    if (auto const ready = prepare_data(data); !ready)
        return std::unexpected{ready.error()};
    return take_lock(data + "/lock");
}

int token_new(TokenNewCommand const& command)
{
    // Before anything is made.
    if (TokenRecord const wanted{.until_s = command.until_s}; wanted.is_expired(now_in_seconds()))
        return fail_command(
            "a token that ended at " + to_instant_text(*wanted.until_s) +
            " opens nothing: give --until a date to come");
    PosixFileSystem files;
    TokenBook tokens{files, command.data};
    if (!prepare_data(command.data) || !tokens.prepare())
        return fail_command(command.data + " cannot be written");
    auto const access = make_store_access(tokens, command);
    if (!access)
        return fail_command("the token could not be written");
    // The secret alone on standard output, for a program that takes it; what is no secret beside it.
    std::fprintf(stderr, "%s\n", describe(access->record).c_str());
    std::printf("%s\n", access->text.c_str());
    return 0;
}

int token_list(DataAndWord const& command)
{
    if (!command.word.empty())
        return fail_command("token list takes no other word");
    PosixFileSystem files;
    auto const records = TokenBook{files, command.data}.list();
    if (!records)
        return fail_command("there are no tokens in " + command.data);
    for (auto const& record : *records)
        std::printf("%s\n", describe(record).c_str());
    return 0;
}

int token_revoke(DataAndWord const& command)
{
    PosixFileSystem files;
    auto const revoked = TokenBook{files, command.data}.revoke(command.word);
    if (!revoked)
        return fail_command(
            revoked.error() == IoError::NotFound ? "no token has this id: see token list"
                                                 : "the token could not be removed");
    std::fprintf(stderr, "revoked\n");
    return 0;
}

}  // namespace huisclos::stub
