// What the search over the page reads: the nodes of a frame, and the rows that lists give.

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/base/utf8.hpp"
#include "ui/kit/find.hpp"
#include "ui/kit/internal.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr std::size_t k_most_found = 200;
constexpr std::size_t k_excerpt = 90;

bool says_something(Role role)
{
    switch (role) {
    case Role::Root:
    case Role::Navigation:
    case Role::Main:
    case Role::Banner:
    case Role::Region:
    case Role::Form:
    case Role::List:
    case Role::Table:
    case Role::TabList:
    case Role::TabPanel:
    case Role::DescriptionList:
    case Role::Separator:
        return false;
    default:
        return true;
    }
}

bool holds(std::string_view text, std::string const& folded)
{
    return !text.empty() && plain_words(text).find(folded) != std::string::npos;
}

void add(std::vector<Found>& all, std::size_t& total, Found found)
{
    ++total;
    if (all.size() < k_most_found)
        all.push_back(std::move(found));
}

/// What has been read of the page so far that says what the next node is of.
struct ReadSoFar {
    std::string_view heading{};
    std::string_view term{};
    std::vector<std::string_view> columns{};  ///< Of the table.
    Node const* cell{nullptr};
};

bool is_typed_field(Role role)
{
    return role == Role::TextField || role == Role::NoteField || role == Role::DateField;
}

void follow(ReadSoFar& so_far, Node const& node)
{
    switch (node.role) {
    case Role::Heading:
        so_far.heading = node.name;
        break;
    case Role::Term:
        so_far.term = node.name;
        break;
    case Role::Table:
        so_far.columns.clear();
        break;
    case Role::ColumnHeader:
        so_far.columns.push_back(node.name);
        break;
    case Role::Cell:
        so_far.cell = &node;
        break;
    default:
        break;
    }
}

/// What says again what another node says, or what is not drawn: « Copier », the words of a cell, the options of a
/// closed list.
bool says_again(ReadSoFar const& so_far, Node const& node)
{
    if (node.role == Role::Button)
        return has(node.state, State::Keys);
    if (node.role == Role::Text)
        return so_far.cell != nullptr && node.parent == so_far.cell->id && node.name == so_far.cell->name;
    return node.role == Role::Option;
}

/// Name, value or help of `node`, whichever holds the words first. What a button is of is said beside it.
std::string_view matching_part(Node const& node, std::string const& folded)
{
    bool const is_link = node.role == Role::Link;
    bool const is_helped = node.role != Role::Button || has(node.state, State::Disabled);
    for (std::string_view const part :
         {std::string_view(node.name), is_link ? std::string_view{} : std::string_view(node.value),
          is_helped ? std::string_view(node.description) : std::string_view{}}) {
        if (holds(part, folded))
            return part;
    }
    return {};
}

/// The name of the field whose value `part` of `node` is; empty when it is none.
std::string_view field_of(ReadSoFar const& so_far, Node const& node, std::string_view part)
{
    if (node.role == Role::Definition)
        return so_far.term;
    if (node.role == Role::Cell && node.column_index > 0 && node.column_index <= so_far.columns.size())
        return so_far.columns[node.column_index - 1U];
    bool const is_field = is_typed_field(node.role) || node.role == Role::Select;
    bool const is_value = is_field && part.data() != node.name.data();
    return is_value ? std::string_view(node.name) : std::string_view{};
}

/// One result: the words with what stands around them, after the name of their field.
Found found_in(ReadSoFar const& so_far, Node const& node, std::string_view part, std::string const& folded)
{
    Found found{.node = node.id};
    found.key = std::to_string(node.id);
    found.text = excerpt(part, folded, k_excerpt);
    if (auto const field = field_of(so_far, node, part); !field.empty())
        found.text = tr("kit.find.of_field", {ui::arg("field", field), ui::arg("text", found.text)}).str();
    found.where = so_far.heading;
    return found;
}

}  // namespace

std::string plain_words(std::string_view text)
{
    std::string folded = fold(text);
    for (std::string_view const blank : {"\u00a0", "\u202f"}) {
        for (auto at = folded.find(blank); at != std::string::npos; at = folded.find(blank, at))
            folded.replace(at, blank.size(), " ");
    }
    return folded;
}

void read_page(ContextState& now)
{
    FindState& find = now.find;
    find.found.clear();
    find.total = 0;
    auto const nodes = now.tree.nodes();
    auto node = std::ranges::find(nodes, now.main, &Node::id);
    if (node == nodes.end())
        return;
    std::unordered_set<ui::NodeId> given;
    ReadSoFar so_far;
    for (++node; node != nodes.end() && node->parent != now.root; ++node) {
        if (given.contains(node->parent)) {
            given.insert(node->id);
            continue;
        }
        if (auto const list = find.lists.find(node->id); list != find.lists.end()) {
            given.insert(node->id);
            find.total += list->second.total - list->second.found.size();
            for (Found& found : list->second.found)
                add(find.found, find.total, std::move(found));
            continue;
        }
        follow(so_far, *node);
        bool const is_read = says_something(node->role) && !says_again(so_far, *node);
        auto const part = is_read ? matching_part(*node, find.wanted) : std::string_view{};
        if (!part.empty())
            add(find.found, find.total, found_in(so_far, *node, part, find.wanted));
    }
}

std::string excerpt(std::string_view text, std::string_view folded, std::size_t most)
{
    // Folding changes lengths: the place of each code point in the folded text is kept beside it.
    std::string folded_text;
    std::vector<std::size_t> starts;
    std::vector<std::size_t> folded_starts;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            ++end;
        starts.push_back(i);
        folded_starts.push_back(folded_text.size());
        folded_text += plain_words(text.substr(i, end - i));
        i = end;
    }
    if (starts.size() <= most)
        return std::string(text);
    auto const hit = folded_text.find(folded);
    auto const at = hit == std::string::npos ? folded_starts.begin() : std::ranges::upper_bound(folded_starts, hit);
    auto const place = static_cast<std::size_t>(at - folded_starts.begin());
    std::size_t const before = most / 3;
    std::size_t const first = std::min(place > before ? place - before : 0, starts.size() - most);
    std::size_t const last = first + most;
    std::string cut = first > 0 ? "\u2026" : "";
    cut += text.substr(starts[first], (last < starts.size() ? starts[last] : text.size()) - starts[first]);
    if (last < starts.size())
        cut += "\u2026";
    return cut;
}

bool wants_rows(ui::NodeId id, std::string_view name, std::size_t& first)
{
    FindState& find = state().find;
    if (!find.running || state().inside_dialog > 0)
        return false;
    GivenRows& given = find.lists[id];
    if (given.name.empty())
        given.name.assign(name);
    first = given.next;
    return true;
}

void give_row(ui::NodeId list, ui::NodeId node, std::size_t row, std::string_view title, std::string_view detail)
{
    FindState& find = state().find;
    bool const in_title = holds(title, find.wanted);
    if (!in_title && !holds(detail, find.wanted))
        return;
    GivenRows& given = find.lists[list];
    // A row is called by its title, wherever the words are.
    Found found{.node = node, .list = list, .row = static_cast<std::uint32_t>(row)};
    found.key = std::to_string(node);
    found.text = excerpt(title, find.wanted, k_excerpt);
    found.where = in_title ? given.name : excerpt(detail, find.wanted, k_excerpt);
    add(given.found, given.total, std::move(found));
}

void rows_given(ui::NodeId list, std::size_t end, std::size_t count)
{
    FindState& find = state().find;
    find.lists[list].next = end;
    find.rows_left = find.rows_left || end < count;
}

}  // namespace huisclos::kit
