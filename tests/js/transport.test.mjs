// What the store over fetch reads of an answer: no more than may lie there, whatever its length is said to be.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const source = readFileSync(path.join(root, 'wasm/js/transport_fetch.js'), 'utf8');

// The page around the script: `respond` gives the answer of the store.
async function ask(respond, longest) {
    const given = {};
    const page = { AbortController, Uint8Array, Number, setTimeout, clearTimeout, noBytes: new Uint8Array(0),
        fetch: async (url, options) => respond(options),
        answer: (number, status, bytes, note) => Object.assign(given, { number, status, bytes, note }) };
    vm.createContext(page);
    vm.runInContext(source, page);
    await page.fetchFromStore(7, 'GET', 'https://depot.example/h/1', '', '', null, longest);
    return given;
}

// A body that never ends; counts what is read of it.
function endless(state) {
    return new Response(new ReadableStream({
        pull(controller) {
            state.read += 1000;
            controller.enqueue(new Uint8Array(1000));
        },
        cancel() {
            state.isCancelled = true;
        } }), { headers: { ETag: '"1"' } });
}

test('an answer within the limit is told as it is', async () => {
    const given = await ask(() => new Response(new Uint8Array(5000).fill(3), { headers: { ETag: '"2"' } }), 5000);
    assert.equal(given.status, 200);
    assert.equal(given.bytes.length, 5000);
    assert.equal(given.bytes[4999], 3);
    assert.equal(given.note, '"2"');
});

test('an answer without a body is empty', async () => {
    const given = await ask(() => new Response(null, { status: 304 }), 5000);
    assert.equal(given.status, 304);
    assert.equal(given.bytes.length, 0);
});

test('one that never ends is left where the limit is, and is none of a store', async () => {
    const state = { read: 0, signal: null };
    const given = await ask((options) => {
        state.signal = options.signal;
        return endless(state);
    }, 10_000);
    assert.equal(given.status, 1);
    assert.equal(given.bytes.length, 0);
    assert.ok(state.read <= 20_000, `${state.read} bytes were read`);
    assert.ok(state.signal.aborted, 'the connection is ended');
});

test('one that says that it is longer is not read at all', async () => {
    const given = await ask(() => new Response(new Uint8Array(20_000), { headers: { 'Content-Length': '20000' } }), 10_000);
    assert.equal(given.status, 1);
});
