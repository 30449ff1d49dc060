// What the page's files say twice is said the same: roles, states and acts of the tree, forms, the policy. And what they
// must never contain. Each rule is first shown to see a fault.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
// The page as toolchains/bundle.py fills it: what it says is asked of the one table of texts.
const texts = Object.assign({}, ...readdirSync(path.join(root, 'ui/text/fr')).map((name) => JSON.parse(read(`ui/text/fr/${name}`))));
const fill = (page) => page.replaceAll(/\{\{text ([^}]+)\}\}/g, (_, key) => {
    assert.equal(typeof texts[key], 'string', `the page says « ${key} », which is no text`);
    return texts[key];
});
const readPage = () => fill(read('www/index.html'));
const scripts = readdirSync(path.join(root, 'wasm/js')).filter((name) => name.endsWith('.js'));

// The names of an enum class, in order, without comments.
function enumNames(source, name) {
    const body = new RegExp(`enum class ${name}[^{]*\\{([^}]*)\\}`).exec(source)[1].replace(/\/\/.*$/gm, '');
    return body.split(',').map((entry) => entry.trim().split(/\s*=\s*/)[0]).filter(Boolean);
}

const lowerFirst = (word) => word[0].toLowerCase() + word.slice(1);

// The value of a top-level constant of a script, without running the rest.
function constant(source, name) {
    const begin = source.indexOf(`const ${name} = `) + `const ${name} = `.length;
    const end = source.indexOf(';\n', begin);
    return new Function(`return (${source.slice(begin, end)});`)();
}

test('every script is valid', () => {
    assert.throws(() => new vm.Script('const = 1;'));
    for (const name of scripts)
        assert.doesNotThrow(() => new vm.Script(read(`wasm/js/${name}`)), name);
});

test('why a session was locked stands as a note before what is asked, and a space open elsewhere may be tried again', () => {
    const page = read('www/index.html');
    const door = page.slice(page.indexOf('data-form="SignIn"'), page.indexOf('data-form="Welcome"'));
    const form = door.indexOf('<form');
    for (const part of [/<p class="notice" role="note" id="idle-lock" hidden>/, /<p class="notice" role="note" id="unsaved-lock" hidden>/,
        /<p class="notice" role="note" id="full-lock" hidden>/, /<p data-asked="retry" hidden><button type="button"[^>]* data-again>/])
        assert.ok(door.search(part) > 0 && door.search(part) < form, part.source);
});

// Read on a telephone, in red, above the keyboard. What else helps stands where it is looked for.
test('a wrong passphrase is answered with what is wrong and what to do, shortly', () => {
    const said = texts['doors.error.passphrase'];
    assert.ok(said.length <= 130, `${said.length} letters`);
    assert.equal(said.split('. ').length, 2);
    assert.match(texts['page.sign_in.passphrase.help'], /majuscules/);
    assert.match(texts['doors.kit_entry.intro'].other, /appelez le maire/);
});

// Enter in a field presses the first submit button of its form.
test('a form has one submit button, its main action', () => {
    const wrong = (page) => page.split('<form ').slice(1).map((part) => part.slice(0, part.indexOf('</form>')))
        .filter((form) => {
            const sent = form.match(/<button type="submit"[^>]*>/g) ?? [];
            return sent.length !== 1 || !sent[0].includes('name="ok"') || /<button(?! type=)/.test(form);
        });
    const page = read('www/index.html');
    assert.equal(wrong(page.replace('<button type="button" name="cancel"', '<button type="submit" name="cancel"')).length, 1);
    assert.deepEqual(wrong(page), []);
});

test('every script is in the build, and no other', () => {
    const cmake = read('wasm/CMakeLists.txt');
    const listed = /set\(scripts ([^)]*)\)/.exec(cmake)[1].split(/\s+/).map((name) => `${name}.js`);
    assert.deepEqual([...listed, 'library.js', 'start.js'].sort(), [...scripts].sort());
});

test('roles, states and acts are those of the tree', () => {
    const node = read('ui/a11y/node.hpp');
    const format = read('wasm/js/mirror_format.js');
    assert.deepEqual(constant(format, 'roleNames'), enumNames(node, 'Role'));
    const bits = constant(format, 'stateBits');
    assert.deepEqual(Object.keys(bits), enumNames(node, 'State').slice(1).map(lowerFirst));
    Object.values(bits).forEach((bit, i) => assert.equal(bit, 1 << i));
    const acts = constant(read('wasm/js/mirror_events.js'), 'acts');
    assert.deepEqual(Object.keys(acts), enumNames(node, 'Act').map(lowerFirst));
    Object.values(acts).forEach((number, i) => assert.equal(number, i));
    assert.deepEqual(Object.keys(constant(read('wasm/js/mirror_roles.js'), 'roleElements')), enumNames(node, 'Role'));
});

test('the offsets of a record are those of the encoding', () => {
    const encoding = read('ui/a11y/encode.hpp');
    for (const [name, offset] of Object.entries(constant(read('wasm/js/mirror_format.js'), 'stringFields')))
        assert.match(encoding, new RegExp(`\\b${offset} u32 ${name}_offset\\b`));
});

test('each form of the application has its section, and no section is nobody’s', () => {
    const kinds = enumNames(read('core/app/forms.hpp'), 'FormKind');
    assert.deepEqual(constant(read('wasm/js/forms.js'), 'formNames'), kinds);
    const sections = [...read('www/index.html').matchAll(/data-form="(\w+)"/g)].map((match) => match[1]);
    // None shows nothing, Fatal ends the page, Wait is what is shown before the application speaks.
    assert.deepEqual(sections.sort(), [...kinds.filter((kind) => kind !== 'None' && kind !== 'Fatal'), 'Wait'].sort());
});

test('each word that the forms’ scripts say stands in the page, and no other', () => {
    const said = read('wasm/js/forms_fill.js') + read('wasm/js/forms.js');
    const asked = [...said.matchAll(/formWord\(([^)]*'[^)]*)\)/g)]
        .flatMap((match) => [...match[1].matchAll(/'(\w+)'/g)].map((name) => name[1]));
    const attributes = /<div id="portes"([^>]*)>/.exec(readPage())[1];
    const given = [...attributes.matchAll(/data-([a-z-]+)="[^"]+"/g)]
        .map((match) => match[1].replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));
    assert.ok(asked.length >= 5);
    assert.deepEqual([...asked].sort(), [...given].sort());
});

test('each label, description and title of the page names an element that exists once', () => {
    const html = readPage();
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, names] of html.matchAll(/\s(?:for|aria-labelledby|aria-describedby|data-reveal)="([^"]+)"/g)) {
        for (const name of names.split(' '))
            assert.ok(ids.includes(name), name);
    }
});

test('what the page says is in the table of texts, each word of the table that is the page’s is said', () => {
    assert.throws(() => fill('<p>{{text page.nowhere}}</p>'));
    const said = new Set([...read('www/index.html').matchAll(/\{\{text ([^}]+)\}\}/g)].map((match) => match[1]));
    assert.ok(said.size > 60);
    const html = readPage();
    assert.doesNotMatch(html, /\{\{text/);
    assert.match(html, /<html lang="fr">/);
    assert.match(html, /<h1>Huis Clos s’est arrêté<\/h1>/);
    assert.deepEqual(Object.keys(texts).filter((key) => key.startsWith('page.') && !said.has(key)), []);
});

// The tags of the page with what they carry, one by one.
const tags = (html, name) => [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, rest]) => Object.fromEntries(
    [...rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, value ?? ''])));

test('the canvas is for the eye alone and the mirror, always there, stands beside it', () => {
    const html = readPage();
    assert.deepEqual(tags(html, 'canvas'), [{ id: 'canvas', 'aria-hidden': 'true', tabindex: '-1' }]);
    assert.match(html, /<div id="stage" inert>\s*<canvas [^>]*><\/canvas>\s*<div id="mirror"><\/div>\s*<\/div>/);
    // Nothing turns it off: neither a button of the page nor a rule that hides it.
    const hides = (css) => [...css.matchAll(/([^{}]*)\{([^{}]*)\}/g)].filter(([, selector, rules]) =>
        selector.split(',').some((one) => /#(mirror|stage)$/.test(one.trim())) && /display:\s*none|visibility:\s*hidden/.test(rules));
    assert.equal(hides('#mirror { display: none }').length, 1);
    assert.equal(hides(read('www/shell.css')).length, 0);
});

test('a search field over the canvas has no cross of the browser, which nothing there draws', () => {
    const hidden = (css) => /:root:not\(\.simple\) #mirror ::-webkit-search-cancel-button \{ display: none \}/.test(css);
    assert.ok(!hidden('#mirror textarea { overflow: auto }'));
    assert.ok(hidden(read('www/shell.css')));
});

// What a password manager keeps under one name: the neutral name of the space and its passphrase, in every form that asks
// the one or makes the other.
test('each form that asks a passphrase tells a password manager the name of the space and what kind of passphrase it is', () => {
    const kinds = { SignIn: 'current-password', NewAccount: 'new-password', DeviceLink: 'current-password', NewPassphrase: 'new-password',
        SignAct: 'current-password', LostDevice: 'current-password' };
    const found = {};
    for (const [, form, section] of readPage().matchAll(/<section data-form="(\w+)"([\s\S]*?)<\/section>/g)) {
        const inputs = tags(section, 'input');
        const passphrases = inputs.filter((input) => input.type === 'password');
        if (passphrases.length === 0) {
            assert.deepEqual(inputs.filter((input) => /username|password/.test(input.autocomplete ?? '')), [], form);
            continue;
        }
        const [passphrase, again] = passphrases;
        // One that is made may be one's own, typed twice.
        assert.equal(passphrases.length, passphrase.autocomplete === 'new-password' ? 2 : 1, form);
        if (again !== undefined)
            assert.deepEqual([again.name, again.autocomplete, again.autocapitalize, again.spellcheck], ['again', 'new-password', 'off', 'false'], form);
        found[form] = passphrase.autocomplete;
        assert.deepEqual([passphrase.name, passphrase.autocapitalize, passphrase.spellcheck], ['passphrase', 'off', 'false'], form);
        const names = inputs.filter((input) => input.autocomplete === 'username');
        assert.equal(names.length, 1, `${form}: one user name`);
        assert.equal(names[0].name, 'label', form);
        assert.ok(inputs.indexOf(names[0]) < inputs.indexOf(passphrase), `${form}: the user name before the passphrase`);
        // What is not asked is not in the way.
        if (names[0].class === 'hidden-name')
            assert.deepEqual([names[0].tabindex, names[0]['aria-hidden']], ['-1', 'true'], form);
    }
    assert.deepEqual(found, kinds);
});

test('the page carries the policy that the server sends, but for what only a header can say', () => {
    const meta = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read('www/index.html'))[1].replace('{{connect}}', '');
    const source = read('server-stub/security_headers.cpp');
    const body = /make_bundle_policy[\s\S]*?\n\}/.exec(source)[0];
    const sent = [...body.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]).join('').replace("connect-src 'self' ", "connect-src 'self'");
    const rules = (policy) => policy.split(';').map((rule) => rule.trim()).filter(Boolean).sort();
    assert.deepEqual(rules(meta), rules(sent).filter((rule) => !rule.startsWith('frame-ancestors')));
});

const forbidden = [/\binnerHTML\b/, /\bouterHTML\b/, /insertAdjacentHTML/, /document\.write/, /\beval\s*\(/, /new Function/,
    /\balert\s*\(/, /setAttribute\(\s*['"]style['"]/, /\bsetAttribute\(\s*['"]on/, /https?:\/\/(?!www\.w3\.org)/];

test('no script and no page holds what the policy forbids, nor an address of elsewhere', () => {
    const faults = (text) => forbidden.filter((rule) => rule.test(text)).map(String);
    for (const planted of ['e.innerHTML = x', 'eval (x)', 'new Function("x")', "e.setAttribute('style', x)", 'fetch("https://exemple.fr/")'])
        assert.equal(faults(planted).length, 1, planted);
    for (const name of scripts)
        assert.deepEqual(faults(read(`wasm/js/${name}`)), [], name);
    const html = readPage();
    assert.deepEqual(faults(html), []);
    assert.ok(!/<script(?![^>]*\bsrc=)/.test(html), 'a script in the page');
    assert.ok(!/\sstyle=|\son\w+=/.test(html), 'a style or a handler in the page');
});

test('a name is as long in the form of who joins as in what is kept of him', () => {
    const length = /k_name_length = (\d+)/.exec(read('core/app/lengths.hpp'))[1];
    const input = /<input id="Join-name"[^>]*>/.exec(read('www/index.html'))[0];
    assert.equal(/data-most="(\d+)"/.exec(input)[1], length);
});

test('every field of a door stands in a form, and no form of a door is on paper', () => {
    const outside = (html) => [...html.matchAll(/<section data-form="(\w+)"([\s\S]*?)<\/section>/g)].filter(([, , section]) =>
        /<(?:input|textarea)\b/.test(section.replaceAll(/<form\b[\s\S]*?<\/form>/g, ''))).map(([, form]) => form);
    assert.deepEqual(outside('<section data-form="Planted"><input><form></form></section>'), ['Planted']);
    assert.deepEqual(outside(readPage()), []);
    const hidden = (css) => /#doors :is\(([^)]*)\) \{ display: none !important \}/.exec(css)?.[1].split(', ') ?? [];
    assert.ok(hidden(read('www/print.css')).includes('form'));
});

// The sentence over a kit that is of this visit alone has a class of its own (wasm/js/forms_fill.js).
test('what a kit says of this visit alone is not on its paper', () => {
    const isHidden = (css) => /#doors \.visit \{ display: none \}/.test(css);
    assert.ok(!isHidden('#doors :is(form) { display: none }'));
    assert.ok(isHidden(read('www/print.css')));
});

test('the doors have the colours of the interface, whose contrast is computed', () => {
    const tokens = read('ui/theme/tokens.hpp');
    const named = { line: 'line', border: 'border', background: 'background', card: 'card', ink: 'ink', soft: 'soft', focus: 'focus', hover: 'hover',
        accent: 'accent', 'accent-soft': 'accent_soft', 'accent-hover': 'accent_hover', 'on-accent': 'on_accent' };
    const long = (hex) => (hex.length === 3 ? hex.replace(/./g, '$&$&') : hex).toLowerCase();
    const differ = (css) => [['', 'k_light'], ['[data-scheme=dark]', 'k_dark'], [':not([data-scheme])', 'k_dark'], ['[data-scheme=contrast]', 'k_high_contrast']]
        .flatMap(([where, which]) => {
            const begin = css.indexOf(`:root${where} {`);
            const block = css.slice(begin, css.indexOf('}', begin));
            const palette = tokens.slice(tokens.indexOf(`${which}{`)).split('};')[0];
            const said = (name) => long(new RegExp(`--${name}: #(\\w+);`).exec(block)[1]);
            const pairs = Object.entries(named).map(([name, token]) => [name, long(new RegExp(`\\.${token} = rgb\\(0x(\\w+)\\)`).exec(palette)[1])]);
            for (const tone of ['error', 'warning']) {
                const [, strong, pale] = new RegExp(`\\.${tone} = \\{rgb\\(0x(\\w+)\\), rgb\\(0x(\\w+)\\)\\}`).exec(palette);
                pairs.push([tone, long(strong)], [`${tone}-soft`, long(pale)]);
            }
            return pairs.filter(([name, colour]) => said(name) !== colour).map(([name]) => `${where} ${name}`);
        });
    const css = read('www/shell.css');
    assert.equal(differ(css.replace('--soft: #56566b', '--soft: #b0b0b0')).length, 1);
    assert.deepEqual(differ(css), []);
});

// Held by a form that begins below a long act, they would stay below it too.
test('what signs an act stays in view in every window, in the box of the whole section', () => {
    const stays = (css) => /\[data-form=SignAct\] form \{ display: contents \}/.test(css)
        && /\[data-form=SignAct\] \.buttons \{ position: sticky; bottom: 0;[^}]*border-top:[^}]*background:/.test(css);
    const css = read('www/shell.css');
    assert.ok(!stays(css.replace('[data-form=SignAct] form { display: contents }', '')));
    assert.ok(stays(css));
    // Where there is room for it what is typed stays too: above the buttons, it would lie below them.
    assert.match(css, /\(min-height: 600px\) \{[^@]*\[data-form=SignAct\] form \{ display: block; position: sticky; bottom: 0;/);
    // Two buttons of 42 pixels, one below the other in a narrow window: whoever comes to a field sees it above them.
    const kept = /^#portes:has\(\[data-form=SignAct\]:not\(\[hidden\]\)\) \{ scroll-padding-bottom: (\d+)px \}/m.exec(css);
    assert.ok(Number(kept?.[1]) >= 2 * 42 + 8 + 2 * 12 + 1, 'what holds the focus lies behind no button');
    // Not only where a query of the width says so.
    assert.ok(stays(css.replace(/@media [^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '')));
});

test('whoever comes in is told that this is a pilot, by the door of a printed link too', () => {
    const tells = (page, form) => new RegExp(`<section data-form="${form}"(?:(?!</section>)[\\s\\S])*<p class="pilot">`).test(page);
    assert.ok(!tells(readPage(), 'SignAct'));
    for (const form of ['SignIn', 'Welcome', 'Join', 'DeviceLink'])
        assert.ok(tells(readPage(), form), form);
});

test('who opens a link of a device without his passphrase is led to his kit, as at the first door', () => {
    const leads = (form) => new RegExp(`<section data-form="${form}"(?:(?!</section>)[\\s\\S])*<button type="button" name="kit"`).test(readPage());
    assert.ok(!leads('SignAct'));
    for (const form of ['SignIn', 'Welcome', 'DeviceLink'])
        assert.ok(leads(form), form);
});
