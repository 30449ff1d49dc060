// People: each is a browser profile of its own (storage, keys, process). The policy is never relaxed; what a page does
// against it, and what goes wrong, is recorded from the first line on.

import { rm } from 'node:fs/promises';
import { chromium } from 'playwright-core';

import { chromium as chromiumPath } from './paths.mjs';
import { temporaryFolder } from './stub.mjs';
import { patience, waitFor } from './wait.mjs';

export const chromiumFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader'];

export class Person {
    constructor(name, folder, options) {
        this.name = name;
        this.folder = folder;
        this.options = options;
        this.reports = [];
        this.errors = [];
        this.requested = [];
    }

    // Opens (again) the same profile.
    async open() {
        const { width = 1440, height = 900, scheme = 'light', flags = [], context = {} } = this.options;
        this.context = await chromium.launchPersistentContext(this.folder, {
            executablePath: chromiumPath(), headless: true, args: [...chromiumFlags, ...flags],
            viewport: { width, height }, colorScheme: scheme, locale: 'fr-FR', timezoneId: 'Europe/Paris', ...context,
        });
        this.context.setDefaultTimeout(patience);
        await this.context.exposeBinding('huisclosTestReport', (_, report) => this.reports.push(report));
        await this.context.addInitScript(() => {
            document.addEventListener('securitypolicyviolation', (event) => window.huisclosTestReport(
                `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`));
        });
        this.page = this.context.pages()[0] ?? await this.context.newPage();
        this.watch(this.page);
        return this;
    }

    watch(page) {
        page.on('pageerror', (error) => this.errors.push(`${error.name}: ${error.message}`));
        page.on('console', (message) => {
            // The browser reports each refusal of the store as an error of its own: that is the store's to say.
            const ofTheStore = message.text().startsWith('Failed to load resource') && message.location().url.includes('/store/');
            if (message.type() === 'error' && !ofTheStore)
                this.errors.push(`console: ${message.text()}`);
        });
        page.on('request', (request) => this.requested.push(request.url()));
    }

    async go(url) {
        await this.page.goto(url, { waitUntil: 'commit' });
        return this.page;
    }

    counters() {
        return readCounters(this.page);
    }

    // The program runs and has drawn text. Read by evaluate: waitForFunction would need 'unsafe-eval'.
    async ready() {
        await waitFor(`${this.name}'s first frame`, async () => {
            if (this.errors.length > 0)
                throw new Error(`${this.name}: ${this.errors.join(' | ')}`);
            return (await this.counters())?.firstFrameMs > 0;
        });
        return this.page;
    }

    async close() {
        await this.context?.close();
        this.context = undefined;
    }

    async remove() {
        await this.close();
        await rm(this.folder, { recursive: true, force: true });
    }
}

export async function newPerson(name, options = {}) {
    const person = new Person(name, await temporaryFolder(`profile-${name}`), options);
    await person.open();
    return person;
}

// What is asked under `pattern` stays on its way until it is released.
export async function holdBack(context, pattern) {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await context.route(pattern, async (route) => {
        await released;
        await route.continue();
    });
    return { release };
}

export function readCounters(page) {
    return page.evaluate(() => {
        const counters = window.huisclosCounters;
        return counters === undefined ? undefined : { ...counters };
    }).catch((error) => {
        if (/context was destroyed|navigation/i.test(error.message))
            return undefined;
        throw error;
    });
}

// The clock of the person's machine goes on by as much: a page reads the time from it and from nowhere else.
export async function passMinutes(page, minutes) {
    await page.evaluate((ahead) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ahead;
    }, minutes * 60_000);
}

// Frames stop: none is awaited, and none is begun for `quiet` milliseconds. A named condition, bounded.
export async function waitIdle(page, quiet = 200) {
    let last = -1;
    let since = Date.now();
    await waitFor('frames to stop', async () => {
        // A page that is being replaced (lock) has no counters yet: it is not idle.
        const counters = await readCounters(page);
        const frames = counters?.frames;
        if (frames === undefined || frames !== last || counters.isFrameAwaited) {
            last = frames;
            since = Date.now();
        }
        return Date.now() - since >= quiet;
    });
}

// The window takes another size, and the page has been drawn for it: what a narrow one has (its menu) is gone from a wide
// one, not about to go.
export async function resize(page, width, height) {
    await page.setViewportSize({ width, height });
    await waitFor(`the page to be drawn ${width} wide`, () => page.evaluate((wanted) => {
        const canvas = document.querySelector('#canvas');
        const drawn = !canvas?.clientWidth || Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) < 2;
        return innerWidth === wanted && drawn;
    }, width));
    await waitIdle(page);
}
