#include "core/ledger/cbor.hpp"

#include <algorithm>

#include "core/base/require.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::ledger {

namespace {

enum class Major : std::uint8_t { Unsigned = 0, Bytes = 2, Text = 3, Array = 4, Map = 5, Simple = 7 };

constexpr std::uint8_t k_false = 0xf4;
constexpr std::uint8_t k_true = 0xf5;
constexpr std::uint8_t k_null = 0xf6;

/// First bytes of an item: its type, its number (value, length or count) and how many bytes said so.
struct Head {
    std::uint8_t major{0};
    std::uint64_t value{0};
    std::size_t size{0};
};

/// Empty when the input is too short, not in shortest form, indefinite or reserved.
std::optional<Head> read_head(BytesView input)
{
    if (input.empty())
        return std::nullopt;
    auto const major = static_cast<std::uint8_t>(input[0] >> 5);
    auto const info = static_cast<std::uint8_t>(input[0] & 0x1f);
    if (info < 24)
        return Head{.major = major, .value = info, .size = 1};
    if (info > 27)
        return std::nullopt;
    std::size_t const width = std::size_t{1} << (info - 24);
    if (input.size() < 1 + width)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value = value << 8 | input[1 + i];
    // Shortest form: the number would not have fitted in half the width (in one byte: not in the first byte).
    std::uint64_t const least = width == 1 ? 24 : std::uint64_t{1} << (4 * width);
    if (value < least)
        return std::nullopt;
    return Head{.major = major, .value = value, .size = 1 + width};
}

Error encoding_error(ErrorNote what)
{
    return {ErrorCode::Encoding, what};
}

std::unexpected<Error> wrong(ErrorNote what)
{
    return std::unexpected(encoding_error(what));
}

/// The head of an item that was already checked.
Head checked_head(BytesView encoded)
{
    auto const head = read_head(encoded);
    require(head.has_value(), "an item that was parsed");
    return *head;
}

bool is_of(Head const& head, Major major)
{
    return head.major == static_cast<std::uint8_t>(major);
}

/// Length of the item at the beginning of checked input.
std::size_t item_size(BytesView input)
{
    std::size_t at = 0;
    // Items still to skip: a container adds its own.
    for (std::uint64_t left = 1; left > 0; --left) {
        auto const head = checked_head(input.subspan(at));
        at += head.size;
        if (is_of(head, Major::Bytes) || is_of(head, Major::Text))
            at += static_cast<std::size_t>(head.value);
        else if (is_of(head, Major::Array))
            left += head.value;
        else if (is_of(head, Major::Map))
            left += 2 * head.value;
    }
    return at;
}

}  // namespace

/// One pass over the input, without allocation; recursion is bounded by the depth of the profile.
class CborParser {
public:
    explicit CborParser(BytesView input) : m_input(input) {}

    Result<CborValue> parse()
    {
        if (m_input.size() > k_cbor_max_input)
            return wrong("above 8 MiB");
        HUISCLOS_TRY(item(1));
        if (m_at != m_input.size())
            return wrong("bytes after the item");
        return CborValue(m_input);
    }

private:
    [[nodiscard]] BytesView rest() const { return m_input.subspan(m_at); }

    Result<Head> head()
    {
        auto const head = read_head(rest());
        if (!head)
            return wrong("not a head of the profile");
        m_at += head->size;
        return *head;
    }

    Result<void> item(int depth)
    {
        HUISCLOS_TRY_ASSIGN(head, this->head());
        switch (static_cast<Major>(head.major)) {
        case Major::Unsigned:
            return head.value <= k_cbor_max_unsigned ? Result<void>{} : wrong("above 2^53-1");
        case Major::Bytes:
        case Major::Text:
            return string(head);
        case Major::Array:
        case Major::Map:
            return container(head, depth);
        case Major::Simple:
            return simple(head);
        }
        return wrong("negative number or tag");
    }

    Result<void> string(Head const& head)
    {
        if (head.value > rest().size())
            return wrong("a length above the input");
        auto const content = rest().first(static_cast<std::size_t>(head.value));
        if (is_of(head, Major::Text) && !is_valid_utf8(as_text(content)))
            return wrong("not UTF-8");
        m_at += content.size();
        return {};
    }

    static Result<void> simple(Head const& head)
    {
        bool const is_known = head.size == 1 && head.value >= (k_false & 0x1f) && head.value <= (k_null & 0x1f);
        return is_known ? Result<void>{} : wrong("a simple value or a float");
    }

    Result<void> container(Head const& head, int depth)
    {
        if (depth > k_cbor_max_depth)
            return wrong("too deep");
        bool const is_map = is_of(head, Major::Map);
        // Each item takes a byte at least: a count that cannot be there is refused before walking.
        if (head.value > rest().size() / (is_map ? 2 : 1))
            return wrong("a count above the input");
        std::optional<std::uint64_t> last_key;
        for (std::uint64_t i = 0; i < head.value; ++i) {
            if (is_map) {
                HUISCLOS_TRY_ASSIGN(key, this->head());
                if (!is_of(key, Major::Unsigned) || key.value > k_cbor_max_unsigned)
                    return wrong("a key that is no number");
                if (last_key && key.value <= *last_key)
                    return wrong("keys that do not ascend");
                last_key = key.value;
            }
            HUISCLOS_TRY(item(depth + 1));
        }
        return {};
    }

    BytesView m_input;
    std::size_t m_at{0};
};

Result<CborValue> parse_cbor(BytesView input)
{
    return CborParser(input).parse();
}

CborValue::Kind CborValue::kind() const
{
    if (m_encoded.empty())
        return Kind::Null;
    switch (static_cast<Major>(m_encoded[0] >> 5)) {
    case Major::Unsigned:
        return Kind::Unsigned;
    case Major::Bytes:
        return Kind::Bytes;
    case Major::Text:
        return Kind::Text;
    case Major::Array:
        return Kind::Array;
    case Major::Map:
        return Kind::Map;
    case Major::Simple:
        break;
    }
    return m_encoded[0] == k_true ? Kind::True : m_encoded[0] == k_false ? Kind::False : Kind::Null;
}

Result<std::uint64_t> CborValue::as_unsigned() const
{
    if (kind() != Kind::Unsigned)
        return wrong("not a number");
    return checked_head(m_encoded).value;
}

Result<std::uint64_t> CborValue::as_unsigned_below(std::uint64_t bound) const
{
    HUISCLOS_TRY_ASSIGN(value, as_unsigned());
    if (value >= bound)
        return wrong("a number out of range");
    return value;
}

Result<BytesView> CborValue::as_bytes() const
{
    if (kind() != Kind::Bytes)
        return wrong("not a byte string");
    return m_encoded.subspan(checked_head(m_encoded).size);
}

Result<BytesView> CborValue::as_bytes_of(std::size_t size) const
{
    HUISCLOS_TRY_ASSIGN(content, as_bytes());
    if (content.size() != size)
        return wrong("a byte string of another size");
    return content;
}

Result<std::string_view> CborValue::as_text() const
{
    if (kind() != Kind::Text)
        return wrong("not a text");
    return huisclos::as_text(m_encoded.subspan(checked_head(m_encoded).size));
}

Result<bool> CborValue::as_boolean() const
{
    if (kind() != Kind::True && kind() != Kind::False)
        return wrong("not true or false");
    return kind() == Kind::True;
}

Result<std::vector<CborValue>> CborValue::items() const
{
    if (kind() != Kind::Array)
        return wrong("not an array");
    auto const head = checked_head(m_encoded);
    std::vector<CborValue> all;
    all.reserve(static_cast<std::size_t>(head.value));
    auto rest = m_encoded.subspan(head.size);
    for (std::uint64_t i = 0; i < head.value; ++i) {
        auto const size = item_size(rest);
        all.push_back(CborValue(rest.first(size)));
        rest = rest.subspan(size);
    }
    return all;
}

Result<std::vector<CborValue>> CborValue::items_of(std::size_t least) const
{
    if (size() > m_encoded.size() / least)
        return wrong("an array of smaller items");
    return items();
}

Result<CborValue> CborValue::first() const
{
    if (kind() != Kind::Array || size() == 0)
        return wrong("not an array with an item");
    auto const rest = m_encoded.subspan(checked_head(m_encoded).size);
    return CborValue(rest.first(item_size(rest)));
}

std::size_t CborValue::size() const
{
    bool const is_container = kind() == Kind::Array || kind() == Kind::Map;
    return is_container ? static_cast<std::size_t>(checked_head(m_encoded).value) : 0;
}

std::optional<CborValue> CborValue::find(std::uint64_t key) const
{
    if (kind() != Kind::Map)
        return std::nullopt;
    auto const head = checked_head(m_encoded);
    auto rest = m_encoded.subspan(head.size);
    for (std::uint64_t i = 0; i < head.value; ++i) {
        auto const found = checked_head(rest);
        if (found.value > key)
            break;
        rest = rest.subspan(found.size);
        auto const size = item_size(rest);
        if (found.value == key)
            return CborValue(rest.first(size));
        rest = rest.subspan(size);
    }
    return std::nullopt;
}

Result<CborValue> CborValue::at(std::uint64_t key) const
{
    if (kind() != Kind::Map)
        return wrong("not a map");
    auto const found = find(key);
    if (!found)
        return wrong("a missing key");
    return *found;
}

Result<std::vector<std::uint64_t>> CborValue::keys() const
{
    if (kind() != Kind::Map)
        return wrong("not a map");
    auto const head = checked_head(m_encoded);
    std::vector<std::uint64_t> all;
    all.reserve(static_cast<std::size_t>(head.value));
    auto rest = m_encoded.subspan(head.size);
    for (std::uint64_t i = 0; i < head.value; ++i) {
        auto const key = checked_head(rest);
        all.push_back(key.value);
        rest = rest.subspan(key.size);
        rest = rest.subspan(item_size(rest));
    }
    return all;
}

Result<void> CborValue::check_keys(std::initializer_list<std::uint64_t> known) const
{
    constexpr std::uint64_t k_first_ignorable = 64;
    HUISCLOS_TRY_ASSIGN(present, keys());
    for (auto const key : present)
        if (key < k_first_ignorable && std::ranges::find(known, key) == known.end())
            return fail(ErrorCode::Upgrade, "a key of a later version");
    return {};
}

}  // namespace huisclos::ledger
