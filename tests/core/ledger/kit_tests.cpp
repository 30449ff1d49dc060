#include "core/ledger/kit.hpp"

#include <boost/test/unit_test.hpp>

#include "core/base/utf8.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/words.hpp"
#include "tests/support/structures.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::range;

namespace {

std::string joined(std::vector<std::string> const& words)
{
    std::string text;
    for (auto const& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string upper(std::string text)
{
    for (auto& letter : text)
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 32);
    return text;
}

struct Printed {
    support::Json const& d = support::read_vectors("objects.json").at("derived");
    VaultId vault = VaultId::from(range(0x40, 32)).value();
    std::string words = d.at("kit words").get<std::string>();
    std::string number = d.at("kit number").get<std::string>();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kit, Printed)

BOOST_AUTO_TEST_CASE(words_and_number_are_as_published)
{
    auto const& spec = support::read_vectors("objects.json").at("spec_3_17");
    BOOST_TEST(joined(kit_words(vault, range(0x00, 16), range(0x10, 16))) == spec.at("kit words").get<std::string>());
    BOOST_TEST(kit_number(vault) == spec.at("number").get<std::string>());
    BOOST_TEST(joined(kit_words(vault, hex_of(d, "AS"), hex_of(d, "KR"))) == words);
    BOOST_TEST(kit_number(vault) == number);
}

BOOST_AUTO_TEST_CASE(words_are_read_as_people_type_them)
{
    auto const read = [&](std::string_view typed) {
        auto const secrets = read_kit_words(typed, vault);
        BOOST_REQUIRE(secrets.has_value());
        BOOST_TEST(to_hex(secrets->account_secret.view()) == d.at("AS").get<std::string>());
        BOOST_TEST(to_hex(secrets->recovery_key.view()) == d.at("KR").get<std::string>());
    };
    read(words);
    read(upper(fold(words)));
    std::string prefixes;
    std::string numbered;
    int place = 0;
    for (auto const& word : read_typed_words(words)) {
        prefixes += word.typed.substr(0, 4) + "\n";
        numbered += std::to_string(++place) + ". " + word.typed + ", ";
    }
    read(prefixes);
    read(numbered);
}

BOOST_AUTO_TEST_CASE(a_typing_error_in_the_words_is_said_before_any_request)
{
    auto const refused = [&](std::string_view typed) {
        auto const secrets = read_kit_words(typed, vault);
        return !secrets && secrets.error().code == ErrorCode::Input;
    };
    BOOST_TEST(!refused(words));
    BOOST_TEST(refused(""));
    BOOST_TEST(refused(words.substr(0, words.rfind(' '))));
    BOOST_TEST(refused(words + " abaisser"));
    BOOST_TEST(refused("zzz" + words.substr(words.find(' '))));
    // Two words changed places, one word replaced by its neighbour.
    auto const first_space = words.find(' ');
    auto const second_space = words.find(' ', first_space + 1);
    BOOST_TEST(refused(
        words.substr(first_space + 1, second_space - first_space - 1) + " " + words.substr(0, first_space) +
        words.substr(second_space)));
    // The right words of another vault: its number was mistyped.
    auto other = vault;
    other.bytes[0] ^= 1;
    BOOST_TEST(!read_kit_words(words, other).has_value());
    auto const typed = read_typed_words("belote xylophon");
    BOOST_TEST(typed[0].index.has_value());
    BOOST_TEST(!typed[1].index.has_value());
}

BOOST_AUTO_TEST_CASE(of_words_that_are_refused_the_count_and_the_first_unknown_one_are_told)
{
    auto const whole = find_kit_words_fault(words);
    BOOST_TEST(whole.typed == k_kit_word_count);
    BOOST_TEST(!whole.unknown.has_value());
    BOOST_TEST(find_kit_words_fault("").typed == 0U);
    auto const cut = find_kit_words_fault(words.substr(0, words.rfind(' ')));
    BOOST_TEST(cut.typed == k_kit_word_count - 1);
    BOOST_TEST(!cut.unknown.has_value());
    auto const first_space = words.find(' ');
    auto const second_space = words.find(' ', first_space + 1);
    auto const mistyped = find_kit_words_fault(words.substr(0, first_space) + " xylophon" + words.substr(second_space));
    BOOST_TEST(mistyped.typed == k_kit_word_count);
    BOOST_REQUIRE(mistyped.unknown.has_value());
    BOOST_TEST(*mistyped.unknown == 1U);
}

BOOST_AUTO_TEST_CASE(the_number_is_read_in_any_case_with_look_alike_digits)
{
    BOOST_TEST((read_kit_number(number).value() == vault));
    std::string typed;
    for (char letter : number) {
        letter = letter == ' ' ? '-' : letter == 'O' ? '0' : letter == 'I' ? '1' : letter == 'B' ? '8' : letter;
        typed.push_back(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter);
    }
    BOOST_TEST((read_kit_number(typed).value() == vault));
    BOOST_TEST((read_kit_number("  " + number + "\n").value() == vault));
}

BOOST_AUTO_TEST_CASE(a_typing_error_in_the_number_is_said_before_any_request)
{
    auto const refused = [](std::string const& typed) {
        auto const read = read_kit_number(typed);
        return !read && read.error().code == ErrorCode::Input;
    };
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (number[i] == ' ')
            continue;
        auto changed = number;
        changed[i] = changed[i] == 'A' ? 'C' : 'A';
        BOOST_TEST(refused(changed), changed);
    }
    BOOST_TEST(refused(number.substr(5)));
    BOOST_TEST(refused(number + "A"));
    BOOST_TEST(refused("9" + number.substr(1)));
    BOOST_TEST(refused(""));
    // Last bits not zero, with the check group of the vault that they would name.
    auto spare = number;
    spare[63] = static_cast<char>(spare[63] + 1);
    BOOST_TEST(refused(spare));
}

BOOST_AUTO_TEST_CASE(the_text_is_read_back_whatever_spaces_it_has)
{
    Kit kit{
        .store = {.url = "https://store.example/v/"},
        .vault = vault,
        .account_secret = SecretBytes::copy_of(hex_of(d, "AS")),
        .recovery_key = SecretBytes::copy_of(hex_of(d, "KR"))};
    auto const text = kit_text(kit);
    BOOST_TEST(text == d.at("kit QR").get<std::string>());
    auto spaced = text;
    for (std::size_t at = 20; at < spaced.size(); at += 21)
        spaced.insert(at, at % 2 == 0 ? " " : "\r\n");
    auto const again = read_kit_text(spaced).value();
    BOOST_TEST((encode_kit(again) == encode_kit(kit)));
    BOOST_TEST((read_kit_text("HC2K:" + text.substr(5)).error().code == ErrorCode::Encoding));
    BOOST_TEST((read_kit_text(text + "=").error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_CASE(published_kits_are_read_or_refused_with_their_code)
{
    support::check_structures("kit", 2, [](BytesView bytes) -> Result<Bytes> {
        HUISCLOS_TRY_ASSIGN(read, decode_kit(bytes));
        return encode_kit(read);
    });
}

BOOST_AUTO_TEST_CASE(what_is_asked_back_differs_and_is_checked)
{
    for (int i = 0; i < 200; ++i) {
        auto const question = draw_kit_question();
        BOOST_TEST((std::ranges::adjacent_find(question.words, std::greater_equal{}) == question.words.end()));
        BOOST_TEST(question.words.back() < k_kit_word_count);
        BOOST_TEST(question.group < k_kit_number_groups);
    }
    BOOST_TEST(is_kit_word("EVENTAIL", "éventail"));
    BOOST_TEST(is_kit_word(" éven ", "éventail"));
    BOOST_TEST(!is_kit_word("éventail belote", "éventail"));
    BOOST_TEST(!is_kit_word("belote", "éventail"));
    BOOST_TEST(!is_kit_word("", "éventail"));
    BOOST_TEST(is_kit_group("ibau", vault, 0));
    BOOST_TEST(is_kit_group("1 8 a u", vault, 0));
    BOOST_TEST(is_kit_group("N6QX", vault, 13));
    BOOST_TEST(!is_kit_group("N6QX", vault, 12));
}

BOOST_AUTO_TEST_SUITE_END()
