// Everything that left a browser, kept as files so that it can be searched: addresses, headers, bodies.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export class NetworkTap {
    constructor(folder) {
        this.folder = folder;
        this.count = 0;
        this.pending = [];
    }

    // Before anything is asked of the network by this person.
    async listen(person) {
        await mkdir(this.folder, { recursive: true });
        person.context.on('request', (request) => this.pending.push(this.keep(request)));
    }

    async keep(request) {
        const name = path.join(this.folder, String(this.count += 1).padStart(5, '0'));
        const headers = await request.allHeaders().catch(() => request.headers());
        const head = `${request.method()} ${request.url()}\n${Object.entries(headers).map(([key, value]) => `${key}: ${value}`).join('\n')}\n\n`;
        await writeFile(name, Buffer.concat([Buffer.from(head), request.postDataBuffer() ?? Buffer.alloc(0)]));
    }

    async settled() {
        await Promise.all(this.pending);
        return this.count;
    }
}
