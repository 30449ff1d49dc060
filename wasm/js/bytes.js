// How bytes and texts cross between the page and the module: (pointer, length), text as UTF-8, copied at once.

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder();
const noBytes = new Uint8Array(0);

function bytesAt(pointer, length) {
    return HEAPU8.slice(pointer, pointer + length);
}

function textAt(pointer, length) {
    return length === 0 ? '' : utf8Decoder.decode(bytesAt(pointer, length));
}

// Lends a copy of `bytes` to the module for the time of `use(pointer, length)`; the copy is wiped.
function lend(bytes, use) {
    const pointer = _huisclos_alloc(bytes.length);
    HEAPU8.set(bytes, pointer);
    try {
        return use(pointer, bytes.length);
    } finally {
        _huisclos_free(pointer, bytes.length);
    }
}

// A flat list of byte strings: u32 count, then for each u32 length and the bytes. The module has the same reader.
function packList(parts) {
    let size = 4;
    for (const part of parts)
        size += 4 + part.length;
    const packed = new Uint8Array(size);
    const view = new DataView(packed.buffer);
    view.setUint32(0, parts.length, true);
    let at = 4;
    for (const part of parts) {
        view.setUint32(at, part.length, true);
        packed.set(part, at + 4);
        at += 4 + part.length;
    }
    return packed;
}

function unpackList(packed) {
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const parts = [];
    let at = 4;
    for (let left = view.getUint32(0, true); left > 0; left -= 1) {
        const length = view.getUint32(at, true);
        parts.push(packed.subarray(at + 4, at + 4 + length));
        at += 4 + length;
    }
    return parts;
}

// Gives the module the answer to request `number`; see wasm/ports/requests.hpp.
function answer(number, status, body = noBytes, note = '') {
    enter(() => lend(body, (pointer, length) =>
        lend(utf8Encoder.encode(note), (notePointer, noteLength) =>
            _huisclos_answer(number, status, pointer, length, notePointer, noteLength))));
}
