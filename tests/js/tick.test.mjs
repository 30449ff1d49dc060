// After every entry the page asks the module anew when it wants to be called: a press that has the store asked sooner
// needs no frame and no other event for it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (name) => readFileSync(new URL(`../../wasm/js/${name}.js`, import.meta.url), 'utf8');

function page() {
    const handlers = new Map();
    const timers = [];
    const state = { due: 30_000, handlers, timers };
    const given = {
        window: { addEventListener: (type, handler) => handlers.set(type, handler) },
        setTimeout: (work, ms) => timers.push(ms),
        clearTimeout: () => {},
        isEnded: () => false,
        showFatal: (error) => {
            throw error;
        },
        _huisclos_input: () => {
            state.due = 5_000;
        },
        _huisclos_next_tick: () => state.due,
    };
    const watchInput = read('boot').match(/^function watchInput\(\) \{\n[\s\S]*?\n\}\n/m)[0];
    const source = [read('counters'), read('repaint'), read('listen'), watchInput].join('\n');
    new Function(...Object.keys(given), `${source}; canDraw = true; watchInput(); planTick();`)(...Object.values(given));
    return state;
}

test('a press or a key alone has the tick planned for when the module wants it by then', () => {
    for (const type of ['pointerdown', 'keydown', 'input', 'click']) {
        const { handlers, timers } = page();
        assert.deepEqual(timers, [30_000]);
        handlers.get(type)({ type });
        assert.deepEqual(timers, [30_000, 5_000], type);
    }
});
