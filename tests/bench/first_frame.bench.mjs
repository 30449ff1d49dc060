// figures: first_frame_ms bare_imgui_first_frame_ms signin_usable_ms
// needs: web server-stub
//
// New profile each time, brotli served: from navigationStart to the end of the first frame that has drawn text in the
// real font, and to the sign-in form that can be typed in; in turn with the bare page of the same compiler, options, fonts
// and server. Median of five after one warm-up.

import assert from 'node:assert/strict';

import { newPerson } from '../e2e/support/browser.mjs';
import { bareBundleFolder, bundleFolder } from '../e2e/support/paths.mjs';
import { startStub } from '../e2e/support/stub.mjs';
import { median, print } from './support/figures.mjs';

async function visit(stub) {
    const person = await newPerson('visitor');
    try {
        await person.go(stub.url);
        await person.ready();
        const counters = await person.counters();
        assert.deepEqual(person.errors, []);
        assert.ok(counters.firstFrameMs > 0 && counters.formUsableMs > 0);
        return counters;
    } finally {
        await person.remove();
    }
}

const ours = await startStub({ www: bundleFolder() });
const bare = await startStub({ www: bareBundleFolder() });
const measured = { ours: [], bare: [], form: [] };
for (let round = 0; round < 6; round += 1) {
    const bareCounters = await visit(bare);
    const ourCounters = await visit(ours);
    if (round === 0)
        continue;
    measured.bare.push(bareCounters.firstFrameMs);
    measured.ours.push(ourCounters.firstFrameMs);
    measured.form.push(ourCounters.formUsableMs);
}
await ours.remove();
await bare.remove();
print('first_frame_ms', median(measured.ours), 'ms');
print('bare_imgui_first_frame_ms', median(measured.bare), 'ms');
print('signin_usable_ms', median(measured.form), 'ms');
