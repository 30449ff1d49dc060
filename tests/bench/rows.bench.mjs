// figures: frame_cpu_ms_10k_rows
// needs: web server-stub
//
// The application's list of situations with 10 000 rows, scrolled by one row a frame: from the entry of the frame to the
// return of the last call of drawing and of the mirror's patch, on the main thread. 95th percentile of 300 frames.
//
// The next turn waits until the last frame is drawn: without a graphics card Chromium draws it with both cores, tens of
// milliseconds, and takes the main thread's time away meanwhile. The same without waiting is said on stderr.

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

// One turn of the wheel, one frame; `count` times. The durations of those frames.
function scroll(count, waitsForDrawing) {
    return page.evaluate(async ({ turns, height, x, y, waits }) => {
        const counters = window.huisclosCounters;
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const gl = document.querySelector('canvas').getContext('webgl2');
        const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
        // A turn asks for a few frames: all of them, and what they asked of the graphics process.
        const drawn = async () => {
            for (let seen = -1; seen !== counters.frames; await pause())
                seen = counters.frames;
            const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
            gl.flush();
            do
                await pause();
            while (gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.SIGNALED);
            gl.deleteSync(sync);
        };
        const durations = [];
        for (let i = 0; i < turns; i += 1) {
            const before = counters.frames;
            // Rows come and go under the pointer.
            document.elementFromPoint(x, y).dispatchEvent(new WheelEvent('wheel', { deltaY: height, clientX: x, clientY: y, bubbles: true, cancelable: true }));
            while (counters.frames === before)
                await frame();
            durations.push(counters.frameDurations.at(-1));
            if (waits)
                await drawn();
        }
        return durations;
    }, { turns: count, height: rowHeight, x: list.x + list.width / 2, y: list.y + 60, waits: waitsForDrawing });
}

await scroll(20, true);
await waitIdle(page);
const before = await lastShown();
const durations = await scroll(300, true);
await waitIdle(page);
const moved = await lastShown() - before;
assert.ok(Math.abs(moved - 300) <= 5, `300 turns moved the list by ${moved} rows`);
assert.ok((await readCounters(page)).mirrorNodes < 400, 'only visible rows are in the mirror');
assert.deepEqual(person.errors, []);
const hurried = await scroll(300, false);
console.error(`one frame upon the other, the drawing taking the cores: ${percentile(hurried, 0.95).toFixed(1)} ms`);
print('frame_cpu_ms_10k_rows', percentile(durations, 0.95), 'ms');
await person.remove();
await stub.remove();
