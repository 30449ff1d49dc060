#include "ui/a11y/encode.hpp"

#include <bit>
#include <cstring>
#include <string_view>

namespace huisclos::ui {

namespace {

static_assert(std::endian::native == std::endian::little, "Records are written as they lie in memory.");

/// Writes at fixed places of a buffer whose strings grow at its end.
class Writer {
public:
    explicit Writer(std::vector<std::uint8_t>& out) : m_out(out) {}

    void number(std::size_t at, std::uint32_t value) { std::memcpy(m_out.data() + at, &value, sizeof value); }
    void half(std::size_t at, std::uint16_t value) { std::memcpy(m_out.data() + at, &value, sizeof value); }
    void real(std::size_t at, float value) { std::memcpy(m_out.data() + at, &value, sizeof value); }

    void rect(std::size_t at, Rect const& rect)
    {
        real(at, rect.x);
        real(at + 4, rect.y);
        real(at + 8, rect.width);
        real(at + 12, rect.height);
    }

    void text(std::size_t at, std::string_view text)
    {
        number(at, text.empty() ? 0u : static_cast<std::uint32_t>(m_out.size()));
        number(at + 4, static_cast<std::uint32_t>(text.size()));
        m_out.insert(m_out.end(), text.begin(), text.end());
    }

private:
    std::vector<std::uint8_t>& m_out;
};

void write_node(Writer& writer, std::vector<std::uint8_t>& out, std::size_t at, Node const& node)
{
    writer.number(at, node.id);
    writer.number(at + 4, node.parent);
    writer.number(at + 8, static_cast<std::uint32_t>(node.state));
    out[at + 12] = static_cast<std::uint8_t>(node.role);
    out[at + 13] = static_cast<std::uint8_t>(node.kind);
    writer.half(at + 14, node.level);
    writer.rect(at + 16, node.rect);
    writer.rect(at + 32, node.clip);
    writer.number(at + 48, node.row_count);
    writer.number(at + 52, node.row_index);
    writer.half(at + 56, node.column_index);
    writer.number(at + 60, node.position);
    writer.number(at + 64, node.set_size);
    writer.number(at + 68, node.controls);
    writer.number(at + 72, node.max_length);
    writer.real(at + 76, node.now);
    writer.real(at + 80, node.maximum);
    writer.real(at + 84, node.font_px);
    writer.real(at + 88, node.pad_left);
    writer.real(at + 92, node.pad_right);
    writer.real(at + 96, node.pad_top);
    writer.text(at + 100, node.name);
    writer.text(at + 108, node.value);
    writer.text(at + 116, node.description);
    writer.text(at + 124, node.placeholder);
    writer.text(at + 132, node.shortcut);
}

}  // namespace

void encode_tree(Tree const& tree, std::vector<std::uint8_t>& out)
{
    auto const nodes = tree.nodes();
    auto const announcements = tree.announcements();
    std::size_t const announcements_at = k_header_bytes + nodes.size() * k_record_bytes;
    std::size_t const strings_at = announcements_at + announcements.size() * k_announcement_bytes;

    out.assign(strings_at, 0);
    Writer writer(out);
    writer.number(0, k_tree_magic);
    writer.number(4, k_tree_version);
    writer.number(8, k_header_bytes);
    writer.number(12, k_record_bytes);
    writer.number(16, static_cast<std::uint32_t>(nodes.size()));
    writer.number(20, k_header_bytes);
    writer.number(24, static_cast<std::uint32_t>(announcements.size()));
    writer.number(28, static_cast<std::uint32_t>(announcements_at));
    writer.number(32, static_cast<std::uint32_t>(strings_at));
    writer.number(40, tree.focus_serial());
    writer.number(44, tree.focus_request());
    writer.text(48, tree.title());
    writer.number(56, static_cast<std::uint32_t>(tree.scheme));
    writer.number(60, tree.field_colours.ink);
    writer.number(64, tree.field_colours.surface);
    writer.number(68, tree.field_colours.soft);
    writer.number(72, tree.field_colours.accent);

    std::size_t at = k_header_bytes;
    for (Node const& node : nodes) {
        write_node(writer, out, at, node);
        at += k_record_bytes;
    }
    for (Announcement const& announcement : announcements) {
        writer.number(at, announcement.serial);
        writer.number(at + 4, static_cast<std::uint32_t>(announcement.politeness));
        writer.text(at + 8, announcement.text);
        at += k_announcement_bytes;
    }
    writer.number(36, static_cast<std::uint32_t>(out.size() - strings_at));
    writer.number(76, static_cast<std::uint32_t>(out.size()));
}

std::uint64_t hash_bytes(std::vector<std::uint8_t> const& bytes)
{
    constexpr std::uint64_t k_prime = 1'099'511'628'211u;
    std::uint64_t hash = 14'695'981'039'346'656'037u;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, sizeof word);
        hash = (hash ^ word) * k_prime;
        hash ^= hash >> 29;  // A word's high bits must reach the low ones.
    }
    for (; i < bytes.size(); ++i)
        hash = (hash ^ bytes[i]) * k_prime;
    return hash;
}

}  // namespace huisclos::ui
