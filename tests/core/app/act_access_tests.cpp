// Whatever an act does beside, nobody enters a space, leaves one or changes function by it without a line that says so.

#include <algorithm>
#include <optional>
#include <random>

#include "core/app/council_act_heads.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_conflicts.hpp"
#include "core/app/council_op_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/situation_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/lost_ops_town.hpp"

using namespace huisclos;
using domain::Profile;
using testing::StoppedDevice;

namespace {

constexpr auto profile_number = [](Profile profile) {
    return static_cast<std::uint32_t>(profile);
};

bool names_with(Phrase const& said, PhraseArg const& who, std::string_view arg, PhraseArg const& value)
{
    return testing::has_arg(said, "name", who) && testing::has_arg(said, arg, value);
}

/// What the device of the mayor says of acts that nobody signed. The school is coordonnateur. The mayor has left two
/// groups: in the first the school changed the keys since, in the second nobody writes any more. A third one has no
/// nominative space. Keys are to change after some days.
struct SpokenTown : testing::FoundedTown {
    SpokenTown()
    {
        testing::join_school(mayor, school);
        testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
        auto const self = testing::show_member(mayor, "Claire Vasseur");
        auto const left = mayor.see().members->detail->groups;
        BOOST_REQUIRE(left.size() == 2U);
        for (auto const& group : left)
            mayor.send(app::PrepareLeaveGroup{self, group.group});
        testing::sign_draft(mayor);
        testing::sign_new_group(mayor);
        testing::exchange(mayor, school);
        school.kill();
        {
            StoppedDevice other(school);
            auto const map = app::council_map(other.vault->knowledge().registry()->state());
            auto const* const group = map.group(left.front().group);
            BOOST_REQUIRE((group != nullptr && group->plain && group->nominative));
            for (auto const& cid : {*group->plain, *group->nominative})
                other.sign(ledger::RotateOp{.cid = cid, .commit = {}, .hist = {}, .base = {}});
            changed_key = *group->nominative;
            halted_key = map.group(left.back().group)->nominative.value();
        }
        testing::LostOpsTown::restart(school);
        testing::exchange(school, mayor);
        listen();
    }
    void listen()
    {
        mayor.kill();
        device.emplace(mayor);
        ledger::PolicyOp policy;
        policy.epoch_days = 30;
        device->sign(policy);
        council.rebuild(*device->vault);
        context.emplace(app::Context{
            .ports = {mayor.remote, mayor.places, mayor.worker, mayor.clock},
            .vault = *device->vault,
            .council = council,
            .situations = situations,
            .acts = acts,
            .toasts = toasts});
        BOOST_REQUIRE(context->registry().policy().epoch_days.has_value());
    }

    [[nodiscard]] ledger::Registry const& registry() const { return *device->vault->knowledge().registry(); }
    [[nodiscard]] MemberId self() const { return device->vault->self(); }
    [[nodiscard]] MemberId other() const { return registry().state().holder_of(app::k_coordinator_rank)->id; }
    [[nodiscard]] ledger::Act act_of(std::vector<ledger::ActOp> ops) const
    {
        ledger::Act act;
        act.author = ledger::author_of(self());
        act.past = registry().tips();
        act.t = static_cast<std::uint64_t>(mayor.clock.time.ms);
        act.ops = std::move(ops);
        return act;
    }
    [[nodiscard]] static ledger::ActOp role(MemberId const& id, CompartmentId const& cid, std::uint8_t role, Profile as)
    {
        return ledger::RoleOp{.member = id, .cid = cid, .role = role, .profile = profile_number(as), .marks = {}};
    }
    [[nodiscard]] static ledger::ActOp rotation(CompartmentId const& cid)
    {
        return ledger::RotateOp{.cid = cid, .commit = {}, .hist = {}, .base = {}};
    }
    [[nodiscard]] std::vector<app::ChangeLine> lines_of(
        ledger::Act const& act, std::size_t most = app::k_all_lines,
        std::vector<ledger::OpSkip> const& skips = {}) const
    {
        return app::effects_of(*context, registry().state(), act, skips, most);
    }
    [[nodiscard]] PhraseArg name_of(MemberId const& id) const { return app::said_name(*context, {}, id); }
    [[nodiscard]] bool says_access(
        std::vector<app::ChangeLine> const& lines, std::string_view key, MemberId const& id,
        CompartmentId const& cid) const
    {
        bool const is_there = cid == k_log || registry().state().compartment(cid) != nullptr;
        return std::ranges::any_of(lines, [&](app::ChangeLine const& line) {
            return line.text.key.starts_with(key) && testing::has_arg(line.text, "name", name_of(id)) &&
                   (!is_there || line.text.key == "council.op.leaves_log" ||
                    testing::has_arg(line.text, "place", app::say_place(*context, cid)));
        });
    }
    [[nodiscard]] bool says_function(std::vector<app::ChangeLine> const& lines, MemberId const& id, Profile now) const
    {
        return std::ranges::any_of(lines, [&](app::ChangeLine const& line) {
            bool const is_function =
                line.text.key == "council.op.function" || line.text.key == "council.change.function";
            return is_function &&
                   names_with(line.text, name_of(id), "function", TextRef{std::string(domain::text_key(now))});
        });
    }
    [[nodiscard]] bool says_end_of_function(std::vector<app::ChangeLine> const& lines, MemberId const& id) const
    {
        return std::ranges::any_of(lines, [&](app::ChangeLine const& line) {
            return line.text.key == "council.op.function_ends" && testing::has_arg(line.text, "name", name_of(id));
        });
    }
    [[nodiscard]] static bool keeps_access(ledger::Member const& member)
    {
        bool keeps = false;
        member.roles.for_each(
            [&keeps](CompartmentId const&, ledger::RoleRecord const& record) { keeps |= record.current.role > 0; });
        return keeps;
    }
    /// By what the registry makes of it.
    void check_nothing_hidden(
        ledger::RegistryState const& after, std::vector<app::ChangeLine> const& lines, std::size_t number) const
    {
        auto const& before = registry().state();
        after.members().for_each([&](MemberId const& id, ledger::Member const& member) {
            if (member.is_out())
                return;
            auto const* const known = before.member(id);
            member.roles.for_each([&](CompartmentId const& cid, ledger::RoleRecord const& record) {
                auto const had = known == nullptr ? ledger::Right{} : known->right_in(cid);
                if (record.current.role > 0 && had.role == 0)
                    BOOST_TEST(says_access(lines, "council.op.enters", id, cid), "entry hidden by act " << number);
                if (record.current.role == 0 && had.role > 0)
                    BOOST_TEST(says_access(lines, "council.op.leaves", id, cid), "end hidden by act " << number);
            });
            auto const former = app::profile_of(before, id);
            auto const now = app::profile_of(after, id);
            if (now != Profile::None && now != former)
                BOOST_TEST(says_function(lines, id, now), "function hidden by act " << number);
            if (now == Profile::None && former != Profile::None && keeps_access(member))
                BOOST_TEST(says_end_of_function(lines, id), "end of function hidden by act " << number);
        });
    }

    CompartmentId changed_key{};
    CompartmentId halted_key{};
    std::optional<StoppedDevice> device{};
    app::CouncilIndex council{};
    app::SituationState situations{};
    app::CouncilState acts{};
    app::Toasts toasts{};
    std::optional<app::Context> context{};
};

/// Ops of any kind that gives or takes rights, in any order and beside any other.
class ActMaker {
public:
    explicit ActMaker(SpokenTown& town) : m_town(town), m_members{town.self(), town.other()}
    {
        town.registry().state().compartments().for_each(
            [this](CompartmentId const& cid, ledger::Compartment const&) { m_places.push_back(cid); });
        m_places.push_back(k_log);
        auto const& groups = town.context->map().groups;
        auto const open = std::ranges::find_if(groups, [](auto const& group) { return !group.nominative; });
        BOOST_REQUIRE((open != groups.end()));
        m_unopened = open->group;
    }

    std::vector<ledger::ActOp> make()
    {
        std::vector<ledger::ActOp> ops;
        auto const count = 1 + below(6);
        for (std::size_t i = 0; i < count; ++i)
            add_op(ops);
        return ops;
    }

private:
    std::size_t below(std::size_t bound) { return m_random() % bound; }
    template <typename T>
    T const& one_of(std::vector<T> const& all)
    {
        return all[below(all.size())];
    }
    void add_role(std::vector<ledger::ActOp>& ops, CompartmentId const& cid)
    {
        auto const profile = static_cast<Profile>(below(std::size_t{domain::k_profiles} + 1));
        ops.push_back(SpokenTown::role(one_of(m_members), cid, static_cast<std::uint8_t>(below(5)), profile));
    }
    void add_op(std::vector<ledger::ActOp>& ops)
    {
        auto const& cid = one_of(m_places);
        switch (below(8)) {
        case 0:
            ops.push_back(SpokenTown::role(m_town.self(), cid, 4, Profile::Maire));
            ops.push_back(SpokenTown::rotation(cid));
            break;
        case 1:
            ops.push_back(SpokenTown::rotation(cid));
            break;
        case 2:
            ops.emplace_back(ledger::RankOp{.member = m_town.other(), .rank = std::nullopt});
            break;
        case 3:
            open_group(ops);
            break;
        case 4:
            ops.emplace_back(ledger::VisaOp{});
            break;
        default:
            add_role(ops, cid);
        }
    }
    /// With the text that lets it be opened, as it was prepared here.
    void open_group(std::vector<ledger::ActOp>& ops)
    {
        ledger::TextInForce const text{2, 2 + below(100), {}};
        app::DraftChange change;
        change.text = phrase("council.change.text");
        change.text_in_force = text;
        m_town.acts.draft.push_back(std::move(change));
        ledger::PolicyOp policy;
        policy.texts.emplace({text});
        ops.emplace_back(policy);
        ledger::CompartmentOp made;
        made.shape.class_number = static_cast<std::uint64_t>(domain::CompartmentClass::Nominatif);
        made.shape.group = m_unopened;
        made.shape.formation = static_cast<std::uint64_t>(domain::Formation::Groupe);
        ops.emplace_back(made);
        add_role(ops, ledger::compartment_id(made.shape, ledger::author_of(m_town.self())));
    }

    SpokenTown& m_town;
    std::vector<MemberId> m_members;
    std::vector<CompartmentId> m_places{};
    GroupId m_unopened{};
    std::mt19937 m_random{20'261'127};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(act_accesses)

BOOST_FIXTURE_TEST_CASE(no_act_hides_an_access_or_a_function_whatever_else_it_does, SpokenTown)
{
    constexpr std::size_t k_acts = 600;
    ActMaker maker(*this);
    std::size_t checked = 0;
    for (std::size_t i = 0; i < k_acts; ++i) {
        acts.draft.clear();
        auto const act = act_of(maker.make());
        auto const preview = registry().preview(act);
        if (!preview)
            continue;
        ++checked;
        check_nothing_hidden(preview->state, lines_of(act, app::k_all_lines, preview->skips), i);
        // A key without its sealed copies may have no effect here, and has one where the act is signed.
        auto skips = preview->skips;
        std::erase_if(skips, [&act](ledger::OpSkip const& skip) {
            return std::holds_alternative<ledger::RotateOp>(act.ops[skip.op_index]);
        });
        check_nothing_hidden(preview->state, lines_of(act, app::k_all_lines, skips), i);
    }
    BOOST_TEST(checked > k_acts / 2);
}

/// Beside a key that changes for its age, as everybody's entry.
BOOST_FIXTURE_TEST_CASE(who_signs_and_enters_a_space_whose_key_he_changes_for_its_age_is_said_to_enter, SpokenTown)
{
    BOOST_REQUIRE(registry().state().member(self())->right_in(changed_key).role == 0);
    BOOST_REQUIRE(!app::was_halted(*context, registry().state(), changed_key));
    auto const lines = lines_of(act_of({role(self(), changed_key, 4, Profile::Maire), rotation(changed_key)}));
    BOOST_TEST(says_access(lines, "council.op.enters", self(), changed_key));
    BOOST_TEST(std::ranges::count(lines, "council.change.old_keys", [](auto const& line) -> std::string const& {
                   return line.text.key;
               }) == 1);
}

/// Where nobody could write any more he comes in for the key: that is said below it.
BOOST_FIXTURE_TEST_CASE(who_enters_a_stopped_space_to_change_its_key_is_said_to_enter_below_it, SpokenTown)
{
    BOOST_REQUIRE(app::was_halted(*context, registry().state(), halted_key));
    auto const lines = lines_of(act_of({role(self(), halted_key, 4, Profile::Maire), rotation(halted_key)}));
    BOOST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[0].text.key == "council.change.rotate");
    BOOST_TEST(lines[1].text.key == "council.change.rotate_halted");
    BOOST_TEST(lines[2].text.key == "council.op.enters");
    BOOST_TEST(lines[2].is_below);
}

/// Nor is there room for one of the two alone.
BOOST_FIXTURE_TEST_CASE(a_list_that_ends_early_counts_each_line_that_it_leaves_out_once, SpokenTown)
{
    auto const act = act_of(
        {role(other(), changed_key, 0, Profile::None), role(self(), halted_key, 4, Profile::Maire),
         rotation(halted_key)});
    auto const all = lines_of(act);
    BOOST_REQUIRE(all.size() > 3U);
    auto const count_key = [](std::vector<app::ChangeLine> const& lines, std::string_view key) {
        return std::ranges::count_if(lines, [key](app::ChangeLine const& line) { return line.text.key == key; });
    };
    auto const cut = lines_of(act, 2);
    BOOST_TEST(count_key(cut, "council.op.enters") == 0);
    BOOST_TEST(count_key(cut, "council.change.rotate") == 0);
    auto const more =
        std::ranges::find_if(cut, [](app::ChangeLine const& line) { return line.text.key == "council.act.more"; });
    BOOST_REQUIRE((more != cut.end()));
    // The key, why it changes, and who enters for it.
    BOOST_TEST(testing::has_arg(more->text, "n", std::int64_t{3}));
    BOOST_TEST(count_key(cut, "council.act.more") == 1);
}

/// M-08: a function is given beside a text that opens a space, by the space that it opens.
BOOST_FIXTURE_TEST_CASE(a_function_given_in_a_space_that_a_text_opens_is_said_as_one, SpokenTown)
{
    auto const groups = context->map().groups;
    auto const group = std::ranges::find_if(groups, [](auto const& one) { return !one.nominative; });
    BOOST_REQUIRE((group != groups.end()));
    ledger::CompartmentOp made;
    made.shape.class_number = static_cast<std::uint64_t>(domain::CompartmentClass::Nominatif);
    made.shape.group = group->group;
    made.shape.formation = static_cast<std::uint64_t>(domain::Formation::Groupe);
    auto const cid = ledger::compartment_id(made.shape, ledger::author_of(self()));
    ledger::TextInForce const text{2, 7, {}};
    app::DraftChange change;
    change.text = phrase("council.change.text");
    change.text_in_force = text;
    acts.draft.push_back(std::move(change));
    ledger::PolicyOp policy;
    policy.texts.emplace({text});
    auto const lines = lines_of(act_of({policy, made, role(other(), cid, 4, Profile::Maire)}));
    BOOST_TEST(says_function(lines, other(), Profile::Maire));
    BOOST_TEST(says_access(lines, "council.op.enters", other(), cid));
}

/// A list of texts takes the place of the whole one.
BOOST_FIXTURE_TEST_CASE(a_text_that_a_new_list_leaves_out_is_said_to_end, SpokenTown)
{
    auto const& standing = registry().state().policy().texts;
    BOOST_REQUIRE(standing.size() == 2U);
    auto const ended = app::find_text(*context, standing[1]);
    BOOST_REQUIRE(ended.has_value());
    ledger::PolicyOp policy;
    policy.texts.emplace({ledger::TextInForce{standing[0].what, standing[0].version + 1, {}}});
    auto const said = lines_of(act_of({policy}));
    auto const ends = std::ranges::find_if(
        said, [](app::ChangeLine const& line) { return line.text.key == "council.change.text_ends"; });
    BOOST_REQUIRE((ends != said.end()));
    BOOST_TEST(testing::has_arg(ends->text, "title", ended->titre));
    // What stands alone from then on.
    BOOST_TEST(said.front().text.key.starts_with("council.op."));
    // As many as are counted where there is no room.
    BOOST_TEST(app::count_of_settings(registry().state(), policy) == 3U);
    // One that puts the same in force again ends nothing.
    policy.texts = standing;
    BOOST_TEST(std::ranges::none_of(lines_of(act_of({policy})), [](app::ChangeLine const& line) {
        return line.text.key == "council.change.text_ends";
    }));
}

BOOST_AUTO_TEST_SUITE_END()
