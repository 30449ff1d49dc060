// Randomness in bulk: the browser gives at most 65 536 bytes a call.

function fillRandom(pointer, length) {
    for (let at = 0; at < length; at += 65536) {
        const part = new Uint8Array(Math.min(65536, length - at));
        crypto.getRandomValues(part);
        HEAPU8.set(part, pointer + at);
        part.fill(0);
    }
}
