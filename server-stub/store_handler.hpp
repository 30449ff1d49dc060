// The storage endpoint: the documents and folders of remoteStorage (draft-dejong-remotestorage) over HTTP. Decides by
// method, path, token and conditions; never looks at a document's bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server-stub/forest.hpp"
#include "server-stub/http.hpp"
#include "server-stub/request_path.hpp"
#include "server-stub/tokens.hpp"

namespace huisclos::stub {

// Thread-safe.
class StoreHandler {
public:
    // `max_object` in bytes. Forest and book outlive it.
    StoreHandler(Forest& forest, TokenBook& tokens, std::uint64_t max_object);

    // What can be refused before the body is read: no right, no room, no length. `below` starts with the tree's name.
    [[nodiscard]] std::optional<Reply> refuse(
        RequestHead const& head, RequestPath const& below, std::int64_t now_s) const;
    // For a request that was not refused; judges the token again when the request changes something, since it may have
    // been revoked while the body came in.
    [[nodiscard]] Reply answer(
        RequestHead const& head, RequestPath const& below, std::string_view body, std::int64_t now_s) const;

private:
    [[nodiscard]] std::optional<Reply> refuse_token(
        RequestHead const& head, RequestPath const& below, std::int64_t now_s) const;
    [[nodiscard]] std::optional<Reply> refuse_upload(RequestHead const& head, RequestPath const& below) const;
    [[nodiscard]] Reply read_folder(RequestHead const& head, TreeStore& tree, TreeIndex::Names names) const;
    [[nodiscard]] Reply read_document(RequestHead const& head, TreeStore& tree, TreeIndex::Names names) const;
    [[nodiscard]] Reply write(
        RequestHead const& head, TreeStore& tree, TreeIndex::Names names, std::string_view body) const;
    [[nodiscard]] Reply remove(RequestHead const& head, TreeStore& tree, TreeIndex::Names names) const;

    Forest& m_forest;
    TokenBook& m_tokens;
    std::uint64_t m_max_object;
};

}  // namespace huisclos::stub
