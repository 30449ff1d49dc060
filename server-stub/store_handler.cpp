#include "server-stub/store_handler.hpp"

#include <span>

#include "server-stub/header_values.hpp"
#include "server-stub/listing.hpp"
#include "server-stub/security_headers.hpp"

namespace huisclos::stub {

namespace {

TreeIndex::Names names_of(RequestPath const& below)
{
    return std::span{below.names}.subspan(1);
}

bool is_write(RequestHead const& head)
{
    return head.method == "PUT" || head.method == "DELETE";
}

Reply preflight()
{
    auto reply = make_store_reply(204, {});
    reply.set("Access-Control-Allow-Methods", "GET, HEAD, PUT, DELETE");
    reply.set(
        "Access-Control-Allow-Headers",
        "Authorization, Cache-Control, Content-Type, If-Match, If-None-Match, If-Range, Range");
    reply.set("Access-Control-Max-Age", "7200");
    return reply;
}

Reply wrong_method(bool is_folder)
{
    auto reply = make_store_reply(405, "this method does not apply here\n");
    reply.set("Allow", is_folder ? "GET, HEAD, OPTIONS" : "GET, HEAD, PUT, DELETE, OPTIONS");
    return reply;
}

Reply unauthorised(bool has_token)
{
    auto reply = make_store_reply(401, "a valid token is needed\n");
    reply.set(
        "WWW-Authenticate", has_token ? R"(Bearer realm="store", error="invalid_token")" : R"(Bearer realm="store")");
    return reply;
}

Reply to_reply(StoreError error)
{
    switch (error) {
    case StoreError::NotFound:
        return make_store_reply(404, "no such document\n");
    case StoreError::PreconditionFailed:
        return make_store_reply(412, "the condition does not hold\n");
    case StoreError::Conflict:
        return make_store_reply(409, "a folder and a document would have one name\n");
    case StoreError::NoSpace:
        return make_store_reply(507, "no room left\n");
    case StoreError::Failed:
        break;
    }
    return make_store_reply(500, "the disk failed\n");
}

// Nothing when a condition is there but cannot be read.
std::optional<Conditions> conditions_of(RequestHead const& head)
{
    Conditions conditions;
    if (head.if_match) {
        conditions.if_match = parse_tag_list(*head.if_match);
        if (!conditions.if_match)
            return std::nullopt;
    }
    if (head.if_none_match) {
        conditions.if_none_match = parse_tag_list(*head.if_none_match);
        if (!conditions.if_none_match)
            return std::nullopt;
    }
    return conditions;
}

// The order of RFC 9110 13.2.2 for a reading; nothing when the document is to be sent.
std::optional<Reply> judge_reading(Conditions const& conditions, std::string const& tag)
{
    std::optional<Reply> reply;
    if (conditions.if_match && !conditions.if_match->matches_strongly(tag))
        reply = make_store_reply(412, "the condition does not hold\n");
    else if (conditions.if_none_match && conditions.if_none_match->matches_weakly(tag))
        reply = make_store_reply(304, {});
    if (reply)
        reply->set("ETag", quoted_tag(tag));
    return reply;
}

ByteRange range_of(RequestHead const& head, DocumentInfo const& info, std::string const& tag)
{
    ByteRange const whole{.kind = RangeKind::Whole, .first = 0, .size = info.size};
    if (!head.range || head.method != "GET")
        return whole;
    if (head.if_range) {
        // A date, or a list, is no proof that the rest is of the same version.
        auto const wanted = parse_tag_list(*head.if_range);
        if (!wanted || wanted->is_any || !wanted->matches_strongly(tag))
            return whole;
    }
    return parse_range(*head.range, info.size);
}

}  // namespace

StoreHandler::StoreHandler(Forest& forest, TokenBook& tokens, std::uint64_t max_object)
    : m_forest(forest), m_tokens(tokens), m_max_object(max_object)
{}

std::optional<Reply> StoreHandler::refuse(RequestHead const& head, RequestPath const& below, std::int64_t now_s) const
{
    if (below.names.empty() || !is_valid_tree_name(below.names.front()))
        return make_store_reply(404, "no such tree\n");
    if (below.names.size() == 1 && !below.is_folder)
        return make_store_reply(404, "a tree's address ends with a slash\n");
    if (head.method == "OPTIONS")
        return std::nullopt;
    if (!head.is_read() && !is_write(head))
        return wrong_method(below.is_folder);
    if (auto refusal = refuse_token(head, below, now_s))
        return refusal;
    if (is_write(head) && below.is_folder)
        return wrong_method(true);
    if (!conditions_of(head))
        return make_store_reply(400, "If-Match or If-None-Match cannot be read\n");
    return head.method == "PUT" ? refuse_upload(head, below) : std::nullopt;
}

std::optional<Reply> StoreHandler::refuse_token(
    RequestHead const& head, RequestPath const& below, std::int64_t now_s) const
{
    auto const token = head.authorization ? parse_bearer(*head.authorization) : std::nullopt;
    if (!token)
        return unauthorised(false);
    auto const record = m_tokens.find(*token);
    if (!record || record->is_expired(now_s))
        return unauthorised(true);
    if (record->tree != below.names.front())
        return make_store_reply(403, "this token is for another tree\n");
    if (record->rights == Rights::ReadOnly && is_write(head))
        return make_store_reply(403, "this token only reads\n");
    return std::nullopt;
}

std::optional<Reply> StoreHandler::refuse_upload(RequestHead const& head, RequestPath const& below) const
{
    if (head.content_range)
        return make_store_reply(400, "a document is sent whole\n");
    if (head.transfer_encoding || !head.content_length)
        return make_store_reply(411, "Content-Length is needed\n");
    auto const size = parse_decimal(*head.content_length);
    if (!size)
        return make_store_reply(400, "Content-Length cannot be read\n");
    if (*size > m_max_object) {
        return make_store_reply(413, "a document has at most " + std::to_string(m_max_object) + " bytes\n");
    }
    if (!m_forest.tree(below.names.front()).has_room_for(names_of(below), *size))
        return make_store_reply(507, "no room left\n");
    return std::nullopt;
}

Reply StoreHandler::answer(
    RequestHead const& head, RequestPath const& below, std::string_view body, std::int64_t now_s) const
{
    if (head.method == "OPTIONS")
        return preflight();
    auto& tree = m_forest.tree(below.names.front());
    auto const names = names_of(below);
    if (head.is_read())
        return below.is_folder ? read_folder(head, tree, names) : read_document(head, tree, names);
    if (auto refusal = refuse_token(head, below, now_s))
        return std::move(*refusal);
    return head.method == "PUT" ? write(head, tree, names, body) : remove(head, tree, names);
}

Reply StoreHandler::read_folder(RequestHead const& head, TreeStore& tree, TreeIndex::Names names) const
{
    auto const conditions = conditions_of(head).value_or(Conditions{});
    // A poll that finds nothing new stops here: the folder's items are not looked at.
    if (auto reply = judge_reading(conditions, tree.index().folder_version(names).to_tag()))
        return std::move(*reply);
    auto const listing = tree.index().list(names);
    auto reply = make_store_reply(200, to_folder_description(listing));
    reply.set("ETag", quoted_tag(listing.version.to_tag()));
    return reply;
}

Reply StoreHandler::read_document(RequestHead const& head, TreeStore& tree, TreeIndex::Names names) const
{
    auto found = tree.open(names);
    if (!found)
        return to_reply(found.error());
    auto const tag = found->info.version.to_tag();
    auto const conditions = conditions_of(head).value_or(Conditions{});
    if (auto reply = judge_reading(conditions, tag))
        return std::move(*reply);
    auto const range = range_of(head, found->info, tag);
    if (range.kind == RangeKind::Unsatisfiable) {
        auto reply = make_store_reply(416, "no such range\n");
        reply.set("Content-Range", "bytes */" + std::to_string(found->info.size));
        return reply;
    }
    auto body = to_body(m_forest.file_system(), std::move(found->file), range.first, range.size);
    if (!body)
        return to_reply(StoreError::Failed);
    auto reply = make_store_reply(range.kind == RangeKind::Part ? 206 : 200, {});
    reply.body = std::move(*body);
    reply.set("ETag", quoted_tag(tag));
    reply.set("Last-Modified", to_http_date(found->info.modified_s));
    reply.set("Accept-Ranges", "bytes");
    if (range.kind == RangeKind::Part) {
        reply.set(
            "Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                 std::to_string(range.first + range.size - 1) + "/" + std::to_string(found->info.size));
    }
    return reply;
}

Reply StoreHandler::write(RequestHead const& head, TreeStore& tree, TreeIndex::Names names, std::string_view body) const
{
    auto const conditions = conditions_of(head).value_or(Conditions{});
    auto const outcome = tree.put(names, body, conditions);
    if (!outcome)
        return to_reply(outcome.error());
    auto reply = make_store_reply(outcome->kind == PutKind::Created ? 201 : 200, {});
    reply.set("ETag", quoted_tag(outcome->tag));
    return reply;
}

Reply StoreHandler::remove(RequestHead const& head, TreeStore& tree, TreeIndex::Names names) const
{
    auto const conditions = conditions_of(head).value_or(Conditions{});
    auto const outcome = tree.remove(names, conditions);
    if (!outcome)
        return to_reply(outcome.error());
    auto reply = make_store_reply(200, {});
    reply.set("ETag", quoted_tag(*outcome));
    return reply;
}

}  // namespace huisclos::stub
