// figures: stub_put_per_s stub_put_p99_ms stub_get_per_s nginx_dav_put_per_s nginx_get_per_s
// needs: server-stub huisclos_stub_load
//
// What the storage endpoint takes and gives: 8 keep-alive connections, bodies of 4 096 bytes, 10 s after 2 s, every answer
// checked by the load program (201; 200 with the very bytes). Beside it the same program, disk and bodies on Debian's nginx,
// one worker a core, PUT by its dav module, no access log: nginx answers before anything is certain to be on the disk, the
// endpoint after (file and folder synced). Without nginx its two figures are missing, and the bench says so.

import { execFile, spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { root } from '../e2e/support/paths.mjs';
import { startStub, temporaryFolder } from '../e2e/support/stub.mjs';
import { waitFor } from '../e2e/support/wait.mjs';
import { print } from './support/figures.mjs';

const run = promisify(execFile);
const release = process.env.HUISCLOS_NATIVE_RELEASE ?? path.join(root, 'build/native-release');
const loadProgram = path.join(release, 'tests/bench/stub_load/huisclos_stub_load');

// The lines that the load program prints, those of `wanted` alone.
async function measure(words, wanted) {
    const { stdout } = await run(loadProgram, words);
    for (const line of stdout.trim().split('\n')) {
        const [name, value, unit] = line.split(' ');
        if (wanted.includes(name))
            print(name, Number(value), unit);
    }
}

async function measureStub() {
    const stub = await startStub({ extra: ['--no-log'] });
    try {
        const token = await stub.token('new', '--tree', 'load');
        await measure([`${stub.url}store/load/`, '--token', token], ['stub_put_per_s', 'stub_put_p99_ms', 'stub_get_per_s']);
    } finally {
        await stub.remove();
    }
}

async function freePort() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

function nginxConfiguration(folder, port) {
    return `
worker_processes ${os.availableParallelism()};
daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
    access_log off;
    keepalive_requests 100000000;
    client_body_temp_path ${folder}/body;
    proxy_temp_path ${folder}/proxy;
    fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi;
    scgi_temp_path ${folder}/scgi;
    server {
        listen 127.0.0.1:${port};
        root ${folder}/files;
        location / {
            dav_methods PUT;
            create_full_put_path on;
            dav_access user:rw group:rw all:r;
        }
    }
}
`;
}

async function nginxProgram() {
    for (const program of [process.env.HUISCLOS_NGINX, '/usr/sbin/nginx', 'nginx'].filter(Boolean)) {
        try {
            await run(program, ['-v']);
            return program;
        } catch {
            // The next one.
        }
    }
    return undefined;
}

async function measureNginx(program) {
    const folder = await temporaryFolder('nginx');
    const port = await freePort();
    await mkdir(path.join(folder, 'files'));
    await writeFile(path.join(folder, 'conf'), nginxConfiguration(folder, port));
    // Started by root its workers would be another user, who cannot write there.
    const words = ['-c', path.join(folder, 'conf'), '-p', folder, '-e', path.join(folder, 'error.log'), ...(process.getuid() === 0 ? ['-g', 'user root;'] : [])];
    const nginx = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit'] });
    try {
        await waitFor('nginx to listen', () => {
            if (nginx.exitCode !== null)
                throw new Error('nginx ended');
            return fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
        });
        await measure([`http://127.0.0.1:${port}/`, '--put-prefix', 'nginx_dav', '--get-prefix', 'nginx'],
            ['nginx_dav_put_per_s', 'nginx_get_per_s']);
    } finally {
        nginx.kill('SIGTERM');
        await new Promise((resolve) => (nginx.exitCode === null ? nginx.once('exit', resolve) : resolve()));
        await rm(folder, { recursive: true, force: true });
    }
}

await measureStub();
const program = await nginxProgram();
if (program)
    await measureNginx(program);
else
    console.error('nginx is not there: its figures are missing');
