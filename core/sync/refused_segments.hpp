// Segments that were refused, by name and address, for what they are and not for how they came: they are not asked for
// again in this session. Badly signed where one lies, an object may be another's good one where that one lies.

#pragma once

#include <set>

#include "core/base/result.hpp"
#include "core/sync/end_hints.hpp"

namespace huisclos::sync {

/// Names of a session. Once there are more, each that somebody still names is asked for once again.
inline constexpr std::size_t k_most_refused_segments = 16'384;

class RefusedSegments {
public:
    void note(ErrorCode code, SegmentAt const& at)
    {
        // Bytes that are not what their name says may still be given as they are.
        bool const is_of_itself = code == ErrorCode::Signature || code == ErrorCode::Auth ||
                                  code == ErrorCode::Context || code == ErrorCode::Encoding || code == ErrorCode::NoKey;
        if (!is_of_itself)
            return;
        if (m_refused.size() == k_most_refused_segments)
            m_refused.clear();
        m_refused.insert(at);
        if (code == ErrorCode::Signature)
            m_badly_signed.insert(at.address.device);
    }
    /// A key came: it may open what waits elsewhere in its chain.
    void forget() { m_refused.clear(); }
    [[nodiscard]] bool contains(SegmentAt const& at) const { return m_refused.contains(at); }
    /// Somebody has named one in the chain of that device which it had not signed: it, or who signed an act. All of its
    /// chain is still read; what comes before a segment is asked for once that one was taken in.
    [[nodiscard]] bool has_badly_signed(DeviceId const& device) const { return m_badly_signed.contains(device); }
    [[nodiscard]] std::size_t size() const { return m_refused.size(); }

private:
    std::set<SegmentAt> m_refused{};
    std::set<DeviceId> m_badly_signed{};
};

}  // namespace huisclos::sync
