// A host without the production headers that shows the bundle inside a page of its own: what frame-ancestors forbids
// elsewhere, the page itself must refuse.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
    '.ttf': 'font/ttf', '.svg': 'image/svg+xml' };

export async function startFramingServer(folder) {
    const server = http.createServer(async (request, response) => {
        const { pathname } = new URL(request.url, 'http://localhost');
        if (pathname === '/') {
            response.setHeader('Content-Type', 'text/html');
            response.end('<!doctype html><html lang="fr"><title>Cadre</title><iframe src="index.html" width="800" height="600"></iframe>');
            return;
        }
        try {
            const body = await readFile(path.join(folder, path.normalize(pathname)));
            response.setHeader('Content-Type', types[path.extname(pathname)] ?? 'application/octet-stream');
            response.end(body);
        } catch {
            response.statusCode = 404;
            response.end();
        }
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((resolve) => server.close(resolve)) };
}
