// The server under test: the release bundle and a store, on a free port, in a folder of its own on the disk.

import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { bundleFolder, root, stubProgram } from './paths.mjs';
import { waitFor } from './wait.mjs';

const run = promisify(execFile);

// A host that goes away and comes back has the same address. Below what the system gives by itself to those who ask for any
// port, so that nobody takes it meanwhile; above what browsers refuse.
const pickPort = () => String(15_000 + Math.floor(Math.random() * 17_000));

export class Stub {
    constructor(data, options) {
        this.data = data;
        this.options = options;
        this.lines = [];
        this.url = '';
        this.port = null;
    }

    // Starts (again): a second start keeps port and data, as a host that comes back.
    async start() {
        const kept = this.port;
        await waitFor('server-stub to listen', () => {
            this.port = kept ?? pickPort();
            return this.listen();
        });
    }

    // False when its port is somebody else's.
    async listen() {
        const { base = '/', www = bundleFolder(), extra = [] } = this.options;
        this.process = spawn(stubProgram(), ['run', '--data', this.data, '--port', this.port, '--www', www, '--base', base, ...extra],
            { stdio: ['ignore', 'pipe', 'pipe'] });
        const from = this.lines.length;
        let rest = '';
        this.url = '';
        const read = (chunk) => {
            rest += chunk;
            const lines = rest.split('\n');
            rest = lines.pop();
            for (const line of lines) {
                this.lines.push(line);
                const heard = /^listening on (\S+)/.exec(line);
                if (heard)
                    this.url = heard[1];
            }
        };
        this.process.stdout.on('data', read);
        this.process.stderr.on('data', read);
        this.ended = new Promise((resolve) => this.process.once('exit', resolve));
        // Once all that it said is read.
        let isClosed = false;
        this.process.once('close', () => { isClosed = true; });
        await waitFor('server-stub to say that it listens', () => this.url || isClosed);
        if (this.url)
            return true;
        const said = this.lines.slice(from).join(' | ') + rest;
        if (!/is taken/.test(said))
            throw new Error(`server-stub ended: ${said}`);
        return false;
    }

    async stop() {
        if (this.process.exitCode === null && this.process.signalCode === null) {
            this.process.kill('SIGTERM');
            await this.ended;
        }
    }

    // `words` after `token`, such as ['new', '--link', '--url', stub.url].
    async token(...words) {
        const { stdout } = await run(stubProgram(), ['token', ...words, '--data', this.data]);
        return stdout.trim();
    }

    // The paths asked for since `from` (a number of lines).
    requests(from = 0) {
        return this.lines.slice(from).filter((line) => /\b(GET|HEAD|PUT|DELETE|OPTIONS)\b/.test(line));
    }

    async remove() {
        await this.stop();
        await rm(this.data, { recursive: true, force: true });
    }
}

// Below the checkout's build folder, not in /tmp, which may be memory: durability costs what it costs.
export async function temporaryFolder(name) {
    const { mkdir } = await import('node:fs/promises');
    const parent = process.env.HUISCLOS_TEST_TMP ?? path.join(root, 'build/tmp');
    await mkdir(parent, { recursive: true });
    return mkdtemp(path.join(parent, `${name}-`));
}

export async function startStub(options = {}) {
    const stub = new Stub(await temporaryFolder('store'), options);
    await stub.start();
    return stub;
}
