// Situations: signalement, sheet, liaison.

import { waitIdle } from '../support/browser.mjs';
import { waitFor } from '../support/wait.mjs';
import { awaitThing, button, choose, field, goTo, named, press, pressKey, slow, tick, type } from './common.mjs';

export async function fillReport(page, person) {
    if (person.group) {
        const groups = page.getByRole('combobox', { name: named('Groupe') });
        if (await groups.count() > 0)
            await choose(page, 'Groupe', person.group);
    }
    await type(page, 'Nom', person.family);
    await type(page, 'Prénom', person.given);
    await type(page, 'Date de naissance', person.birth);
    if (person.parent) {
        await type(page.getByRole('main'), 'Nom du représentant légal', person.family);
        await type(page, 'Prénom du représentant légal', person.parent);
    }
    await choose(page, 'Origine', person.origin ?? 'Établissement scolaire');
    await tick(page, person.motive ?? 'Absentéisme');
}

// Into the one free text about the follow-up; `each(name)` is called on the sheet being written.
export async function writeNote(page, text, each = async () => {}) {
    await press(page, 'Modifier la fiche');
    await awaitThing('the note', field(page, 'Éléments du suivi'));
    await each('fiche-modifiee');
    await type(page, 'Éléments du suivi', text);
    await press(page, 'Terminer la saisie');
    await awaitThing('the note in the sheet', page.getByText(text));
}

// The reference that the sheet bears, « 2026-K7F3 ».
export async function readReference(page) {
    const shown = await awaitThing('the sheet', page.getByRole('region', { name: /(Situation|Signalement) \d{4}-/ }));
    const name = await shown.evaluate((element) => element.getAttribute('aria-label'));
    return /\d{4}-[A-Z2-7]+/.exec(name)[0];
}

export async function openSituation(page, person) {
    await goTo(page, 'Signaler', /^(Signaler|Ouvrir) une situation$/);
    await tick(page, 'Situation ouverte directement', 'radio');
    await fillReport(page, person);
    await press(page, 'Ouvrir la situation');
    return readReference(page);
}

export async function sendReport(page, person) {
    await goTo(page, 'Signaler', /^(Signaler|Ouvrir) une situation$/);
    await fillReport(page, person);
    await press(page, 'Envoyer le signalement');
    return readReference(page);
}

export const rowOf = (page, reference) =>
    page.getByRole('list', { name: named('Situations') }).getByRole('listitem').filter({ hasText: reference });

export async function openSheet(page, reference) {
    await goTo(page, 'Situations', /.+/);
    const row = await awaitThing(`the row of ${reference}`, rowOf(page, reference));
    await pressKey(row.getByRole('link').first());
    await awaitThing(`the sheet ${reference}`, page.getByRole('region', { name: new RegExp(reference) }));
}

// By finger alone, on a narrow screen: the menu, the list, its first row. A finger knows no element: it meets what is drawn
// there, and taps again when what has just come moved it away. Gives the reference of what opened.
export async function openFirstByFinger(page) {
    const tap = (what, locator, shown) => waitFor(`${what} to open by a finger`, async () => {
        await waitIdle(page);
        const box = await (await awaitThing(what, locator)).boundingBox();
        if (box === null)
            return false;
        await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
        return waitFor('what the finger opens', () => shown.count(), 5_000).catch(() => false);
    }, slow);
    const way = page.getByRole('navigation', { name: named('Navigation principale') }).getByRole('link', { name: /^Situations/ });
    const rows = page.getByRole('list', { name: named('Situations') }).getByRole('listitem');
    await tap('the menu', button(page, 'Ouvrir le menu'), way);
    await tap('the way to Situations', way, rows);
    await tap('the first row', rows.first().getByRole('link'), page.getByRole('region', { name: /(Situation|Signalement) \d{4}-/ }));
    return readReference(page);
}

export async function openTab(page, name) {
    const tab = await awaitThing(`the tab ${name}`, page.getByRole('tab', { name: new RegExp(`^${name}`) }));
    await pressKey(tab);
    await waitFor(`the tab ${name} to be open`, async () => await tab.getAttribute('aria-selected') === 'true');
}

export async function askLiaison(page, question, member) {
    await press(page, 'Demander une liaison');
    const form = await awaitThing('the form of liaison', page.getByRole('form', { name: named('Demander une liaison') }));
    await choose(form, 'Question', question);
    await choose(form, 'Posée à', member);
    await press(form, 'Envoyer la demande');
    await awaitThing('the question to wait', page.getByText(/réponse attendue/));
}

export async function answerLiaison(page, question, answer) {
    await openTab(page, 'Actions');
    const answers = await awaitThing('the answers', page.getByRole('group', { name: new RegExp(`Réponse à : ${question.replace('?', '\\?')}`) }));
    await press(answers, answer);
}

export const chronology = (page) => page.getByRole('list', { name: named('Chronologie') });
