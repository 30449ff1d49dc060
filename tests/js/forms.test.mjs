// What the forms of the page make of what the core says (wasm/js/forms_fill.js), without a browser.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

// As little of an element as a list of terms needs.
class FakeElement {
    children = [];

    append(...children) {
        this.children.push(...children);
    }

    get text() {
        return this.textContent ?? this.children.map((child) => (typeof child === 'string' ? child : child.text)).join('');
    }
}

const page = vm.createContext({ document: { createElement: () => new FakeElement() } });
for (const name of ['forms_fill.js', 'forms.js'])
    vm.runInContext(readFileSync(new URL(`../../wasm/js/${name}`, import.meta.url), 'utf8'), page);

test('the summary of errors says the first sentence of what stands below the field', () => {
    for (const [whole, first] of [
        ['Retapez-la en entier : majuscules et accents ne comptent pas. Sans le kit, appelez le maire.',
            'Retapez-la en entier : majuscules et accents ne comptent pas.'],
        ['Tapez votre nom.', 'Tapez votre nom.'],
        ['L’adresse https://mairie.example/ ne répond pas', 'L’adresse https://mairie.example/ ne répond pas'],
        ['', ''],
    ])
        assert.equal(page.firstSentence(whole), first);
});

test('what is of this visit alone stands last, in a class of its own', () => {
    const lines = (model) => [...page.makeIntro(model)].map((line) => [line.textContent, line.className]);
    assert.deepEqual(lines({ intro: ['Un', 'Deux'] }), [['Un', undefined], ['Deux', undefined]]);
    assert.deepEqual(lines({ intro: ['Un'], visit: 'Ici' }), [['Un', undefined], ['Ici', 'visit']]);
});

test('words and groups of a kit stand each apart with their rank, and their text is as it was', () => {
    const words = Array.from({ length: 24 }, (_, i) => `${i + 1}.\u00a0mot`).join('  ');
    const number = Array.from({ length: 14 }, () => 'ABCD').join(' ');
    const spans = (shown) => shown.children.filter((child) => child instanceof FakeElement);
    const ofWords = page.makeDefinition(words, true);
    assert.equal(ofWords.text, words);
    assert.equal(spans(ofWords).length, 24);
    assert.equal(ofWords.className, 'ranked', 'the words say their rank themselves');
    const ofNumber = page.makeDefinition(number, true);
    assert.equal(ofNumber.text, number);
    assert.equal(spans(ofNumber).length, 14);
    assert.equal(ofNumber.className, 'ranked counted');
    for (const [text, isKit] of [['https://mairie.example/', true], ['six mots qui se lisent à voix', false]]) {
        const plain = page.makeDefinition(text, isKit);
        assert.equal(plain.textContent, text);
        assert.deepEqual(plain.children, []);
    }
});

test('what bars a form is an error, or what the form itself calls it; an answer is one only beside its field', () => {
    page.document.getElementById = () => ({ dataset: { oneAnswer: 'Une réponse', oneError: 'Une erreur', errors: '{n} erreurs', answers: '{n} réponses' } });
    const titled = (alone, errors) => {
        const summary = { dataset: alone === undefined ? {} : { alone }, replaceChildren: (...children) => {
            summary.children = children;
        } };
        page.fillErrors({ querySelectorAll: () => [], querySelector: (asked) => (asked === '[data-slot=errors]' ? summary : null) }, errors);
        return summary.children.map((child) => child.text);
    };
    const bar = { field: '', text: 'Cela ne suffit pas. Appelez le maire.' };
    // Whole: what to do is said there, and nowhere else.
    assert.deepEqual(titled(undefined, [bar]), ['Une erreur', bar.text]);
    assert.deepEqual(titled('Rien n’est déclaré', [bar]), ['Rien n’est déclaré', bar.text]);
    assert.equal(titled('Rien n’est déclaré', [bar, bar])[0], '2 erreurs');
});

test('what was typed stands again in its fields, and a field that is not there takes nothing', () => {
    const fields = { number: { value: '' }, words: { value: '' } };
    const section = { querySelector: (asked) => fields[/^\[name="(\w+)"\]$/.exec(asked)[1]] ?? null };
    page.fillTyped(section, [{ field: 'number', text: 'ABCD EFGH' }, { field: 'nowhere', text: 'x' }]);
    assert.deepEqual(fields, { number: { value: 'ABCD EFGH' }, words: { value: '' } });
});

test('who signs begins where he types, and at the title where that lies below what changes', () => {
    const focused = (form, { fieldEnds, buttonsBegin, isShown = true }) => {
        let on = '';
        const part = (name, place) => ({ focus: () => {
            on = name;
        }, getClientRects: () => (isShown ? [place] : []), getBoundingClientRect: () => place });
        page.focusForm({ dataset: { form }, querySelector: (asked) => {
            if (asked === '[data-slot=title]')
                return part('title', { bottom: 40 });
            return asked.includes('.buttons') ? part('buttons', { top: buttonsBegin }) : part('field', { bottom: fieldEnds });
        } });
        return on;
    };
    assert.equal(focused('SignAct', { fieldEnds: 500, buttonsBegin: 520 }), 'field');
    // Below the fold, or below the buttons that stay in view.
    assert.equal(focused('SignAct', { fieldEnds: 900, buttonsBegin: 580 }), 'title');
    assert.equal(focused('SignAct', { fieldEnds: 590, buttonsBegin: 580 }), 'title');
    assert.equal(focused('SignIn', { fieldEnds: 900, buttonsBegin: 580 }), 'field');
    assert.equal(focused('SignIn', { fieldEnds: 0, buttonsBegin: 0, isShown: false }), 'title');
    assert.equal(focused('LostDevice', { fieldEnds: 500, buttonsBegin: 520 }), 'title');
});
