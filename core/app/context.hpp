// What presenters and command handlers of a signed-in session share. One per session; the App owns it.
//
//   session (app*.cpp, doors)     asks passphrases, opens vaults, runs the loop of synchronisation
//   situations (situation_*.cpp)  list, sheet, report, actions, liaison
//   council (council_*.cpp)       members, invitations, groups, texts, acts, what waits
//   founding (founding_*.cpp)     the assistant, without a vault
//
// A presenter is a pure function of the Context; a handler may change it, and writes through the vault.

#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <set>

#include "core/app/app.hpp"
#include "core/app/council_acts.hpp"
#include "core/law/decide.hpp"
#include "core/sync/acts.hpp"
#include "core/sync/enrolment.hpp"

namespace huisclos::app {

class CouncilIndex;     // core/app/council_index.hpp: names, groups, texts, instance
struct SituationState;  // core/app/situation_state.hpp: filters, drafts of fields, report and action being typed
struct CouncilState;    // core/app/council_state.hpp: act in draft, invitation and group being typed

/// Toasts are announced once, in order.
class Toasts {
public:
    /// What a command speaks of: the sheet or list at which it was given, or whatever is shown.
    enum class About : std::uint8_t { Everything, Place };
    /// A person asks for the command of that index: what was said against the last one of its kind no longer holds.
    void begin(std::size_t command, About about = About::Everything)
    {
        m_command = command;
        m_about = about;
        std::erase_if(m_said, [command](Said const& said) {
            return said.command == command && said.toast.tone == Tone::Warning && !said.toast.button;
        });
    }
    void end()
    {
        m_command = std::variant_npos;
        m_about = About::Everything;
    }
    void say(Tone tone, Phrase text) { push(tone, std::move(text), std::nullopt); }
    /// Wherever the command was given: it stays when another sheet or screen is shown.
    void say_anywhere(Tone tone, Phrase text)
    {
        say(tone, std::move(text));
        m_said.back().about = About::Everything;
    }
    /// What the law refused, with its rule and article.
    void refuse(law::Decision const& decision)
    {
        push(Tone::Warning, decision.message, RefusalView{decision.message, decision.article});
    }
    /// Why nothing came of what was pressed on this screen: goes with it.
    void refuse(Phrase text)
    {
        push(Tone::Warning, std::move(text), std::nullopt);
        m_said.back().is_refusal = true;
    }
    /// Stays until answered or dismissed by its number.
    [[nodiscard]] std::uint64_t ask(Phrase text, ToastButton button)
    {
        push(Tone::Warning, std::move(text), std::nullopt);
        m_said.back().toast.button = std::move(button);
        return m_last;
    }
    /// What was done, and the way to what it opens: goes once another screen is shown.
    void offer(Phrase text, ToastButton button)
    {
        std::erase_if(m_said, [&text](Said const& said) { return said.is_offer && said.toast.text == text; });
        push(Tone::Success, std::move(text), std::nullopt);
        m_said.back().toast.button = std::move(button);
        m_said.back().is_offer = true;
    }
    /// Another screen: what was offered, up to that number, was for the one before.
    void forget_offers(std::uint64_t last)
    {
        std::erase_if(m_said, [last](Said const& said) { return said.toast.number <= last && said.is_offer; });
    }
    void dismiss(std::uint64_t number)
    {
        std::erase_if(m_said, [number](Said const& said) { return said.toast.number == number; });
    }
    /// Another screen, or the cause is gone: what was refused, up to that number, needs no answer any more.
    void forget_refusals(std::uint64_t last = std::numeric_limits<std::uint64_t>::max())
    {
        std::erase_if(m_said, [last](Said const& said) {
            return said.toast.number <= last && (said.is_refusal || said.toast.refusal);
        });
    }
    /// Another sheet or screen is shown: what was said of the one before, up to that number. What went wrong stays, and
    /// what asks for an answer.
    void forget_place(std::uint64_t last)
    {
        std::erase_if(m_said, [last](Said const& said) {
            bool const is_needed = said.toast.tone == Tone::Error || said.toast.button;
            return said.about == About::Place && said.toast.number <= last && !is_needed;
        });
    }
    /// Number of what was said last.
    [[nodiscard]] std::uint64_t last() const { return m_last; }
    [[nodiscard]] std::vector<ToastView> shown() const
    {
        std::vector<ToastView> all;
        for (auto const& said : m_said)
            all.push_back(said.toast);
        return all;
    }

private:
    struct Said {
        ToastView toast{};
        std::size_t command{std::variant_npos};  ///< During which it was said.
        bool is_refusal{false};                  ///< Though no rule of the law is named.
        bool is_offer{false};
        About about{About::Everything};
    };

    void push(Tone tone, Phrase text, std::optional<RefusalView> refusal)
    {
        // The same again is said once, as new.
        std::erase_if(m_said, [&text](Said const& said) { return said.toast.text == text && !said.toast.button; });
        m_said.push_back(
            {{++m_last, tone, std::move(text), std::move(refusal), std::nullopt}, m_command, false, false, m_about});
        if (m_said.size() > k_most)
            m_said.erase(m_said.begin());
    }
    static constexpr std::size_t k_most = 4;
    std::vector<Said> m_said{};
    std::size_t m_command{std::variant_npos};
    About m_about{About::Everything};
    std::uint64_t m_last{0};
};

/// What a signature writes in the vault; what stops all writing stops it.
enum class SignatureWrites : std::uint8_t {
    AsThisDevice,
    AsAnotherDevice,  ///< That a copy of this device has written does not stop it.
    Nothing,          ///< The passphrase alone is asked for.
};

/// What waits for the passphrase: shown in words in FormKind::SignAct, done by `sign`.
struct PendingSignature {
    Phrase title{};
    std::string_view intro{"doors.sign.intro"};  ///< Key of the sentence above `lines`.
    std::vector<FormLine> lines{};
    std::vector<Phrase> notes{};  ///< Said below that sentence, outside the lines: nothing of them is signed.
    /// Set by `sign`, which then signs nothing: the act is no longer what was shown; `lines` are the new ones.
    bool has_changed{false};
    SignatureWrites writes{SignatureWrites::AsThisDevice};
    /// Called with the member's own keys; everything it refers to lives as long as the Context.
    std::function<Task<Result<void>>(sync::OpenIdentity* identity)> sign{};
};

struct Context {
    Ports ports;
    sync::Vault& vault;
    CouncilIndex& council;
    SituationState& situations;
    CouncilState& acts;
    Toasts& toasts;
    Route route{HomeRoute{}};
    std::vector<Route> history{};
    std::string bundle_address{};
    /// Set by a handler: the session shows SignAct, then calls `sign`.
    std::optional<PendingSignature> signature{};
    /// Members whose words were compared (pins of the account), as of the last unlocking or signature.
    std::set<MemberId> verified{};
    /// Counts up whenever something that a view shows has changed beside the vault.
    std::uint64_t version{1};
    /// Since when something typed in a form is not kept on the disk (core/app/kept_forms.hpp).
    std::optional<Instant> forms_typed{};
    /// The disk did not take the forms when they were last to be kept.
    bool are_forms_refused{false};
    /// Asks for a synchronisation soon (after an edit or an act).
    bool wants_push{false};

    [[nodiscard]] Instant now() const { return ports.clock.now(); }
    [[nodiscard]] Date today() const { return paris_date(now()); }
    [[nodiscard]] ledger::RegistryState const& registry() const { return vault.knowledge().registry()->state(); }
    [[nodiscard]] bool has_registry() const { return vault.knowledge().registry() != nullptr; }
    [[nodiscard]] CouncilMap map() const { return council_map(registry()); }
    void changed() { ++version; }
};

// Situations (situation_*.cpp).
[[nodiscard]] SituationListView present_situations(Context const& context);
[[nodiscard]] std::optional<SheetView> present_sheet(Context const& context);
[[nodiscard]] ReportFormView present_report(Context const& context);
/// Figures of Home about situations, and what waits for me in them.
void present_situation_home(Context const& context, HomeView& home);
/// False when the command is not about situations.
[[nodiscard]] bool is_situation_command(Command const& command);
[[nodiscard]] Task<bool> run_situation_command(Context* context, Command command);
/// called when a sheet is about to be shown; the log entry is on the disk before `present_sheet` gives it.
[[nodiscard]] Task<bool> open_sheet(Context* context, RecordId record);
/// What was copied of a sheet is kept no longer than the sheet is shown.
void forget_copied(Context& context);
/// the same for the signalement that the open sheet tells of, which has its own entry; called again when it may
/// have come. False when the disk refused the entry: the sheet is then shown without it.
[[nodiscard]] Task<bool> open_origin(Context* context);
/// called when a list is about to be shown, and again when groups may have come: one entry a group, on the disk
/// before `present_situations` gives a name. True when all are.
[[nodiscard]] Task<bool> open_lists(Context* context, SituationsRoute route);
/// Edits typed and not saved yet: when they must be (5 s after the first), and saving them.
[[nodiscard]] std::optional<Instant> next_autosave(Context const& context);
/// All: also what was typed a moment ago and entries not added yet, before their sheet is left or the session ends.
enum class Autosave : std::uint8_t { Due, All };
[[nodiscard]] Task<bool> autosave(Context* context, Autosave what = Autosave::Due);

// Council (council_*.cpp).
[[nodiscard]] GroupsView present_groups(Context const& context);
[[nodiscard]] MembersView present_members(Context const& context);
[[nodiscard]] CouncilView present_council(Context const& context);
[[nodiscard]] ActsView present_acts(Context const& context);
[[nodiscard]] TextsView present_texts(Context const& context);
[[nodiscard]] DeviceView present_device(Context const& context);
/// What waits about this account and this device, then about the council.
void present_own_home(Context const& context, HomeView& home);
void present_council_home(Context const& context, HomeView& home);
[[nodiscard]] bool is_council_command(Command const& command);
[[nodiscard]] Task<bool> run_council_command(Context* context, Command command);
/// Fetches answers to invitations that wait, at each synchronisation of a ranked member. Of one that expired for a week
/// more: it may have been answered in time, or by somebody who must be told that it was not. Then it is asked for no
/// more, whoever keeps it in the list: no client signs a late answer.
inline constexpr std::int64_t k_late_answer_days = 7;
[[nodiscard]] Task<bool> poll_invitations(Context* context);

}  // namespace huisclos::app
