// Copy by command. There is no paste: fields are real ones and paste by themselves.

let clipboardTimer = 0;

// Copies `text` and, when `clearAfterMs` is not 0, empties the clipboard after that time.
function copyText(number, text, clearAfterMs) {
    clearTimeout(clipboardTimer);
    if (!navigator.clipboard) {
        answer(number, 0);
        return;
    }
    navigator.clipboard.writeText(text).then(() => {
        if (clearAfterMs > 0)
            clipboardTimer = setTimeout(() => navigator.clipboard.writeText('').catch(() => {}), clearAfterMs);
        answer(number, 1);
    }, () => answer(number, 0));
}
