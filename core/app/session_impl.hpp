// Inside of App: one queue of what was asked, the tasks that run, and one session once a vault is open.
//
//   app.cpp               the public face
//   session_run.cpp       queue, tasks, times at which something is due
//   session_open.cpp      from an unlocked device to a running session; lock
//   session_commands.cpp  moving about, the session's own commands, dispatch to situations and council
//   session_sync.cpp      synchronisation and what is said of it
//   session_present.cpp   views
//   doors_*.cpp           forms
//
// Tasks are kept until they have ended; destroying the App destroys them, which cancels whatever they wait for.
// Commands and forms are executed one after the other; synchronisation and autosave run beside them.

#pragma once

#include <deque>
#include <list>
#include <memory>

#include "core/app/app.hpp"
#include "core/app/context.hpp"
#include "core/app/council_index.hpp"
#include "core/app/council_state.hpp"
#include "core/app/doors_state.hpp"
#include "core/app/idle.hpp"
#include "core/app/situation_state.hpp"
#include "core/base/store_url.hpp"
#include "core/sync/account_care.hpp"

namespace huisclos::app {

/// One unlocked vault with all that is known of its screens. The Context refers to the other members.
struct Session {
    std::unique_ptr<sync::Vault> vault{};
    CouncilIndex council{};
    SituationState situations{};
    CouncilState acts{};
    Toasts toasts{};
    std::optional<Context> context{};
    RequestState request{};            ///< Of a new member.
    Phrase request_error{};            ///< Why the store is not known to hold it.
    bool is_in{false};                 ///< The registry is known and names this member: screens are shown.
    std::uint64_t indexed_version{0};  ///< Of the vault, when `council` was built.
    std::uint64_t contents{0};         ///< Grows with all that is known: registry, cards, keys, records.
    /// What Home draws from every sheet, and all that it was drawn from: a poll that brings nothing reads none.
    struct SheetsOnHome {
        std::uint64_t contents{0};
        Date today{};
        std::uint32_t period{0};
        bool may_be_out{false};
        std::optional<RecordId> opened{};

        friend bool operator==(SheetsOnHome const&, SheetsOnHome const&) = default;
    };
    std::optional<std::pair<SheetsOnHome, HomeView>> sheets_on_home{};
    std::uint32_t home_badge{0};
    std::uint64_t badge_version{0};     ///< Of the vault, when `home_badge` was counted.
    std::vector<sync::Alarm> alarms{};  ///< As they were shown.
    // Synchronisation.
    Instant next_poll{};
    Instant next_retry{};  ///< Of a store that is away: the soonest that a press has it asked again.
    Instant next_flush{};
    Instant quick_until{};  ///< Until then one polls every five seconds: somebody wrote, here or elsewhere.
    std::uint32_t failures{0};
    std::uint32_t hastened{0};  ///< Retries that a press hastened, all in vain, since the store answered.
    bool is_hastened{false};    ///< The next one is.
    bool is_syncing{false};
    bool has_brought{false};          ///< Something that a view may show has come, and no frame was asked for since.
    bool has_tried_announced{false};  ///< The token that the acts name was refused too, or not yet answered.
    bool has_looked_for_news{false};  ///< Of the account on the store.
    std::shared_ptr<sync::HeldIdentity> caring{};  ///< Of the last sign-in.
    bool is_saving{false};
    Instant next_save{};                          ///< Not before: a disk that refuses is not asked at every frame.
    std::string offered_store{};                  ///< The other place that the form of the token names.
    bool has_new_link{false};                     ///< Of the store, given by a person, and not tried yet.
    bool stays_offline{false};                    ///< « Rester hors ligne » after the store refused the token.
    Instant last_input{};                         ///< A press or a key, anywhere in the page.
    std::optional<std::uint64_t> lock_warning{};  ///< The message shown while the automatic lock is near.
};

/// How long after an edit seen or made one polls quickly (docs/protocol.md 3.13).
inline constexpr std::int64_t k_quick_for_ms = 2 * 60'000;

class App::Impl {
public:
    Impl(Ports ports, std::string bundle_address, std::function<void()> on_change);
    ~Impl();
    Impl(Impl const&) = delete;
    Impl& operator=(Impl const&) = delete;

    void start(std::string fragment);
    void send(Command command);
    void submit(FormSubmission submission);
    void set_focus(bool focused);
    void open_file(Bytes bytes);
    void note_input();
    void set_build(std::string build) { m_build = std::move(build); }
    void tick();
    [[nodiscard]] std::optional<Instant> next_wake() const;
    [[nodiscard]] std::uint64_t version() const;
    [[nodiscard]] Views const& views();
    [[nodiscard]] bool locked() const { return m_locked; }

private:
    /// A link that was opened, in its place among commands and forms.
    struct Arrival {
        SecretBytes fragment{};
    };
    /// So is a file.
    struct OpenedFile {
        Bytes bytes{};
    };
    using Asked = std::variant<Command, FormSubmission, Arrival, OpenedFile>;

    // session_run.cpp
    void run(Task<bool> task);
    void drop_ended();
    [[nodiscard]] Task<bool> pump();
    void changed();
    [[nodiscard]] Instant now() const { return m_ports.clock.now(); }

    // session_idle.cpp
    void watch_idle();
    void stay_unlocked();
    void drop_lock_warning();
    [[nodiscard]] Instant next_idle() const;

    // session_open.cpp
    /// Always true: a Task gives something.
    Task<bool> open_session(sync::LocalVault local, sync::DeviceKeys keys);
    /// After unlocking: into the council, to a founding that was cut, or waiting for an answer.
    [[nodiscard]] Task<bool> go_in(sync::OpenIdentity* identity);
    void enter();
    void refresh_index();
    /// The council's registry names this member, and the floor that he was given is part of it.
    [[nodiscard]] bool is_let_in() const;
    /// Error Refused: the member has as many devices in use as he may.
    [[nodiscard]] Task<Result<void>> complete_device(sync::OpenIdentity* identity);
    /// The door closes on a device that cannot be listed: nothing of it stays here, if its session is at rest.
    [[nodiscard]] bool holds_something_of_its_own() const;
    [[nodiscard]] Task<bool> refuse_device();
    [[nodiscard]] Task<bool> care_for_account(sync::OpenIdentity identity);
    [[nodiscard]] Task<bool> note_sign_in();
    void note_failed_sign_in(VaultId const& vault);
    [[nodiscard]] Task<bool> log_failed_sign_ins();
    [[nodiscard]] Task<bool> lock();

    // session_commands.cpp
    [[nodiscard]] Task<bool> run_command(Command command);
    [[nodiscard]] Task<bool> run_outside(Command command);
    [[nodiscard]] Task<bool> run_inside(Command command);
    [[nodiscard]] Task<bool> dispatch_command(Command command);
    [[nodiscard]] Task<bool> navigate(Route route, bool remember);
    [[nodiscard]] Task<bool> acknowledge(std::uint32_t index);
    [[nodiscard]] bool run_own(Command const& command);
    void show_pending_signature();

    // session_sync.cpp
    [[nodiscard]] Task<bool> synchronise();
    [[nodiscard]] Task<bool> use_announced_token();
    [[nodiscard]] Task<bool> look_for_news();
    void tell_account_sign(AccountSign sign);
    void after_edit();
    void plan_next_poll(bool went_well);
    /// Somebody uses the page while the store did not answer.
    void retry_soon();
    [[nodiscard]] SyncView present_sync() const;
    [[nodiscard]] Task<bool> save_typed();
    [[nodiscard]] bool is_request_open() const;
    /// While a door is being passed it fetches by itself.
    [[nodiscard]] bool may_synchronise() const;
    /// When typed text must be saved, if nobody does it already.
    [[nodiscard]] std::optional<Instant> next_save() const;
    [[nodiscard]] Task<bool> flush_log();

    // session_present.cpp
    void present_session(Views& views);
    [[nodiscard]] ShellView present_shell();
    [[nodiscard]] std::vector<NavEntry> present_navigation() const;
    [[nodiscard]] HomeView present_home() const;
    void present_sheets(HomeView& home) const;
    [[nodiscard]] AboutView present_about() const;

    // doors_*.cpp
    [[nodiscard]] Task<bool> arrive(SecretBytes fragment);
    void show_refused_arrival(bool has_looked);
    [[nodiscard]] Task<bool> open_link(std::string text);
    [[nodiscard]] Task<bool> open_link_in_session(ledger::Link link);
    void refuse_link(Tone tone, Phrase said);
    [[nodiscard]] Task<bool> look_at_places();
    [[nodiscard]] Task<bool> run_submission(FormSubmission submission);
    [[nodiscard]] Task<bool> dispatch_submission(FormSubmission submission);
    void show(FormView form);
    void show_first_door();
    /// The neutral name of the space that is open, else of the next one that this device would keep.
    [[nodiscard]] std::string name_of_space() const;
    void show_sign_in();
    void show_welcome();
    void show_form_error(std::string field, Phrase text);
    void show_founding();
    void close_form();

    [[nodiscard]] Task<std::optional<sync::OpenIdentity>> open_with(sync::LocalVault* local, SecretBytes passphrase);
    [[nodiscard]] Phrase wrong_passphrase() const;
    [[nodiscard]] Task<bool> submit_sign_in(FormSubmission submission);
    [[nodiscard]] Task<bool> sign_in_to(std::string name, SecretBytes passphrase);
    [[nodiscard]] Task<bool> submit_welcome(FormSubmission submission);
    void show_new_account();
    [[nodiscard]] Task<bool> submit_new_account(FormSubmission submission);
    void draw_passphrase();
    void choose_own_passphrase();
    [[nodiscard]] bool accept_passphrase(BytesView typed, BytesView again);
    [[nodiscard]] std::optional<crypto::PasswordCost> chosen_cost(FormSubmission const& submission);
    void offer_memory();
    /// How every choice of a passphrase begins: another suggestion, leaving, what is wrong with it, the label. Empty
    /// when there is nothing more to do with this submission.
    [[nodiscard]] std::optional<crypto::PasswordCost> begin_passphrase(FormSubmission& submission);
    /// Of the account that is being made, or moved.
    [[nodiscard]] ledger::Kit kit_shown() const;
    void show_kit();
    void show_kit_check();
    [[nodiscard]] Task<bool> submit_kit_check(FormSubmission submission);
    [[nodiscard]] Task<bool> keep_account();

    void open_draft_file(BytesView bytes);
    void open_founding_link();
    void show_found_texts();
    [[nodiscard]] Task<bool> found();
    [[nodiscard]] Task<Result<void>> finish_founding(sync::Enrolment const* enrolment, std::string name);
    [[nodiscard]] Task<bool> resume_founding(sync::OpenIdentity* identity, WaitingFounding waiting);

    [[nodiscard]] Task<bool> open_invitation(ledger::InvitationLink link);
    [[nodiscard]] Task<bool> submit_join(FormSubmission submission);
    /// @pre `keys` outlive the task
    [[nodiscard]] Task<AnswerBar> bar_to_answer(ledger::InviteKeys const* keys, VaultId vault, Instant expiry);
    [[nodiscard]] Task<bool> may_still_answer();
    [[nodiscard]] Task<bool> ask_to_join();
    [[nodiscard]] Task<bool> send_request();
    [[nodiscard]] Task<bool> send_request_again();
    [[nodiscard]] Task<bool> ask_for_answer();
    [[nodiscard]] Task<bool> check_answer();
    [[nodiscard]] bool lacks_floor() const;
    void show_join_wait();

    [[nodiscard]] Task<bool> open_device_link();
    /// Of this council, in the form that asks for a kit, or once it is told that the account has another secret.
    [[nodiscard]] bool may_take_device_link(ledger::DeviceLink const& link) const;
    void show_device_link();
    [[nodiscard]] Task<bool> submit_device_link(FormSubmission submission);
    void show_kit_entry();
    [[nodiscard]] std::optional<sync::AccountAccess> read_typed_kit(FormSubmission const& submission);
    [[nodiscard]] Task<bool> submit_kit_entry(FormSubmission submission);
    void show_kit_store();
    void return_to_kit_entry();
    [[nodiscard]] Task<bool> submit_kit_store(FormSubmission submission);
    [[nodiscard]] Task<bool> use_kit_store(ports::StoreAddress address);
    [[nodiscard]] Task<bool> open_by_kit();
    [[nodiscard]] bool is_told_of_move() const;
    [[nodiscard]] Phrase kit_error(Error const& error) const;
    [[nodiscard]] Phrase bar_to_kit(std::uint32_t version, KeptAccount const& kept) const;
    [[nodiscard]] Task<KeptAccount> account_kept_here(sync::AccountAccess const* access);
    /// In a session of a device whose account another one has moved.
    [[nodiscard]] Task<bool> follow_move();
    [[nodiscard]] bool keeps_former_place(sync::AccountAccess const& access) const;
    void show_new_passphrase();
    [[nodiscard]] Task<bool> submit_new_passphrase(FormSubmission submission);
    [[nodiscard]] Task<Result<void>> renew_passphrase(SecretBytes passphrase, crypto::PasswordCost cost);
    [[nodiscard]] Task<Result<void>> keep_new_ring_key();

    void show_lost_device();
    [[nodiscard]] Task<bool> submit_lost_device(FormSubmission submission);
    [[nodiscard]] Task<bool> submit_lost_passphrase(SecretBytes passphrase, crypto::PasswordCost cost);
    [[nodiscard]] Task<bool> finish_lost_device();
    void leave_lost_device();

    [[nodiscard]] Task<std::optional<sync::OpenIdentity>> open_to_sign(SecretBytes passphrase);
    [[nodiscard]] Task<bool> submit_sign_act(FormSubmission submission);
    /// `has_tried_link`: the one just given was refused, which is said at its field.
    void show_store_token(bool has_tried_link);
    [[nodiscard]] Task<bool> submit_store_token(FormSubmission submission);
    [[nodiscard]] Task<bool> use_store(ports::StoreAddress address);
    /// A person has accepted the place that the acts name, as it was shown to him.
    [[nodiscard]] Task<bool> follow_store(std::string url);
    [[nodiscard]] Task<bool> keep_store(ports::StoreAddress address, bool by_link);
    [[nodiscard]] Task<bool> return_to_former_store();
    [[nodiscard]] Task<bool> go_on_at_store(bool by_link);

    Ports m_ports;
    std::string m_bundle;
    std::string m_build{};
    std::function<void()> m_on_change;
    bool m_focused{true};
    bool m_locked{false};
    bool m_wants_lock{false};
    bool m_is_locking{false};
    bool m_is_pumping{false};
    bool m_is_closing{false};
    std::uint64_t m_version{1};
    std::uint64_t m_views_version{0};
    Views m_views{};
    FormView m_form{};
    DoorState m_door{};
    std::optional<FoundingDraft> m_founding{};                    ///< While the assistant is open.
    std::map<VaultId, std::vector<Instant>> m_failed_sign_ins{};  ///< Not in the log yet (R-50).
    std::deque<Asked> m_queue{};
    std::unique_ptr<Session> m_session{};
    std::list<Task<bool>> m_tasks{};  ///< Last: they refer to everything above.
};

/// What went wrong at a door, in words, for the whole form.
[[nodiscard]] Phrase door_error(Error error);
/// Wrong, or of an account that was spoiled: one sentence says both, and tells nothing of which (docs/protocol.md 3.1,
/// 3.3). What comes of the machine, of the store or of a newer program is said as it is.
[[nodiscard]] bool opens_nothing(Error const& error);
/// The store of a store link, or nothing when it is another text or its address may not be reached.
[[nodiscard]] std::optional<ports::StoreAddress> read_store_link(std::string_view text);
/// What a link shown by a device of one's own gives.
[[nodiscard]] sync::AccountAccess access_of(ledger::DeviceLink link);
/// A form that is left: what it showed of secrets is overwritten, then it is empty.
void wipe_form(FormView& form);
/// A field of a form as text; empty when it was not sent.
[[nodiscard]] std::string_view field_text(FormSubmission const& submission, std::string const& name);
[[nodiscard]] bool is_ticked(FormSubmission const& submission, std::string const& name);

}  // namespace huisclos::app
