// The situations of the demonstration, over the three groups, in every status that has a screen.

#pragma once

#include <array>
#include <vector>

#include "toolchains/demo/council.hpp"
#include "toolchains/demo/people.hpp"

namespace huisclos::demo {

/// Fewer would not hold one of each kind.
inline constexpr std::size_t k_least_situations = 13;

struct Written {
    std::size_t in_school_group{0};  ///< Sheets in the list of the school.
    std::size_t awaiting_school{0};  ///< Questions that wait for its answer.
};

class SituationWriter {
public:
    /// `count`: how many the coordinator will open.
    SituationWriter(
        Client& coordinator, Client& school, Council const& council, Draw& draw, Date today, std::size_t count);

    /// The `index`-th of those that the coordinator opens.
    void open(std::size_t index);
    /// The school signals, the coordinator retains one; the others wait.
    void report_and_retain();
    /// The school answers all the questions asked of it but the last.
    void answer();
    [[nodiscard]] Written const& written() const { return m_written; }

private:
    [[nodiscard]] RecordId send_report(Client& client, std::size_t group, Invented const& person, bool as_situation);
    void advance(std::size_t index, RecordId record, Invented const& person);
    void add_actions(std::size_t index, RecordId record);
    void ask_school(RecordId record);

    Client& m_coordinator;
    Client& m_school;
    Draw& m_draw;
    Date m_today;
    std::array<GroupId, k_groups.size()> m_groups{};
    MemberId m_coordinator_id{};
    MemberId m_school_id{};
    std::vector<RecordId> m_asked{};
    std::size_t m_not_asked{0};  ///< The last « En suivi » of the school's group: nothing is asked about it.
    Written m_written{};
};

}  // namespace huisclos::demo
