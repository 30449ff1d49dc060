// figures: bundle_brotli_bytes
// needs: web server-stub
//
// What a first visit fetches, with an empty cache, until the form can be used: the files named by the server's log, at
// their brotli-11 size, equal to the files that the manifest says belong to a first visit.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { newPerson, waitIdle } from '../e2e/support/browser.mjs';
import { bundleManifest } from '../e2e/support/paths.mjs';
import { startStub } from '../e2e/support/stub.mjs';
import { waitFor } from '../e2e/support/wait.mjs';
import { print } from './support/figures.mjs';

const manifest = JSON.parse(readFileSync(bundleManifest(), 'utf8'));
const expected = new Map(manifest.files.filter((file) => file.first_visit).map((file) => [file.file, file]));
const stub = await startStub();
const person = await newPerson('visitor');

// Lines of the log: « … GET 200 in=0 out=671 75ms /index.html br ».
function fetched() {
    return stub.lines.map((line) => / GET 200 .* out=(\d+) \S+ \/(\S+)( br)?$/.exec(line)).filter(Boolean)
        .map(([, out, name, coding]) => ({ out: Number(out), name, coding }));
}

await person.go(stub.url);
await person.ready();
await waitIdle(person.page);
await waitFor('every file of a first visit to be asked for', () => fetched().length >= expected.size);
let total = 0;
const seen = new Set();
for (const { name, out, coding } of fetched()) {
    const file = expected.get(name);
    assert.ok(file, `${name} was fetched and is no part of a first visit`);
    if (coding)
        assert.equal(out, file.brotli, `${name}: another size on the wire`);
    assert.ok(!seen.has(name), `${name} was fetched twice`);
    seen.add(name);
    total += file.brotli;
}
assert.equal(seen.size, expected.size, `not fetched: ${[...expected.keys()].filter((name) => !seen.has(name))}`);
await person.remove();
await stub.remove();
print('bundle_brotli_bytes', total, 'B');
