#include "core/sync/listing.hpp"

#include <nlohmann/json.hpp>

namespace huisclos::sync {

namespace {

using json = nlohmann::json;

constexpr int k_max_depth = 8;
constexpr std::size_t k_max_name = 256;
constexpr std::size_t k_max_etag = 256;

/// Keeps `items.<name>.ETag` and lets everything else pass; `false` stops the parser.
class ListingReader final : public nlohmann::json_sax<json> {
public:
    std::vector<ListingEntry> entries{};
    bool has_items{false};

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, string_t const&) override { return true; }
    bool binary(binary_t&) override { return false; }

    bool string(string_t& value) override
    {
        if (m_in_items && m_depth == 3 && m_key == "ETag" && !entries.empty() && value.size() <= k_max_etag)
            entries.back().etag = value;
        return true;
    }

    bool start_object(std::size_t) override { return open(true); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override
    {
        m_key = value;
        if (m_in_items && m_depth == 2) {
            if (entries.size() >= k_listing_max_entries || value.size() > k_max_name)
                return false;
            entries.push_back({value, {}});
        }
        return true;
    }

    bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) override { return false; }

private:
    bool open(bool object)
    {
        if (m_depth == 0 && !object)
            return false;
        if (m_depth == 1 && object && m_key == "items") {
            if (has_items)
                return false;
            m_in_items = true;
            has_items = true;
        }
        return ++m_depth <= k_max_depth;
    }

    bool close()
    {
        if (--m_depth == 1)
            m_in_items = false;
        return true;
    }

    int m_depth{0};
    bool m_in_items{false};
    std::string m_key{};
};

}  // namespace

Result<std::vector<ListingEntry>> read_listing(BytesView text)
{
    if (text.size() > k_listing_max_bytes)
        return fail(ErrorCode::Store, "listing too large");
    ListingReader reader;
    // As char: the library reads its input through char_traits, which libc++ has for characters only.
    auto const characters = as_text(text);
    if (!json::sax_parse(characters.begin(), characters.end(), &reader) || !reader.has_items)
        return fail(ErrorCode::Store, "no listing");
    return std::move(reader.entries);
}

std::string_view bare_tag(std::string_view tag)
{
    if (tag.starts_with("W/"))
        tag.remove_prefix(2);
    return tag.size() >= 2 && tag.front() == '"' && tag.back() == '"' ? tag.substr(1, tag.size() - 2) : tag;
}

}  // namespace huisclos::sync
