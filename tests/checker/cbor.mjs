// The strict, deterministic CBOR of docs/protocol.md 3.1. Numbers are BigInt or Number when written, BigInt when read;
// maps are Map with numeric keys; null, true, false, strings, Uint8Array and arrays are themselves.

const MAX_UNSIGNED = 2n ** 53n - 1n;
const MAX_DEPTH = 12;
const MAX_INPUT = 8 * 1024 * 1024;

export class Refused extends Error {
    constructor(code) {
        super(code);
        this.code = code;
    }
}

const refuse = () => {
    throw new Refused('E_ENCODING');
};

function head(major, number) {
    const value = BigInt(number);
    if (value < 24n) return Uint8Array.of((major << 5) | Number(value));
    const width = value < 1n << 8n ? 1 : value < 1n << 16n ? 2 : value < 1n << 32n ? 4 : 8;
    const out = new Uint8Array(1 + width);
    out[0] = (major << 5) | (24 + Math.log2(width));
    for (let i = 0; i < width; i++) out[width - i] = Number((value >> BigInt(8 * i)) & 255n);
    return out;
}

export function concat(...parts) {
    const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
        out.set(part, at);
        at += part.length;
    }
    return out;
}

export function encode(value) {
    if (value === null) return Uint8Array.of(0xf6);
    if (value === true) return Uint8Array.of(0xf5);
    if (value === false) return Uint8Array.of(0xf4);
    if (typeof value === 'number' || typeof value === 'bigint') return head(0, value);
    if (value instanceof Uint8Array) return concat(head(2, value.length), value);
    if (typeof value === 'string') {
        const bytes = new TextEncoder().encode(value.normalize('NFC'));
        return concat(head(3, bytes.length), bytes);
    }
    if (Array.isArray(value)) return concat(head(4, value.length), ...value.map(encode));
    if (value instanceof Map) {
        const keys = [...value.keys()].sort((a, b) => a - b);
        return concat(head(5, keys.length), ...keys.flatMap((key) => [encode(key), encode(value.get(key))]));
    }
    throw new TypeError('not a value of the profile');
}

/** A map from an object with numeric keys; undefined values are left out. */
export function map(fields) {
    return new Map(
        Object.entries(fields)
            .filter(([, value]) => value !== undefined)
            .map(([key, value]) => [Number(key), value])
    );
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Reader {
    constructor(bytes) {
        this.bytes = bytes;
        this.at = 0;
    }
    take(size) {
        if (BigInt(size) > BigInt(this.bytes.length - this.at)) refuse();
        const part = this.bytes.subarray(this.at, this.at + Number(size));
        this.at += Number(size);
        return part;
    }
    head() {
        const [first] = this.take(1);
        const major = first >> 5;
        const info = first & 31;
        if (info < 24) return { major, info, number: BigInt(info) };
        if (info > 27) refuse();
        const width = 1 << (info - 24);
        const number = this.take(width).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
        const least = width === 1 ? 24n : 1n << BigInt(4 * width);
        if (number < least) refuse();
        return { major, info, number };
    }
    item(depth) {
        const { major, info, number } = this.head();
        switch (major) {
            case 0:
                return number > MAX_UNSIGNED ? refuse() : number;
            case 2:
                return this.take(number).slice();
            case 3:
                try {
                    return utf8.decode(this.take(number));
                } catch {
                    return refuse();
                }
            case 4:
            case 5:
                if (depth > MAX_DEPTH || number > BigInt(this.bytes.length - this.at)) refuse();
                return major === 4 ? this.array(number, depth) : this.map(number, depth);
            case 7:
                if (info === 20) return false;
                if (info === 21) return true;
                if (info === 22) return null;
                return refuse();
            default:
                return refuse();
        }
    }
    array(count, depth) {
        const items = [];
        for (let i = 0n; i < count; i++) items.push(this.item(depth + 1));
        return items;
    }
    map(count, depth) {
        const entries = new Map();
        let last = -1n;
        for (let i = 0n; i < count; i++) {
            const { major, number } = this.head();
            if (major !== 0 || number > MAX_UNSIGNED || number <= last) refuse();
            last = number;
            entries.set(Number(number), this.item(depth + 1));
        }
        return entries;
    }
}

export function decode(bytes) {
    if (bytes.length > MAX_INPUT) refuse();
    const reader = new Reader(bytes);
    const value = reader.item(1);
    if (reader.at !== bytes.length) refuse();
    return value;
}
