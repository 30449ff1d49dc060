// Which keys the page takes, and from what (wasm/js/keyboard.js, mirror_events.js): those of lists and tabs, those that
// scroll; with Alt, Control or Meta a key is the browser's. On the scripts of the mirror, without a page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../wasm/js');
const source = ['keyboard', 'mirror', 'mirror_events'].map((name) => readFileSync(path.join(scripts, `${name}.js`), 'utf8')).join('\n');
const bits = { disabled: 1, inert: 2, hasPopup: 4, keys: 8, expanded: 16 };

class Element {
    closest(selector) { return selector === '[id^=n]' && this.isNode ? this : null; }
}
const makeElement = (isNode) => Object.assign(new Element(), { isNode });

let page;
let root;
let simple;
let sent;
let keydown;
let mirror;
let heard;

beforeEach(() => {
    sent = [];
    heard = {};
    simple = false;
    page = { body: makeElement(false), activeElement: null };
    const first = makeElement(true);
    root = { inert: null, held: [first], firstElementChild: first, contains: (element) => root.held.includes(element), closest: () => root.inert };
    const on = (target, type, handler) => {
        if (target === 'window')
            keydown = handler;
        else if (target === root)
            heard[type] = handler;
    };
    const given = { document: page, on, Element, fieldRoles: new Set(['TextField', 'NoteField', 'DateField']), stateBits: bits,
        isModeSimple: () => simple, utf8Encoder: { encode: (text) => text }, lend: (text, use) => use(text, text.length), poke: () => {},
        _huisclos_act: (id, kind, text, _, amount) => sent.push([id, kind, text, amount]) };
    mirror = new Function(...Object.keys(given), 'mirror', `${source}; mirror = new Mirror(this); watchKeyboard('window'); return mirror;`)
        .call(root, ...Object.values(given));
    add(1, 'Root', 0, first);
});

function add(id, roleName, state = 0, element = makeElement(true)) {
    root.held.push(element);
    mirror.elementIds.set(element, id);
    mirror.records.set(id, { id, roleName, state, element });
    return element;
}

// Whether the page took it, and what it told.
function press(target, key, modifiers = {}) {
    sent = [];
    let taken = false;
    keydown({ key, target, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...modifiers, getModifierState: () => false,
        preventDefault: () => { taken = true; } });
    return [taken, ...sent];
}

const scroll = 7;
const node = 11;
const free = [false];
const scrolling = ['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

test('from a title, a link and from nothing the keys scroll; Space as Page down', () => {
    for (const [target, id] of [[add(2, 'Heading'), 2], [add(3, 'Link'), 3], [page.body, 1]]) {
        for (const key of scrolling)
            assert.deepEqual(press(target, key), [true, [id, scroll, key, 0]], key);
        assert.deepEqual(press(target, ' '), [true, [id, scroll, 'PageDown', 0]]);
        assert.deepEqual(press(target, ' ', { shiftKey: true }), [true, [id, scroll, 'PageUp', 0]]);
        assert.deepEqual(press(target, 'ArrowLeft'), free);
    }
});

test('Space stays with what it presses, and every key with what one types in or chooses from', () => {
    for (const [i, role] of ['Button', 'Tab', 'Checkbox', 'Radio'].entries()) {
        const element = add(10 + i, role);
        assert.deepEqual(press(element, ' '), free, role);
        assert.deepEqual(press(element, 'PageDown'), [true, [10 + i, scroll, 'PageDown', 0]], role);
        assert.deepEqual(press(element, 'ArrowDown'), role === 'Radio' ? free : [true, [10 + i, scroll, 'ArrowDown', 0]], role);
    }
    for (const [i, role] of ['TextField', 'NoteField', 'DateField', 'Select'].entries()) {
        const element = add(20 + i, role);
        for (const key of [...scrolling, ' '])
            assert.deepEqual(press(element, key), free, `${role} ${key}`);
    }
});

test('a row keeps all its keys, a tab those that it has a use for', () => {
    const row = add(2, 'Link', bits.keys);
    const tab = add(3, 'Tab', bits.keys);
    for (const key of scrolling) {
        assert.deepEqual(press(row, key), [true, [2, node, key, 0]], key);
        assert.deepEqual(press(tab, key), [true, [3, key.startsWith('Page') ? scroll : node, key, 0]], key);
    }
    assert.deepEqual(press(tab, 'ArrowRight'), [true, [3, node, 'ArrowRight', 0]]);
    assert.deepEqual(press(row, ' '), [true, [2, scroll, 'PageDown', 0]]);
});

test('with Alt, Control or Meta the key is the browser’s', () => {
    const targets = [add(2, 'Tab', bits.keys), add(3, 'Link', bits.keys), add(4, 'Heading'), page.body, add(5, 'Select', bits.keys)];
    for (const target of targets) {
        for (const key of [...scrolling, 'ArrowLeft', 'ArrowRight', ' ']) {
            for (const modifier of ['altKey', 'ctrlKey', 'metaKey'])
                assert.deepEqual(press(target, key, { [modifier]: true }), free, `${modifier} ${key}`);
        }
    }
    assert.deepEqual(press(targets[2], 'PageDown', { shiftKey: true }), free);
});

test('Alt and an arrow close an open list, as Enter, Space and F4 do; other modifiers are not its own', () => {
    const list = add(2, 'Select', bits.keys | bits.expanded);
    for (const key of ['ArrowUp', 'ArrowDown'])
        assert.deepEqual(press(list, key, { altKey: true }), [true, [2, node, key, 4]]);
    for (const key of ['Enter', ' ', 'F4', 'ArrowDown', 'PageDown'])
        assert.deepEqual(press(list, key), [true, [2, node, key, 0]]);
    for (const [key, modifiers] of [['ArrowLeft', { altKey: true }], ['ArrowDown', { ctrlKey: true }], ['F4', { altKey: true }],
        ['ArrowDown', { altKey: true, ctrlKey: true }]])
        assert.deepEqual(press(list, key, modifiers), free);
});

test('in mode simple, behind a form and in one, the browser scrolls', () => {
    const title = add(2, 'Heading');
    const ofForm = makeElement(false);
    assert.deepEqual(press(ofForm, 'PageDown'), free);
    root.inert = root;
    assert.deepEqual(press(page.body, 'PageDown'), free);
    root.inert = null;
    simple = true;
    for (const target of [title, page.body])
        assert.deepEqual(press(target, 'PageDown'), free);
});

test('who leaves a list leaves it; a window that loses the focus does not, and a field tells what was typed all the same', () => {
    mirror.listen();
    const blur = 6;
    const list = add(2, 'Select', bits.keys | bits.expanded);
    const field = add(3, 'TextField');
    const leave = (target) => {
        sent = [];
        heard.focusout({ target });
        return sent;
    };
    for (const [target, id] of [[list, 2], [field, 3]]) {
        page.activeElement = page.body;
        assert.deepEqual(leave(target), [[id, blur, '', 0]]);
    }
    // The window went: what had the focus has it still.
    page.activeElement = list;
    assert.deepEqual(leave(list), []);
    page.activeElement = field;
    assert.deepEqual(leave(field), [[3, blur, '', 0]]);
});
