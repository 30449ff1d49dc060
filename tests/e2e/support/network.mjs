// Everything that left a browser, kept as files so that it can be searched: addresses, headers, bodies.

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { filesBelow, findBelow } from './canary.mjs';
import { startStub } from './stub.mjs';
import { waitFor } from './wait.mjs';

export class NetworkTap {
    constructor(folder) {
        this.folder = folder;
        this.count = 0;
        this.addresses = [];
        this.pending = [];
        this.puts = new Map();
        this.inFlight = new Set();
    }

    // Before anything is asked of the network by this person.
    async listen(person) {
        await mkdir(this.folder, { recursive: true });
        person.context.on('request', (request) => {
            this.inFlight.add(request);
            this.addresses.push(request.url());
            this.pending.push(this.keep(request));
        });
        for (const end of ['requestfinished', 'requestfailed'])
            person.context.on(end, (request) => this.inFlight.delete(request));
    }

    async keep(request) {
        const name = path.join(this.folder, String(this.count += 1).padStart(5, '0'));
        const body = request.postDataBuffer() ?? Buffer.alloc(0);
        if (request.method() === 'PUT')
            this.puts.set(request.url(), [...this.puts.get(request.url()) ?? [], body]);
        const headers = await request.allHeaders().catch(() => request.headers());
        const head = `${request.method()} ${request.url()}\n${Object.entries(headers).map(([key, value]) => `${key}: ${value}`).join('\n')}\n\n`;
        await writeFile(name, Buffer.concat([Buffer.from(head), body]));
    }

    // Nothing is on its way any more: a page that is closed in the middle of a request takes its body along.
    async quiet() {
        let still = 0;
        await waitFor('the network to be quiet', () => {
            still = this.inFlight.size === 0 ? still + 1 : 0;
            return still >= 10;
        });
    }

    async settled() {
        await Promise.all(this.pending);
        return this.count;
    }

    // What lies in `tree`, a folder of the host's disk served at `address`, was heard whole when it left. A driver that
    // gave no bodies would make every search of them vain. A page that is replaced while it sends (lock) may take its last
    // bodies along: one object in ten may be missing here, and is searched on the disk, as all of them are.
    async assertHeardWhole(tree, address, atLeast) {
        await this.settled();
        let heard = 0;
        const missed = [];
        for await (const file of filesBelow(tree)) {
            const name = path.relative(tree, file);
            const bodies = this.puts.get(address + name) ?? [];
            const stored = await readFile(file);
            assert.ok(stored.length > 0, `${name} is empty`);
            if (bodies.some((body) => body.equals(stored)))
                heard += 1;
            else
                missed.push(name);
        }
        assert.ok(missed.length * 10 <= heard, `not heard as they lie there: ${missed.join(', ')}`);
        assert.ok(heard >= atLeast, `only ${heard} objects, ${atLeast} expected`);
    }

    // A page sends `text` in the clear, among bytes that are no text, and it is found.
    async assertSees(page, address, token, text) {
        const status = await page.evaluate(async ({ url, bearer, words }) => {
            const body = new Uint8Array([0xff, 0, ...new TextEncoder().encode(words), 0xfe]);
            return (await fetch(url, { method: 'PUT', body, headers: { Authorization: `Bearer ${bearer}` } })).status;
        }, { url: address, bearer: token, words: text });
        assert.equal(status, 201);
        await this.settled();
        const found = await findBelow(this.folder, [text]);
        assert.ok(found.some(({ form }) => form === 'utf-8'), 'what a page sent in the clear is not found');
    }

    // Whatever was asked until now is below `allowed`. Then each person opens a page of another host, which must be heard.
    async assertAskedOnly(allowed, people) {
        const asked = this.addresses.slice();
        const other = await startStub();
        try {
            for (const person of people) {
                const from = this.addresses.length;
                const page = await person.context.newPage();
                await page.goto(`${other.url}ailleurs`);
                await page.close();
                assert.ok(this.addresses.slice(from).includes(`${other.url}ailleurs`), `what ${person.name} asks elsewhere is not heard`);
            }
        } finally {
            await other.remove();
        }
        assert.ok(asked.length > 50, `only ${asked.length} requests were heard`);
        assert.deepEqual(asked.filter((address) => !address.startsWith(allowed)), [], 'asked of another host');
    }
}
