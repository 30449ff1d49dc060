#include "server-stub/bundle.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "server-stub/header_values.hpp"
#include "server-stub/tree_index.hpp"

namespace huisclos::stub {

namespace {

struct Coding {
    char const* name = "";
    char const* suffix = "";
};

// The smaller first.
constexpr std::array k_codings{Coding{"br", ".br"}, Coding{"gzip", ".gz"}};

std::string_view extension_of(std::string_view name)
{
    auto const dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
}

std::string subject_of(std::string const& name, std::string const& coding)
{
    return "/" + name + (coding.empty() ? "" : " " + coding);
}

}  // namespace

bool is_hashed_name(std::string_view name)
{
    constexpr std::size_t k_shortest = 8;
    auto const dot = name.rfind('.');
    if (dot == std::string_view::npos)
        return false;
    auto const stem = name.substr(0, dot);
    auto const mark = stem.find_last_of(".-");
    if (mark == std::string_view::npos)
        return false;
    auto const hash = stem.substr(mark + 1);
    return hash.size() >= k_shortest && std::ranges::all_of(hash, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

std::string media_type_of(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, char const*>, 17> k_types{{
        {"html", "text/html; charset=utf-8"},
        {"js", "text/javascript; charset=utf-8"},
        {"mjs", "text/javascript; charset=utf-8"},
        {"css", "text/css; charset=utf-8"},
        {"wasm", "application/wasm"},
        {"json", "application/json"},
        {"map", "application/json"},
        {"webmanifest", "application/manifest+json"},
        {"svg", "image/svg+xml"},
        {"png", "image/png"},
        {"ico", "image/x-icon"},
        {"webp", "image/webp"},
        {"ttf", "font/ttf"},
        {"otf", "font/otf"},
        {"woff2", "font/woff2"},
        {"txt", "text/plain; charset=utf-8"},
        {"pdf", "application/pdf"},
    }};
    auto const extension = extension_of(name);
    auto const found = std::ranges::find(k_types, extension, &std::pair<std::string_view, char const*>::first);
    return found == k_types.end() ? "application/octet-stream" : found->second;
}

Bundle::Bundle(FileSystem& files, BundleOptions options)
    : m_files(files), m_options(std::move(options)), m_policy(make_bundle_policy(m_options.connect))
{}

Reply Bundle::make_reply(unsigned status, std::string text) const
{
    Reply reply;
    reply.status = status;
    reply.body = std::move(text);
    reply.set("Content-Type", "text/plain; charset=utf-8");
    reply.set("Cache-Control", "no-store");
    add_bundle_headers(reply, m_policy, m_options.transport);
    return reply;
}

std::optional<Bundle::Found> Bundle::find(std::string const& name, RequestHead const& head) const
{
    auto const path = m_options.folder + "/" + name;
    if (head.accept_encoding) {
        for (auto const& coding : k_codings) {
            if (!accepts_coding(*head.accept_encoding, coding.name))
                continue;
            if (auto file = m_files.open(path + coding.suffix))
                return Found{.file = std::move(*file), .coding = coding.name};
        }
    }
    if (auto file = m_files.open(path))
        return Found{.file = std::move(*file), .coding = {}};
    return std::nullopt;
}

Reply Bundle::answer(RequestHead const& head, RequestPath const& below) const
{
    if (!head.is_read()) {
        auto reply = make_reply(405, "this method does not apply here\n");
        reply.set("Allow", "GET, HEAD");
        return reply;
    }
    auto name = below.joined();
    if (below.is_folder)
        name += name.empty() ? "index.html" : "/index.html";
    auto found = m_options.folder.empty() ? std::nullopt : find(name, head);
    if (!found)
        return make_reply(404, "no such file\n");
    auto tag = to_document_info(found->file.stat).version.to_tag();
    auto const wanted = head.if_none_match ? parse_tag_list(*head.if_none_match) : std::nullopt;
    bool const is_known = wanted && wanted->matches_weakly(tag);
    Reply reply;
    reply.status = is_known ? 304 : 200;
    if (!is_known) {
        auto const size = found->file.stat.size;
        auto body = to_body(m_files, std::move(found->file), 0, size);
        if (!body)
            return make_reply(500, "the disk failed\n");
        reply.body = std::move(*body);
        reply.set("Content-Type", media_type_of(name));
        if (!found->coding.empty())
            reply.set("Content-Encoding", found->coding);
    }
    reply.set("ETag", quoted_tag(tag));
    reply.set("Vary", "Accept-Encoding");
    reply.set("Cache-Control", is_hashed_name(name) ? "public, max-age=31536000, immutable" : "no-cache");
    add_bundle_headers(reply, m_policy, m_options.transport);
    reply.subject = subject_of(name, found->coding);
    return reply;
}

}  // namespace huisclos::stub
