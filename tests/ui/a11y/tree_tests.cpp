// The tree, its flat form read back byte by byte, and the action queue.

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <string>
#include <vector>

#include "ui/a11y/actions.hpp"
#include "ui/a11y/encode.hpp"

using namespace huisclos::ui;

namespace {

Node a_node(NodeId id, Role role, std::string name)
{
    Node node;
    node.id = id;
    node.role = role;
    node.name = std::move(name);
    return node;
}

/// Reads the layout that encode.hpp documents, without its code.
struct Reader {
    std::vector<std::uint8_t> const& bytes;

    std::uint32_t number(std::size_t at) const
    {
        return static_cast<std::uint32_t>(bytes.at(at)) | static_cast<std::uint32_t>(bytes.at(at + 1)) << 8 |
               static_cast<std::uint32_t>(bytes.at(at + 2)) << 16 | static_cast<std::uint32_t>(bytes.at(at + 3)) << 24;
    }
    float real(std::size_t at) const
    {
        std::uint32_t const bits = number(at);
        float out = 0;
        std::memcpy(&out, &bits, sizeof out);
        return out;
    }
    std::string text(std::size_t at) const
    {
        std::uint32_t const from = number(at);
        std::uint32_t const size = number(at + 4);
        BOOST_REQUIRE_LE(from + size, bytes.size());
        return std::string(bytes.begin() + from, bytes.begin() + from + size);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tree_tests)

BOOST_AUTO_TEST_CASE(parents_come_before_children_and_reading_order_is_kept)
{
    Tree tree;
    tree.begin();
    tree.open(a_node(1, Role::Root, ""));
    tree.open(a_node(2, Role::Main, "Contenu"));
    tree.leaf(a_node(3, Role::Heading, "Titre"));
    tree.close();
    tree.leaf(a_node(4, Role::Status, "Prêt"));
    tree.close();
    BOOST_REQUIRE_EQUAL(tree.nodes().size(), 4u);
    BOOST_TEST(tree.find(3)->parent == 2u);
    BOOST_TEST(tree.find(4)->parent == 1u);
    BOOST_TEST(tree.find(1)->parent == 0u);
    BOOST_TEST(tree.find(9) == nullptr);
}

BOOST_AUTO_TEST_CASE(ids_depend_on_scope_and_key_only)
{
    BOOST_TEST(make_node_id(7, "nom") == make_node_id(7, "nom"));
    BOOST_TEST(make_node_id(7, "nom") != make_node_id(8, "nom"));
    BOOST_TEST(make_node_id(7, "nom") != make_node_id(7, "non"));
    BOOST_TEST(make_node_id(7, 1u) != make_node_id(7, 2u));
    BOOST_TEST(make_node_id(0, "") != 0u);
}

namespace {

/// One field that says all that a node may, focused, and two announcements.
std::vector<std::uint8_t> encoded_field()
{
    Tree tree;
    tree.begin();
    tree.set_title("Situations");
    tree.scheme = Scheme::Dark;
    tree.field_colours = {0x112233, 0xffffff, 0x445566, 0x1f4e8c};
    tree.open(a_node(1, Role::Root, ""));
    Node field = a_node(0xabcdef01u, Role::NoteField, "Précisions");
    field.kind = InputKind::Search;
    field.state = State::Required | State::Invalid | State::Spelling;
    field.rect = {10, 20.5f, 300, 42};
    field.clip = {10, 20.5f, 200, 42};
    field.value = "Élève absent";
    field.description = "Un fait, une date";
    field.placeholder = "Décrire";
    field.shortcut = "Control+K";
    field.level = 3;
    field.row_count = 10000;
    field.row_index = 12;
    field.column_index = 4;
    field.position = 5;
    field.set_size = 6;
    field.controls = 77;
    field.max_length = 300;
    field.now = 2.5f;
    field.maximum = 5;
    field.font_px = 18;
    field.pad_left = 14;
    field.pad_right = 15;
    field.pad_top = 16;
    tree.leaf(field);
    tree.close();
    tree.request_focus(0xabcdef01u);
    tree.announce("Enregistré", Politeness::Polite);
    tree.announce("Hors ligne", Politeness::Assertive);

    std::vector<std::uint8_t> bytes;
    encode_tree(tree, bytes);
    return bytes;
}

struct Encoded {
    std::vector<std::uint8_t> bytes{encoded_field()};
    Reader read{bytes};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_head_of_the_flat_form_is_the_documented_one, Encoded)
{
    BOOST_TEST(read.number(0) == 0x31414348u);
    BOOST_TEST(std::string(bytes.begin(), bytes.begin() + 4) == "HCA1");
    BOOST_TEST(read.number(4) == 1u);
    BOOST_TEST(read.number(8) == 80u);
    BOOST_TEST(read.number(12) == 160u);
    BOOST_TEST(read.number(16) == 2u);
    BOOST_TEST(read.number(20) == 80u);
    BOOST_TEST(read.number(24) == 2u);
    BOOST_TEST(read.number(28) == 80u + 2 * 160u);
    BOOST_TEST(read.number(32) == 80u + 2 * 160u + 2 * 16u);
    BOOST_TEST(read.number(32) + read.number(36) == bytes.size());
    BOOST_TEST(read.number(40) == 1u);
    BOOST_TEST(read.number(44) == 0xabcdef01u);
    BOOST_TEST(read.text(48) == "Situations");
    BOOST_TEST(read.number(56) == 1u);
    BOOST_TEST(read.number(60) == 0x112233u);
    BOOST_TEST(read.number(64) == 0xffffffu);
    BOOST_TEST(read.number(68) == 0x445566u);
    BOOST_TEST(read.number(72) == 0x1f4e8cu);
    BOOST_TEST(read.number(76) == bytes.size());
}

BOOST_FIXTURE_TEST_CASE(a_node_of_the_flat_form_is_the_documented_one, Encoded)
{
    std::size_t const at = 80 + 160;
    BOOST_TEST(read.number(at) == 0xabcdef01u);
    BOOST_TEST(read.number(at + 4) == 1u);
    BOOST_TEST(read.number(at + 8) == ((1u << 4) | (1u << 5) | (1u << 19)));
    BOOST_TEST(bytes[at + 12] == static_cast<std::uint8_t>(Role::NoteField));
    BOOST_TEST(bytes[at + 13] == 1u);
    BOOST_TEST((bytes[at + 14] | bytes[at + 15] << 8) == 3);
    BOOST_TEST(read.real(at + 16) == 10.0f);
    BOOST_TEST(read.real(at + 20) == 20.5f);
    BOOST_TEST(read.real(at + 24) == 300.0f);
    BOOST_TEST(read.real(at + 40) == 200.0f);
    BOOST_TEST(read.number(at + 48) == 10000u);
    BOOST_TEST(read.number(at + 52) == 12u);
    BOOST_TEST((bytes[at + 56] | bytes[at + 57] << 8) == 4);
    BOOST_TEST(read.number(at + 60) == 5u);
    BOOST_TEST(read.number(at + 64) == 6u);
    BOOST_TEST(read.number(at + 68) == 77u);
    BOOST_TEST(read.number(at + 72) == 300u);
    BOOST_TEST(read.real(at + 76) == 2.5f);
    BOOST_TEST(read.real(at + 80) == 5.0f);
    BOOST_TEST(read.real(at + 84) == 18.0f);
    BOOST_TEST(read.real(at + 88) == 14.0f);
    BOOST_TEST(read.real(at + 92) == 15.0f);
    BOOST_TEST(read.real(at + 96) == 16.0f);
    BOOST_TEST(read.text(at + 100) == "Précisions");
    BOOST_TEST(read.text(at + 108) == "Élève absent");
    BOOST_TEST(read.text(at + 116) == "Un fait, une date");
    BOOST_TEST(read.text(at + 124) == "Décrire");
    BOOST_TEST(read.text(at + 132) == "Control+K");
}

BOOST_FIXTURE_TEST_CASE(announcements_of_the_flat_form_are_the_documented_ones, Encoded)
{
    std::size_t const said = 80 + 2 * 160;
    BOOST_TEST(read.number(said) == 1u);
    BOOST_TEST(read.number(said + 4) == 0u);
    BOOST_TEST(read.text(said + 8) == "Enregistré");
    BOOST_TEST(read.number(said + 16) == 2u);
    BOOST_TEST(read.number(said + 20) == 1u);
    BOOST_TEST(read.text(said + 24) == "Hors ligne");
}

BOOST_AUTO_TEST_CASE(equal_trees_have_equal_bytes_and_any_change_another_hash)
{
    auto build = [](Tree& tree, std::string const& name) {
        tree.begin();
        tree.open(a_node(1, Role::Root, ""));
        tree.leaf(a_node(2, Role::Button, name));
        tree.close();
    };
    Tree tree;
    std::vector<std::uint8_t> first, second, third;
    build(tree, "Enregistrer");
    encode_tree(tree, first);
    build(tree, "Enregistrer");
    encode_tree(tree, second);
    BOOST_TEST(first == second);
    BOOST_TEST(hash_bytes(first) == hash_bytes(second));
    build(tree, "Enregistres");
    encode_tree(tree, third);
    BOOST_TEST(hash_bytes(first) != hash_bytes(third));
}

BOOST_AUTO_TEST_CASE(only_the_last_announcements_are_kept_with_their_serials)
{
    Tree tree;
    for (int i = 0; i < 20; ++i)
        tree.announce("Phrase " + std::to_string(i), Politeness::Polite);
    BOOST_REQUIRE_EQUAL(tree.announcements().size(), 8u);
    BOOST_TEST(tree.announcements().front().serial == 13u);
    BOOST_TEST(tree.announcements().back().serial == 20u);
    BOOST_TEST(tree.announcements().back().text == "Phrase 19");
}

BOOST_AUTO_TEST_CASE(an_action_is_taken_once_and_by_its_node_only)
{
    ActionQueue queue;
    queue.push({5, Act::Press, "", 0});
    queue.begin_frame();
    BOOST_TEST(!queue.take(6, Act::Press));
    BOOST_TEST(!queue.take(5, Act::Toggle));
    BOOST_TEST(queue.take(5, Act::Press));
    BOOST_TEST(!queue.take(5, Act::Press));
    queue.end_frame();
    BOOST_TEST(!queue.has_pending());
}

BOOST_AUTO_TEST_CASE(an_action_nobody_takes_is_dropped_after_two_frames)
{
    ActionQueue queue;
    queue.push({5, Act::Press, "", 0});
    queue.begin_frame();
    queue.end_frame();
    BOOST_TEST(queue.has_pending());
    queue.begin_frame();
    queue.end_frame();
    BOOST_TEST(!queue.has_pending());
    BOOST_TEST(!queue.take(5, Act::Press));
}

BOOST_AUTO_TEST_CASE(the_last_text_supersedes_the_earlier_ones)
{
    ActionQueue queue;
    queue.push({5, Act::SetText, "A", 0});
    queue.push({6, Act::SetText, "autre", 0});
    queue.push({5, Act::SetText, "AB", 0});
    BOOST_TEST(queue.take_text(5).value() == "AB");
    BOOST_TEST(!queue.take_text(5).has_value());
    BOOST_TEST(queue.take_text(6).value() == "autre");
}

BOOST_AUTO_TEST_CASE(focus_follows_the_page_and_arrives_once)
{
    ActionQueue queue;
    queue.push({5, Act::Focus, "", 1});
    queue.begin_frame();
    BOOST_TEST(queue.focused() == 5u);
    BOOST_TEST(queue.focus_visible());
    BOOST_TEST(queue.focus_arrived(5));
    queue.end_frame();
    queue.begin_frame();
    BOOST_TEST(!queue.focus_arrived(5));
    queue.push({5, Act::Blur, "", 0});
    queue.push({6, Act::Focus, "", 0});
    BOOST_TEST(queue.focused() == 6u);
    BOOST_TEST(!queue.focus_visible());
    BOOST_TEST(queue.take(5, Act::Blur));
    // A late blur of another node does not take the focus away.
    queue.push({5, Act::Blur, "", 0});
    BOOST_TEST(queue.focused() == 6u);
}

BOOST_AUTO_TEST_SUITE_END()
