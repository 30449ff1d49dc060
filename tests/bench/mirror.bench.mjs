// figures: mirror_ms_121_nodes
// needs: web server-stub
//
// On the gallery's page (release options): a table and its form, one cell changes a frame; node
// hash, buffer, diff and DOM patch, C++ and JavaScript, without layout. Median of 200 changed frames. Frames that change
// nothing make no DOM operation: checked.
//
// In a window 1440 wide and 1300 high: in one of 1440×900 as the other figures have it, the table holds its 16 rows in view
// and the page 103 nodes; the last of its 18 rows are told only where they are seen.

import assert from 'node:assert/strict';

import { newPerson, readCounters, waitIdle } from '../e2e/support/browser.mjs';
import { galleryBundleFolder } from '../e2e/support/paths.mjs';
import { startStub } from '../e2e/support/stub.mjs';
import { waitFor } from '../e2e/support/wait.mjs';
import { median, print } from './support/figures.mjs';

const stub = await startStub({ www: galleryBundleFolder() });

// Presses the button `times` times, a changed frame each; the cost of each.
function measure(page, times) {
    return page.evaluate(async (count) => {
        const counters = window.huisclosCounters;
        const button = Array.from(document.querySelectorAll('#mirror button')).find((element) => element.textContent === 'Changer');
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const costs = [];
        for (let i = 0; i < count; i += 1) {
            const before = counters.mirrorOperations;
            button.click();
            while (counters.mirrorOperations === before)
                await frame();
            costs.push({ milliseconds: counters.mirrorPatchMs + counters.mirrorEncodeMs, operations: counters.mirrorOperations - before });
        }
        return costs;
    }, times);
}

async function bench(figure, nodes, height, cells) {
    const person = await newPerson('bench', { width: 1440, height });
    const page = person.page;
    await person.go(`${stub.url}#/noeuds/${nodes}`);
    await person.ready();
    await waitIdle(page);
    assert.equal((await readCounters(page)).mirrorNodes, nodes, 'the number of nodes of the bench page');
    await measure(page, 20);
    const costs = await measure(page, 200);
    const shown = await page.getByRole('cell', { name: 'Étape 220', exact: true }).count();
    assert.equal(shown, cells, 'cells that changed');
    assert.ok(costs.every((cost) => cost.operations >= cells), 'each frame patched each cell');
    await waitIdle(page);
    const before = await readCounters(page);
    await page.mouse.move(700, 300);
    await waitFor('a frame that changes nothing', async () => (await readCounters(page)).frames > before.frames);
    await waitIdle(page);
    assert.equal((await readCounters(page)).mirrorOperations, before.mirrorOperations, 'an unchanged frame touched the page');
    print(figure, median(costs.map((cost) => cost.milliseconds)), 'ms');
    await person.remove();
}

await bench('mirror_ms_121_nodes', 121, 1300, 1);
await stub.remove();
