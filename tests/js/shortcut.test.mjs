// A shortcut that is asked of a screen on its way (wasm/js/mirror_events.js): kept until its field is there, for a second,
// and dropped when the person does something else. On the scripts of the mirror, without a page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../wasm/js');
const source = ['keyboard', 'mirror', 'mirror_events'].map((name) => readFileSync(path.join(scripts, `${name}.js`), 'utf8')).join('\n');

let mirror;
let focused;
let now;
let capture;

beforeEach(() => {
    focused = 0;
    now = 10_000;
    capture = {};
    const page = { activeElement: null, body: null };
    const on = (target, type, handler, options) => {
        if (target === page && options?.capture)
            capture[type] = handler;
    };
    const Mirror = new Function('document', 'performance', 'on', 'fieldRoles', 'stateBits', 'Element', 'TreeView', 'counted',
        `${source}; return Mirror;`)(page, { now: () => now }, on, new Set(['TextField']), { disabled: 1, inert: 2, hasPopup: 4 },
        class {}, class { announcementCount = 0; }, {});
    mirror = new Mirror({ closest: () => null });
    for (const step of ['removeStale', 'placeChildren', 'keepFocus', 'applyWhole', 'moveFocus'])
        mirror[step] = () => {};
    mirror.listen();
});

// The next tree of the module, in which the search field stands or not.
function show({ withSearch }) {
    mirror.updateRecords = () => {
        mirror.records.clear();
        if (!withSearch)
            return;
        mirror.records.set(7, { roleName: 'TextField', state: 0, element: { focus: () => { focused += 1; } } });
        mirror.shortcuts.set('Control+K', 7);
    };
    mirror.apply(null);
}

function does(type, key) {
    capture[type]({ type, key, timeStamp: now });
}

function controlK() {
    does('keydown', 'Control');
    does('keydown', 'k');
    return mirror.pressShortcut('Control+K');
}

test('the field that is there has the focus at once', () => {
    show({ withSearch: true });
    assert.equal(controlK(), true);
    assert.equal(focused, 1);
});

test('asked while its screen comes, it has the focus once it is there, and once', () => {
    does('pointerdown');
    now += 300;
    assert.equal(controlK(), true);
    show({ withSearch: false });
    assert.equal(focused, 0);
    now += 300;
    show({ withSearch: true });
    assert.equal(focused, 1);
    show({ withSearch: true });
    assert.equal(focused, 1);
});

test('a screen that comes a second later has it no more', () => {
    does('pointerdown');
    assert.equal(controlK(), true);
    now += 1001;
    show({ withSearch: true });
    assert.equal(focused, 0);
});

test('whatever else the person does drops it', () => {
    for (const [type, key] of [['keydown', 'Tab'], ['pointerdown'], ['click']]) {
        does('pointerdown');
        assert.equal(controlK(), true, type);
        does(type, key);
        show({ withSearch: true });
        assert.equal(focused, 0, type);
        show({ withSearch: false });
        now += 5000;
    }
});

test('where no other screen is on its way, and for any other shortcut, the key is the browser’s', () => {
    show({ withSearch: false });
    does('pointerdown');
    now += 1001;
    assert.equal(controlK(), false);
    show({ withSearch: true });
    assert.equal(focused, 0);
    show({ withSearch: false });
    does('pointerdown');
    does('keydown', 'j');
    assert.equal(mirror.pressShortcut('Control+J'), false);
});
