// Writing one field of a record, whatever its kind: set, append, or the adds and drops that make a set what was chosen;
// and the steps before it, the same for every command: the law decides, the log is written.

#pragma once

#include "core/app/situation_state.hpp"
#include "core/ledger/record_writer.hpp"

namespace huisclos::app {

/// The element of A-23.
[[nodiscard]] Bytes encode_care(std::uint32_t type, std::uint32_t answer);
/// Makes the set of codes what `codes` says: drops those that are no more, adds those that are new.
void write_choices(
    ledger::RecordWriter& writer, ledger::RecordHandle const& record, std::uint64_t field,
    std::vector<std::uint32_t> const& codes);
/// Replaces the answer about one « prise en charge »; 0 removes it.
void write_care(
    ledger::RecordWriter& writer, ledger::RecordHandle const& record, std::uint32_t type, std::uint32_t answer);
/// Writes what `compose` says of that record, says an error, notes the hour. True when it is on the disk.
using ComposeRecord = std::function<void(ledger::RecordWriter&, ledger::RecordHandle const&)>;
[[nodiscard]] Task<bool> write_record(Context* context, RecordId record, ComposeRecord compose);
/// One line of the access log; a refusal of the disk is said.
[[nodiscard]] Task<bool> log_line(Context* context, std::optional<law::LogEntry> entry, CompartmentId cid);
/// one entry a group for each search that begins: what is typed goes on from what stood there, or it is another.
/// False when the disk refuses an entry.
[[nodiscard]] Task<bool> log_search(Context* context, std::string text);

/// What the law is asked about one field of a sheet.
[[nodiscard]] law::Request request_for(
    Context const& context, law::Action action, domain::Fiche const& fiche, std::uint64_t field);
/// A field whose text is one entry of a journal: a draft until it is added, or until its sheet is left.
[[nodiscard]] bool is_entry(std::uint32_t number);
/// What the law announces with what it allows; the reminder of R-03 stands beside its field.
void say_notices(Context& context, law::Decision const& decision);
/// traces what was decided, then says what it announces or refuses. False, and nothing of it is said, when the
/// disk refuses the line.
[[nodiscard]] Task<bool> log_and_tell(Context* context, law::Decision decision, CompartmentId cid);
/// The same of what it decides itself. True when the command goes on.
[[nodiscard]] Task<bool> decide_and_log(Context* context, law::Request request, law::Facts facts, CompartmentId cid);
/// the line of the log is on the disk before the value is given to the clipboard.
[[nodiscard]] Task<bool> copy_value(Context* context, CopyValue command);

/// One element of a sheet: of a set (an action) or of a journal (an entry of the follow-up).
struct SheetElement {
    RecordId record{};
    ledger::Space space{ledger::Space::Set};
    std::uint8_t field{0};
    OpId element{};
};
/// Nobody took it away or replaced it.
[[nodiscard]] bool stands(ledger::RecordState const& state, SheetElement const& element);
enum class ElementChange : std::uint8_t {
    Written,
    NotWritten,  ///< Refused by the law or by a disk: said. Nothing is written.
    Gone,        ///< It stood no more. Nothing is written, nor said: the words are the caller's.
};
/// How every command that corrects or takes away an element ends: the law decides `action` about its field, the log is
/// written, then what `compose` says, if the element still stands by then: others write while the log is.
[[nodiscard]] Task<ElementChange> change_element(
    Context* context, SheetElement element, law::Action action, ComposeRecord compose);

/// Whether a text that is written is saved by itself while its field is still there to be typed in.
enum class Typing : std::uint8_t { GoesOn, Ends };
/// Writes one field; what is refused stays on the screen with its error.
[[nodiscard]] Task<bool> set_field(Context* context, SetField command, Typing typing);

}  // namespace huisclos::app
