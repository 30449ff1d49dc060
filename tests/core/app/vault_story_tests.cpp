// The whole road on the memory store: a council is founded, a school joins, both share a record, the school is removed.

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"
#include "core/domain/fields.hpp"
#include "tests/support/app/person.hpp"
#include "tests/support/sync/peer.hpp"

using namespace huisclos;
using testing::MemoryServer;
using testing::Person;

namespace {

struct Council {
    Council()
    {
        BOOST_REQUIRE(crypto::init());
        group = crypto::random_id<GroupId>();
        mayor.found({group});
    }

    void school_joins()
    {
        auto const link = mayor.invite();
        school.answer(link);
        app::Admission admission;
        admission.groups = {group};
        mayor.admit(link, admission);
        school.synchronise();
    }

    [[nodiscard]] CompartmentId nominative() const { return *mayor.council().group(group)->nominative; }

    RecordId write_situation(Person& who, std::string_view name)
    {
        auto const made = testing::write_situation(*who.vault, nominative(), name);
        BOOST_REQUIRE(made.has_value());
        return *made;
    }

    [[nodiscard]] std::string name_seen_by(Person const& who, RecordId const& record) const
    {
        return testing::read_situation(*who.vault, nominative(), record);
    }

    MemoryServer server{};
    Person mayor{server};
    Person school{server};
    GroupId group{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(vault_story)

BOOST_FIXTURE_TEST_CASE(a_founded_council_has_its_compartments_and_nothing_readable_on_the_store, Council)
{
    auto const map = mayor.council();
    BOOST_TEST(map.plenary.has_value());
    BOOST_TEST(map.restricted.has_value());
    BOOST_TEST(map.registry.has_value());
    BOOST_TEST(map.directory.has_value());
    BOOST_REQUIRE(map.groups.size() == 1U);
    BOOST_TEST(map.groups[0].nominative.has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    for (auto const& [path, document] : server.documents)
        BOOST_TEST(std::string(as_text(document.body)).find("Saint-Aubin") == std::string::npos, path);
}

BOOST_FIXTURE_TEST_CASE(a_killed_device_opens_again_with_all_that_it_had, Council)
{
    auto const record = write_situation(mayor, "Nadia");
    mayor.kill();
    mayor.unlock();
    BOOST_TEST(name_seen_by(mayor, record) == "Nadia");
    BOOST_TEST(mayor.vault->status().pending > 0U);  // Not yet published when it was killed.
    mayor.synchronise();
    BOOST_TEST(mayor.vault->status().pending == 0U);
}

BOOST_FIXTURE_TEST_CASE(two_people_share_a_record_and_the_removed_reads_nothing_written_after, Council)
{
    school_joins();
    auto const first = write_situation(mayor, "Avant");
    mayor.synchronise();
    school.synchronise();
    BOOST_TEST(name_seen_by(school, first) == "Avant");

    sync::ActWish wish{
        .ops = app::removal_ops(school.member(), mayor.vault->knowledge().cards().names_of(school.member())),
        .log_key = {},
        .verified = {}};
    auto const is_signed = mayor.sign(std::move(wish));
    BOOST_REQUIRE(is_signed.has_value());
    auto const second = write_situation(mayor, "Après");
    mayor.synchronise();
    (void)school.vault->synchronise().run();
    BOOST_TEST(name_seen_by(school, first) == "Avant");
    BOOST_TEST(name_seen_by(school, second) == "");
    BOOST_TEST(name_seen_by(mayor, second) == "Après");
}

BOOST_FIXTURE_TEST_CASE(an_edit_made_while_the_server_is_down_is_sent_when_it_is_back, Council)
{
    school_joins();
    mayor.remote.offline = true;
    auto const record = write_situation(mayor, "Hors ligne");
    (void)mayor.vault->synchronise().run();
    BOOST_TEST((mayor.vault->status().connection == sync::Connection::Offline));
    BOOST_TEST(mayor.vault->status().pending > 0U);
    mayor.remote.offline = false;
    mayor.synchronise();
    school.synchronise();
    BOOST_TEST(name_seen_by(school, record) == "Hors ligne");
}

BOOST_FIXTURE_TEST_CASE(an_empty_or_foreign_store_erases_nothing, Council)
{
    auto const record = write_situation(mayor, "Reste");
    mayor.synchronise();
    auto const kept = server.documents;
    server.documents.clear();
    (void)mayor.vault->synchronise().run();
    BOOST_TEST(name_seen_by(mayor, record) == "Reste");
    server.documents = kept;
    mayor.synchronise();
    BOOST_TEST(name_seen_by(mayor, record) == "Reste");
}

BOOST_AUTO_TEST_SUITE_END()
