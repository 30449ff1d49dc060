#include "core/ledger/governing.hpp"

#include <boost/test/unit_test.hpp>

#include "core/domain/profile_table.hpp"
#include "core/ledger/record_registry.hpp"
#include "tests/core/ledger/registry_world.hpp"
#include "tests/core/ledger/snapshot_payload.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

class GoverningVault : public RegistryWorld {
public:
    GoverningVault() { add_prologue(); }

    [[nodiscard]] Governing of(
        std::string const& name, int device_index, std::string const& compartment, std::uint64_t seq) const
    {
        auto const who = member(name);
        auto const chain = device(who, device_index);
        StraightChains chains(12);
        chains.add_chain(chain, cid(compartment));
        auto const place = *chains.find(StraightChains::bh(chain, cid(compartment), seq));
        return governing_role(registry()->state(), who, place, chains);
    }
    [[nodiscard]] Marks one_mark(
        std::string const& name, int device_index, std::string const& compartment, Mark mark) const
    {
        mark.device = device(member(name), device_index);
        mark.cid = cid(compartment);
        return std::make_shared<std::vector<Mark> const>(std::vector{mark});
    }
};

/// An op on somebody else's record of the secrétariat's kind; rules 0 look at roles only.
Verdict verdict(Governing const& governing, RecordOp kind)
{
    return judge_op(governing, OpFacts{.kind = kind}, 0);
}

OpFacts facts(RecordOp kind, RecordNature record)
{
    return {.kind = kind, .compartment = CompartmentClass::Nominatif, .record = record};
}

bool allowed(OpFacts const& what, Profile profile, std::uint8_t role)
{
    return permits(what, {role, static_cast<std::uint32_t>(profile)}, 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(governing)

BOOST_AUTO_TEST_CASE(flaw_05_what_is_written_at_a_former_role_is_quarantined)
{
    GoverningVault world;
    world.act(3, "A", {2}, "[['role', 'M', 'c1', 2, {'mark': 8}]]");
    BOOST_TEST((verdict(world.of("M", 0, "c1", 8), RecordOp::Set) == Verdict::Allowed));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 9), RecordOp::Set) == Verdict::Cut));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 9), RecordOp::Append) == Verdict::Allowed));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 9), RecordOp::Shred) == Verdict::Rights));
    // Out: everything above the marks, whatever its date says.
    world.act(4, "A", {3}, "[['member-out', 'M', {'mark': 10}]]");
    BOOST_TEST((world.of("M", 0, "c1", 11).standing == Standing::Outside));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 11), RecordOp::Append) == Verdict::Cut));
    BOOST_TEST((verdict(world.of("M", 1, "c1", 11), RecordOp::Shred) == Verdict::Rights));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 10), RecordOp::Append) == Verdict::Allowed));
}

BOOST_AUTO_TEST_CASE(flaw_06_a_raise_does_not_wake_what_was_refused)
{
    GoverningVault world;
    BOOST_TEST((verdict(world.of("X", 0, "c1", 5), RecordOp::Shred) == Verdict::Rights));
    world.act(3, "A", {2}, "[['role', 'X', 'c1', 4, {'mark': 11}]]");
    BOOST_TEST((verdict(world.of("X", 0, "c1", 5), RecordOp::Shred) == Verdict::Rights));
    BOOST_TEST((verdict(world.of("X", 0, "c1", 12), RecordOp::Shred) == Verdict::Allowed));
}

BOOST_AUTO_TEST_CASE(flaw_06_a_role_that_comes_back_does_not_wake_what_was_quarantined)
{
    GoverningVault world;
    world.act(3, "A", {2}, "[['role', 'M', 'c1', 0, {'mark': 5}]]");
    world.act(4, "A", {3}, "[['role', 'M', 'c1', 3, {'mark': 9}]]");
    BOOST_TEST((verdict(world.of("M", 0, "c1", 5), RecordOp::Set) == Verdict::Allowed));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 6), RecordOp::Set) == Verdict::Cut));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 9), RecordOp::Set) == Verdict::Cut));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 10), RecordOp::Set) == Verdict::Allowed));
}

BOOST_AUTO_TEST_CASE(flaw_07_a_removal_keeps_past_work_where_its_signer_does_not_read)
{
    GoverningVault world;
    // A does not read c2: the marks are those that heads and tables name.
    world.act(3, "A", {2}, "[['member-out', 'X']]");
    for (std::uint64_t seq = 1; seq <= 11; ++seq)
        BOOST_TEST((verdict(world.of("X", 0, "c2", seq), RecordOp::Append) == Verdict::Allowed));
    BOOST_TEST((verdict(world.of("X", 0, "c2", 12), RecordOp::Append) == Verdict::Cut));
}

BOOST_AUTO_TEST_CASE(flaw_08_marks_about_other_chains_are_ignored)
{
    GoverningVault world;
    auto list = std::make_shared<std::vector<Mark>>();
    // A mark on another device, on another compartment, and one on LOG: none of them ends this chain here.
    auto const foreign = RegistryWorld::device(world.member("K"), 0);
    auto const own = RegistryWorld::device(world.member("M"), 0);
    list->push_back({foreign, world.cid("c1"), 12, StraightChains::bh(own, world.cid("c1"), 12), {}});
    list->push_back({own, world.cid("c2"), 12, StraightChains::bh(own, world.cid("c1"), 12), {}});
    list->push_back({own, k_log, 12, BodyHash{{1}}, {}});
    world.act_of(3, "A", {2}, {RoleOp{world.member("M"), world.cid("c1"), 2, 4, list}});
    BOOST_TEST(world.of("M", 0, "c1", 1).right.role == 2);
    // And K's chain is not touched by an op about M.
    BOOST_TEST(world.of("K", 0, "c1", 12).right.role == 3);
}

BOOST_AUTO_TEST_CASE(flaw_08_an_invented_mark_makes_wait_what_is_below_it_and_nothing_else)
{
    GoverningVault world;
    auto const invented = world.one_mark("M", 0, "c1", {.seq = 9, .bh = BodyHash{{0xee}}});
    world.act_of(3, "A", {2}, {RoleOp{world.member("M"), world.cid("c1"), 2, 4, invented}});
    BOOST_TEST((world.of("M", 0, "c1", 9).standing == Standing::Waits));
    BOOST_TEST((verdict(world.of("M", 0, "c1", 9), RecordOp::Append) == Verdict::Waits));
    BOOST_TEST((world.of("M", 0, "c1", 10).standing == Standing::Governs));
    BOOST_TEST(world.of("M", 0, "c1", 10).right.role == 2);
    // The other device is not listed: marked at 0.
    BOOST_TEST(world.of("M", 1, "c1", 1).right.role == 2);
    // An out op that waits comes before role ops; one that the segment is above comes before that.
    auto const out = world.one_mark("M", 0, "c1", {.seq = 11, .bh = BodyHash{{0xef}}});
    world.act_of(4, "A", {3}, {MemberOutOp{world.member("M"), out, {}}});
    BOOST_TEST((world.of("M", 0, "c1", 10).standing == Standing::Waits));
    BOOST_TEST((world.of("M", 0, "c1", 12).standing == Standing::Outside));
}

BOOST_AUTO_TEST_CASE(a_role_beside_a_lesser_one_that_changes_nothing_does_not_govern)
{
    GoverningVault world;
    world.act(3, "F", {2}, "[['role', 'M', 'c1', 0, {'mark': 8}]]");
    world.act(4, "A", {2}, "[['role', 'M', 'c1', 2, {'mark': 3}]]");
    BOOST_TEST(world.governing(*world.registry(), "M0", "c1").dump() == "[3,3,3,3,3,3,3,3,0,0,0,0]");
}

BOOST_AUTO_TEST_CASE(who_was_never_given_a_role_has_none)
{
    GoverningVault world;
    BOOST_TEST(world.of("K", 0, "c2", 1).right.role == 0);
    BOOST_TEST((verdict(world.of("K", 0, "c2", 1), RecordOp::Append) == Verdict::Rights));
    StraightChains chains(1);
    auto const nobody = governing_role(world.registry()->state(), MemberId{{1}}, {}, chains);
    BOOST_TEST((nobody.right == Right{}));
}

BOOST_AUTO_TEST_CASE(least_roles_are_those_of_the_kinds)
{
    BOOST_TEST(least_role(RecordOp::Create, Ownership::Own) == 2);
    BOOST_TEST(least_role(RecordOp::Append, Ownership::Another) == 2);
    for (auto const kind : {RecordOp::Set, RecordOp::Add, RecordOp::Drop, RecordOp::Attach}) {
        BOOST_TEST(least_role(kind, Ownership::Own) == 2);
        BOOST_TEST(least_role(kind, Ownership::Another) == 3);
    }
    for (auto const kind : {RecordOp::Detach, RecordOp::Close, RecordOp::Reopen, RecordOp::Gone, RecordOp::Snapshot})
        BOOST_TEST(least_role(kind, Ownership::Own) == 3);
    for (auto const kind : {RecordOp::Shred, RecordOp::Adopt, RecordOp::Freeze})
        BOOST_TEST(least_role(kind, Ownership::Own) == 4);
    BOOST_TEST(!permits({.kind = RecordOp::Log}, {4, 1}, 0));
}

BOOST_AUTO_TEST_CASE(profiles_restrict_what_a_role_allows)
{
    auto const create = facts(RecordOp::Create, RecordNature::Signalement);
    auto own_create = create;
    own_create.ownership = Ownership::Own;
    for (auto const profile : {Profile::Referent, Profile::Membre, Profile::Parquet}) {
        BOOST_TEST(allowed(own_create, profile, 2));
        BOOST_TEST(!allowed(own_create, profile, 1));
        BOOST_TEST(!allowed(facts(RecordOp::Create, RecordNature::Situation), profile, 2));
        auto change = own_create;
        change.kind = RecordOp::Set;
        BOOST_TEST(!allowed(change, profile, 2));
        change.stage = ReportStage::Reported;
        BOOST_TEST(allowed(change, profile, 2));
        change.ownership = Ownership::Another;
        BOOST_TEST(!allowed(change, profile, 4));
        auto answer = facts(RecordOp::Append, RecordNature::Situation);
        BOOST_TEST(!allowed(answer, profile, 2));
        answer.field = FieldNature::LiaisonAnswer;
        BOOST_TEST(allowed(answer, profile, 2));
        auto action = facts(RecordOp::Add, RecordNature::Situation);
        action.field = FieldNature::Action;
        action.naming = Naming::NamesAuthor;
        BOOST_TEST(allowed(action, profile, 3) == (profile == Profile::Referent));
        action.naming = Naming::Unnamed;
        BOOST_TEST(!allowed(action, profile, 3));
    }
    for (auto const profile : {Profile::Dpo, Profile::Calendrier, Profile::None, static_cast<Profile>(77)})
        BOOST_TEST(!allowed(own_create, profile, 4));
    // A number of a later version is none of ours, whatever its last byte.
    BOOST_TEST(!permits({.kind = RecordOp::Set}, Right{4, 0x101}, 1));
    OpFacts note{.kind = RecordOp::Set, .compartment = CompartmentClass::General};
    BOOST_TEST(allowed(note, Profile::Secretariat, 3));
    note.compartment = CompartmentClass::Nominatif;
    BOOST_TEST(!allowed(note, Profile::Secretariat, 4));
    BOOST_TEST(allowed(note, Profile::Maire, 3));
    BOOST_TEST(allowed(note, Profile::Coordonnateur, 3));
    BOOST_TEST(!allowed(note, Profile::Coordonnateur, 2));
}

BOOST_AUTO_TEST_CASE(the_author_of_a_signalement_writes_its_content_and_never_decides_of_it)
{
    OpFacts facts{
        .kind = RecordOp::Set,
        .compartment = CompartmentClass::Nominatif,
        .record = RecordNature::Signalement,
        .ownership = Ownership::Own,
        .stage = ReportStage::Reported};
    Right const member{2, static_cast<std::uint32_t>(Profile::Membre)};
    Right const coordinator{4, static_cast<std::uint32_t>(Profile::Coordonnateur)};
    BOOST_TEST(permits(facts, member, 1));
    facts.field = FieldNature::Decision;
    BOOST_TEST(permits(facts, coordinator, 1));
    BOOST_TEST(!permits(facts, member, 1));
}

// A writer asks the table of core/domain, which knows types and fields; a reader judges by what an op shows of them.
// The reader may let pass more, never less: an honest op is refused by nobody.
BOOST_AUTO_TEST_CASE(what_the_table_lets_a_writer_write_every_reader_folds)
{
    CouncilNatures const natures;
    std::size_t permitted = 0;
    for (std::uint8_t profile = 1; profile <= 8; ++profile) {
        for (std::uint8_t of = 1; of <= 12; ++of) {
            for (std::uint8_t type = 1; type <= domain::k_record_types; ++type) {
                for (std::uint64_t kind = 32; kind <= 44; ++kind) {
                    for (std::uint64_t field = 0; field <= 64; ++field) {
                        auto const permit = domain::permits(
                            1, static_cast<domain::CompartmentClass>(of), static_cast<domain::Profile>(profile), kind,
                            static_cast<domain::RecordType>(type), field);
                        if (!permit || *permit == domain::Permit::No)
                            continue;
                        ++permitted;
                        OpFacts facts{
                            .kind = static_cast<RecordOp>(kind),
                            .compartment = static_cast<CompartmentClass>(of),
                            .record = natures.nature_of(type),
                            .field = natures.field_nature(type, static_cast<OpKind>(kind), field)};
                        bool const is_create = facts.kind == RecordOp::Create;
                        bool const is_own =
                            *permit == domain::Permit::OwnRecord || *permit == domain::Permit::OwnWhileSignalee;
                        facts.ownership = is_own || is_create ? Ownership::Own : Ownership::Another;
                        facts.stage = is_own ? ReportStage::Reported : ReportStage::NotReported;
                        facts.naming = *permit == domain::Permit::NamedReferent ? Naming::NamesAuthor : Naming::Unnamed;
                        auto const least = least_role(facts.kind, facts.ownership);
                        BOOST_REQUIRE_MESSAGE(
                            permits(facts, {least, profile}, 1), "profile " << int(profile) << " class " << int(of)
                                                                            << " type " << int(type) << " kind " << kind
                                                                            << " field " << field);
                    }
                }
            }
        }
    }
    BOOST_TEST(permitted > 1000u);
}

BOOST_AUTO_TEST_CASE(the_fold_asks_one_state)
{
    GoverningVault world;
    auto const registry = world.registry();
    RegistryAuthority const authority(registry->state());
    auto const c1 = world.cid("c1");
    BOOST_TEST(authority.is_epoch(c1, registry->write_epoch(c1)->id()));
    BOOST_TEST(!authority.is_epoch(c1, EpochId{}));
    BOOST_TEST(!authority.is_epoch(CompartmentId{{5}}, EpochId{}));
    BOOST_TEST((authority.class_of(c1) == CompartmentClass::GroupeNonNominatif));
    BOOST_TEST(!authority.has_base(c1));
    world.act_of(
        3, "F", {2}, {PolicyOp{.rules = 1}, RotateOp{c1, world.commit("base", "c1"), {}, test::snapshot_payload()}});
    RegistryAuthority const later(world.registry()->state());
    BOOST_TEST(later.has_base(c1));
    BOOST_TEST(later.rules() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
