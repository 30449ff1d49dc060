// figures: frame_cpu_ms_10k_rows
// needs: web server-stub
//
// The application's list of situations with 10 000 rows, scrolled by one row a frame: from the entry of the frame to the
// return of the last call of drawing and of the mirror's patch, on the main thread. 95th percentile of 300 frames.

import assert from 'node:assert/strict';

import { newPerson, readCounters, waitIdle } from '../e2e/support/browser.mjs';
import { galleryBundleFolder } from '../e2e/support/paths.mjs';
import { startStub } from '../e2e/support/stub.mjs';
import { percentile, print } from './support/figures.mjs';

const rows = 10000;
const stub = await startStub({ www: galleryBundleFolder() });
const person = await newPerson('bench');
const page = person.page;
await person.go(`${stub.url}#/liste/${rows}`);
await person.ready();
await waitIdle(page);

// Of the rows in the mirror, the last: the first one of all stays there, for the keyboard.
const lastShown = () => page.evaluate(() =>
    Math.max(...Array.from(document.querySelectorAll('#mirror ul > li'), (row) => Number(row.getAttribute('aria-posinset')))));
assert.ok(await lastShown() < 40, 'the list begins with its first rows');
const list = await page.getByRole('list', { name: 'Situations' }).boundingBox();
const rowHeight = await page.evaluate(() => {
    const [first, second] = document.querySelectorAll('#mirror ul > li');
    return second.getBoundingClientRect().top - first.getBoundingClientRect().top;
});

// One turn of the wheel, one frame, its duration; `count` times.
function scroll(count) {
    return page.evaluate(async ({ turns, height, x, y }) => {
        const counters = window.huisclosCounters;
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const durations = [];
        for (let i = 0; i < turns; i += 1) {
            const before = counters.frames;
            // Rows come and go under the pointer.
            document.elementFromPoint(x, y).dispatchEvent(new WheelEvent('wheel', { deltaY: height, clientX: x, clientY: y, bubbles: true, cancelable: true }));
            while (counters.frames === before)
                await frame();
            durations.push(counters.frameDurations.at(-1));
        }
        return durations;
    }, { turns: count, height: rowHeight, x: list.x + list.width / 2, y: list.y + 60 });
}

await scroll(20);
await waitIdle(page);
const before = await lastShown();
const durations = await scroll(300);
await waitIdle(page);
const moved = await lastShown() - before;
assert.ok(Math.abs(moved - 300) <= 5, `300 turns moved the list by ${moved} rows`);
assert.ok((await readCounters(page)).mirrorNodes < 400, 'only visible rows are in the mirror');
assert.deepEqual(person.errors, []);
print('frame_cpu_ms_10k_rows', percentile(durations, 0.95), 'ms');
await person.remove();
await stub.remove();
