// The doors: what is typed outside the canvas, in plain HTML forms that a password manager understands (sign-in, new
// account, recovery kit, joining, signing an act). The app says which form is shown and what it holds; the page sends
// back fields as bytes, which the app wipes. Names of forms and fields are the table in wasm/forms.hpp.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/app/views/common.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::app {

enum class FormKind : std::uint8_t {
    None,
    SignIn,      ///< passphrase; `accounts` lists the vaults known here when several.
    Welcome,     ///< Nothing known here: paste a link, open a kit, prepare a draft.
    NewAccount,  ///< Shows the generated passphrase; asks to type it and a neutral label for the device. « own » asks
                 ///< another passphrase instead, twice.
    Kit,         ///< Shows the kit to print; then `KitCheck`.
    KitCheck,    ///< Four words drawn from the 24 and one group of the number are typed back.
    Join,        ///< Reads and accepts charter and règlement intérieur, gives the name; then NewAccount, Kit, KitCheck.
    JoinWait,    ///< Shows the six words while the request waits.
    DeviceLink,  ///< A device or demonstration link was opened: asks the passphrase.
    KitEntry,    ///< Opens an account from the kit: pasted HC1K text, or words and number.
    NewPassphrase,  ///< After a kit: a new passphrase.
    SignAct,        ///< Says in words what will change, asks the passphrase.
    LostDevice,     ///< How it was lost, and the passphrase of now; then NewPassphrase, Kit, KitCheck.
    StoreToken,     ///< The store refused the token: paste a store link, or follow the other place of an act. Without a
                    ///< session: a kit was typed that holds no token in force.
    Locked,         ///< After « Verrouiller »: everything of the page is replaced.
    Fatal,
};

/// A line that the form shows, or a text to read.
struct FormLine {
    Phrase label{};
    Phrase text{};

    friend bool operator==(FormLine const&, FormLine const&) = default;
};

struct FormChoice {
    std::string value{};
    Phrase label{};
    bool chosen{false};
};

struct FormView {
    FormKind kind{FormKind::None};
    bool busy{false};
    bool over_app{false};  ///< Drawn as a dialog over the running app (SignAct), not instead of it.
    Phrase title{};
    std::vector<Phrase> intro{};
    Phrase visit{};                    ///< Kit: below `intro`, of this visit alone: on no paper.
    std::vector<FormLine> lines{};     ///< SignAct: what will change. Kit: its parts. Join: the texts.
    std::vector<std::string> asked{};  ///< KitCheck: names of the five fields asked, in order (`word_3`, `number_7`).
                                       ///< Join: boxes to tick. DeviceLink, NewPassphrase: `label`, of a new space.
                                       ///< NewAccount, NewPassphrase: `again`, of a passphrase of one's own.
                                       ///< StoreToken: `follow`, or `back` without a session.
                                       ///< Locked: `idle`, of a lock that nobody asked for.
    std::vector<FormChoice>
        choices{};             ///< SignIn: vaults. NewAccount: memory sizes once one was refused. LostDevice: how.
    std::string suggestion{};  ///< NewAccount: the generated passphrase, if it is the one asked. JoinWait: six words.
    std::vector<std::pair<std::string, std::string>>
        typed{};         ///< KitEntry, come back to: by field name, what was typed in it. Wiped with the form.
    std::string user{};  ///< The user name for a password manager: the neutral name of the space, never a person's.
    std::string qr{};    ///< Kit, JoinWait: content of a QR code; empty = none.
    std::vector<std::pair<std::string, Phrase>> errors{};  ///< By field name; "" = the whole form.
    bool link_arrived{false};  ///< Welcome: its errors are about a link that was opened, not typed in the field.
    bool guards_leaving{
        false};                ///< What was typed behind it is in memory alone: the browser asks before the page goes.
    std::uint64_t version{0};  ///< Changes when the page must redraw the form.
};

struct FormSubmission {
    FormKind kind{FormKind::None};
    std::string button{};                         ///< Name of the button pressed: "ok", "cancel", "other"…
    std::map<std::string, SecretBytes> fields{};  ///< UTF-8 as typed.
};

}  // namespace huisclos::app
