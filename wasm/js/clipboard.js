// Copy by command. There is no paste: fields are real ones and paste by themselves.
//
// What was copied is to be emptied after a time. Browsers refuse that while the page has no focus, and a lock takes the
// timer with it: what could not be emptied when it was due is emptied at the next focus or press. The entry of the
// history keeps that wish over the reload of a lock; a tab that is closed before keeps nothing.

let clipboardTimer = 0;
let holdsCopy = false;
let isEmptyingDue = false;
const longestEmptyingMs = 200;

// Copies `text` and, when `clearAfterMs` is not 0, empties the clipboard after that time.
function copyText(number, text, clearAfterMs) {
    if (!navigator.clipboard) {
        answer(number, 0);
        return;
    }
    navigator.clipboard.writeText(text).then(() => {
        clearTimeout(clipboardTimer);
        isEmptyingDue = false;
        holdsCopy = clearAfterMs > 0;
        if (holdsCopy)
            clipboardTimer = setTimeout(emptyClipboard, clearAfterMs);
        answer(number, 1);
    }, () => answer(number, 0));
}

function emptyClipboard() {
    clearTimeout(clipboardTimer);
    isEmptyingDue = true;
    return navigator.clipboard.writeText('').then(() => {
        holdsCopy = isEmptyingDue = false;
        if (window.history.state?.empties)
            replaceEntry(window.location.hash);
    }, () => {});
}

function watchClipboard() {
    isEmptyingDue = window.history.state?.empties === true && Boolean(navigator.clipboard);
    const emptyIfDue = () => {
        if (isEmptyingDue)
            emptyClipboard();
    };
    on(window, 'focus', emptyIfDue);
    for (const type of ['pointerdown', 'keydown'])
        on(window, type, emptyIfDue, { capture: true, passive: true });
    if (document.hasFocus())
        emptyIfDue();
}

// Before the page is replaced: `then` runs once the clipboard is empty, or will be later, or at once without a copy.
function emptyClipboardAtEnd(then) {
    if (!holdsCopy && !isEmptyingDue) {
        then();
        return;
    }
    const late = new Promise((resolve) => {
        setTimeout(resolve, longestEmptyingMs);
    });
    Promise.race([emptyClipboard(), late]).then(then);
}
