// Escape on a form over the application (wasm/js/forms.js): as « Annuler », where nothing is lost but the present passphrase.
// On the forms as the page has them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const page = vm.createContext({});
vm.runInContext(read('wasm/js/forms.js'), page);
const html = read('www/index.html');

const readForm = (form) => html.slice(html.indexOf(`<section data-form="${form}"`)).split('</section>')[0];
const attributesOf = (tag) => Object.fromEntries([...tag.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? '']));
const tagsOf = (text, name) => [...text.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => attributesOf(tag));

// Of `form :is(a, b):not([c=d], …)`: which fields are meant. Another selector is not understood.
function selectFields(selector, fields) {
    const [, names, excepted] = selector.match(/^form :is\(([a-z, ]+)\):not\((.+)\)$/);
    const tags = names.split(', ');
    const exceptions = excepted.split(', ').map((one) => one.match(/^\[([a-z-]+)=([a-z-]+)\]$/).slice(1));
    return fields.filter(({ tag, attributes }) => tags.includes(tag) && exceptions.every(([name, value]) => attributes[name] !== value));
}

// Whether Escape presses « Annuler » of that form, with these texts in its fields, by name.
function leaves(form, typed = {}, { isModal = true, isProposed = false, isCancelShown = true, asked = [] } = {}) {
    const text = readForm(form);
    const own = ['input', 'textarea'].flatMap((tag) => tagsOf(text, tag).map((attributes) => ({ tag, attributes, value: typed[attributes.name] ?? '' })));
    // What the page makes of a slot: the words of a kit that are asked.
    const made = asked.map((name) => ({ tag: 'input', attributes: { name, autocomplete: 'off' }, value: typed[name] ?? '' }));
    const fields = [...own, ...made];
    for (const name of Object.keys(typed))
        assert.ok(fields.some(({ attributes }) => attributes.name === name), `${form} has ${name}`);
    let pressed = 0;
    const hidden = {};
    const cancel = { click: () => { pressed += 1; }, closest: (which) => (which === '[hidden]' && !isCancelShown ? hidden : null) };
    const parts = { '[name=cancel]': text.includes('name="cancel"') ? cancel : null,
        '.proposal:not([hidden])': text.includes('class="proposal"') && isProposed ? {} : null };
    page.leaveByEscape({
        dataset: text.startsWith(`<section data-form="${form}" data-escape `) ? { escape: '' } : {},
        getAttribute: (name) => (name === 'aria-modal' && isModal ? 'true' : null),
        querySelectorAll: (selector) => selectFields(selector, fields),
        querySelector: (selector) => {
            assert.ok(selector in parts, selector);
            return parts[selector];
        },
    });
    return pressed === 1;
}

const left = ['SignAct', 'LostDevice', 'NewPassphrase', 'KitEntry', 'KitCheck', 'DeviceLink'];

test('a form over the application is left where nothing of its own was typed', () => {
    for (const form of left)
        assert.ok(leaves(form), form);
    assert.ok(!leaves('KitEntry', { kit: 'abricot' }));
    assert.ok(!leaves('NewPassphrase', { passphrase: 'une nouvelle phrase' }));
    assert.ok(!leaves('NewPassphrase', { again: 'une nouvelle phrase' }));
    assert.ok(leaves('KitCheck', {}, { asked: ['word_3'] }));
    assert.ok(!leaves('KitCheck', { word_3: 'abricot' }, { asked: ['word_3'] }));
});

test('the present passphrase and a name that the page fills in are no reason to stay', () => {
    for (const form of ['SignAct', 'LostDevice', 'DeviceLink'])
        assert.ok(leaves(form, { label: 'Claire Vasseur', passphrase: 'la phrase de toujours' }), form);
});

test('what may be on paper by then is not left: a kit, a passphrase that is proposed', () => {
    assert.ok(!leaves('Kit'));
    assert.ok(!leaves('NewPassphrase', {}, { isProposed: true }));
});

test('nor is the form whose way back puts the session offline, which opens by itself', () => {
    assert.ok(!leaves('StoreToken'));
});

test('nor what lies over nothing, nor where « Annuler » does not show', () => {
    assert.ok(!leaves('KitEntry', {}, { isModal: false }));
    assert.ok(!leaves('KitEntry', {}, { isCancelShown: false }));
    page.leaveByEscape(null);
});

test('each form that is left so has its way back, and asks the present passphrase by that name', () => {
    const marked = [...html.matchAll(/<section data-form="(\w+)" data-escape /g)].map(([, form]) => form);
    assert.deepEqual(marked.toSorted(), left.toSorted());
    for (const form of left)
        assert.match(readForm(form), /<button type="button" name="cancel"/, form);
    for (const form of ['SignAct', 'LostDevice', 'DeviceLink'])
        assert.match(readForm(form), /name="passphrase" type="password" autocomplete="current-password"/, form);
    assert.doesNotMatch(readForm('NewPassphrase'), /current-password/);
});
