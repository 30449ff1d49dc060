// A page, a script and a service worker that somebody stores never run, not even for a browser that sends a good token
// with each request: a small proxy adds it, which is more than any attacker can make a browser do. Each refusal stands
// beside the same bytes, from another place, that do run.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile, rm } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { newPerson } from './support/browser.mjs';
import { Stub, temporaryFolder } from './support/stub.mjs';

const files = {
    'page.html': '<!doctype html><script>window.ran("page")</script>',
    'script.js': 'if (globalThis.ran) ran("script"); else postMessage("ran");',
    'sw.js': 'self.addEventListener("fetch", () => {});',
};
const types = { html: 'text/html', js: 'text/javascript' };
const integrity = `sha256-${createHash('sha256').update(files['script.js']).digest('base64')}`;

let www;
let stub;
let proxy;
let permissive;
let visitor;
const ran = [];

function listen(server) {
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}/`)));
}

// Everything as the stub says it, but for the token.
function makeProxy(token) {
    return http.createServer((request, response) => {
        const options = { method: request.method, headers: { ...request.headers, authorization: `Bearer ${token}` } };
        const forwarded = http.request(new URL(request.url, stub.url), options, (answer) => {
            for (const h of ['content-type','content-disposition','content-security-policy','x-content-type-options']) if (request.url.includes('store/')) delete answer.headers[h]; if (request.url.includes('store/')) answer.headers['content-type'] = request.url.endsWith('html') ? 'text/html' : 'text/javascript'; response.writeHead(answer.statusCode, answer.headers);
            answer.pipe(response);
        });
        request.pipe(forwarded);
    });
}

// A host that means no good: no policy at all, the same files with the types that run, and a page that frames any address.
function makePermissive() {
    return http.createServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url, 'http://localhost');
        const name = pathname.slice(1);
        response.setHeader('Content-Type', types[path.extname(name).slice(1)] ?? 'text/html');
        response.end(files[name] ?? `<!doctype html><iframe src="${searchParams.get('frame')}"></iframe>`);
    });
}

before(async () => {
    www = await temporaryFolder('www');
    await writeFile(path.join(www, 'index.html'), '<!doctype html><html lang="fr"><title>Essai</title><p>Essai');
    for (const name of ['script.js', 'sw.js'])
        await writeFile(path.join(www, name), files[name]);
    stub = new Stub(await temporaryFolder('store'), { www });
    await stub.start();
    const token = await stub.token('new', '--tree', 'council');
    for (const [name, content] of Object.entries(files)) {
        const answer = await fetch(`${stub.url}store/council/${name}`, { method: 'PUT', body: content,
            headers: { authorization: `Bearer ${token}`, 'content-type': types[path.extname(name).slice(1)] } });
        assert.equal(answer.status, 201);
    }
    proxy = makeProxy(token);
    permissive = makePermissive();
    proxy.url = await listen(proxy);
    permissive.url = await listen(permissive);
    visitor = await newPerson('visitor');
    await visitor.context.exposeBinding('ran', (_, what) => ran.push(what));
});

after(async () => {
    await visitor?.remove();
    for (const server of [proxy, permissive]) {
        server?.closeAllConnections();
        server?.close();
    }
    await stub?.remove();
    await rm(www, { recursive: true, force: true });
});

// What a page of the bundle can make run from this address.
function attempt(prefix) {
    return visitor.page.evaluate(async ({ prefix: from, hash }) => {
        // The one policy that the headers allow, here without its restraint.
        window.everyUrl ??= window.trustedTypes.createPolicy('huisclos-url', { createScriptURL: (url) => url });
        const url = (name) => window.everyUrl.createScriptURL(from + name);
        const script = await new Promise((resolve) => {
            const element = document.createElement('script');
            element.onload = () => resolve('ran');
            element.onerror = () => resolve('refused');
            element.crossOrigin = 'anonymous';
            element.integrity = hash;
            element.src = url('script.js');
            document.body.append(element);
        });
        const worker = await new Promise((resolve) => {
            const made = new Worker(url('script.js'));
            made.onmessage = () => resolve('ran');
            made.onerror = () => resolve('refused');
        });
        const serviceWorker = await navigator.serviceWorker.register(url('sw.js')).then(
            (registration) => registration.unregister().then(() => 'ran'), (error) => `refused: ${error.name}`);
        const answer = await fetch(`${from}script.js`);
        return { script, worker, serviceWorker, status: answer.status, bytes: await answer.text() };
    }, { prefix, hash: integrity });
}

test('a stored script is read as bytes and runs neither as a script nor as a worker nor as a service worker', async () => {
    await visitor.page.goto(proxy.url);
    const bytes = files['script.js'];
    assert.deepEqual(await attempt(proxy.url), { script: 'ran', worker: 'ran', serviceWorker: 'ran', status: 200, bytes });
    assert.deepEqual(ran.splice(0), ['script']);
    assert.deepEqual(await attempt(`${proxy.url}store/council/`),
        { script: 'refused', worker: 'refused', serviceWorker: 'refused: SecurityError', status: 200, bytes });
    assert.deepEqual(ran, []);
});

test('a stored page that is followed is a download', async () => {
    await visitor.page.goto(`${permissive.url}page.html`);
    assert.deepEqual(ran.splice(0), ['page']);
    const download = visitor.page.waitForEvent('download');
    await visitor.page.goto(`${proxy.url}store/council/page.html`).catch(() => undefined);
    await (await download).cancel();
    assert.equal(visitor.page.url(), `${permissive.url}page.html`);
    assert.deepEqual(ran, []);
});

test('a stored page that another site frames does not run', async () => {
    const framed = (address) => visitor.page.goto(`${permissive.url}?frame=${encodeURIComponent(address)}`);
    await framed(`${permissive.url}page.html`);
    assert.deepEqual(ran.splice(0), ['page']);
    const answered = visitor.page.waitForEvent('requestfinished', (request) => request.url().endsWith('store/council/page.html'))
        .catch(() => undefined);
    const failed = visitor.page.waitForEvent('requestfailed', (request) => request.url().endsWith('store/council/page.html'))
        .catch(() => undefined);
    await framed(`${proxy.url}store/council/page.html`);
    assert.ok(await Promise.race([answered, failed]), 'the framed address was asked for');
    assert.deepEqual(ran, []);
});

test('without a token there are not even the bytes', async () => {
    const answer = await visitor.page.goto(`${stub.url}store/council/page.html`).catch((error) => error);
    assert.ok(answer instanceof Error, 'a refusal is a download too');
    const status = await (await fetch(`${stub.url}store/council/page.html`)).status;
    assert.equal(status, 401);
    assert.deepEqual(ran, []);
});
