// What a person does on a screen of the kit, found by role and name alone: the elements are those of the mirror, acted on
// by the keyboard, which needs no place on the screen.

import { waitFor } from '../support/wait.mjs';

// A passphrase costs what it costs: longer than anything else that is waited for.
export const slow = 120_000;

// French typography has three kinds of spaces; names are compared with one.
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const escape = (text) => plain(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// The accessible name of a field may say that it is optional or required.
export function named(name) {
    return name instanceof RegExp ? name : new RegExp(`^${escape(name)}( \\((facultatif|obligatoire)\\))?$`);
}

export const button = (where, name) => where.getByRole('button', { name: named(name) });
export const link = (where, name) => where.getByRole('link', { name: named(name) });
export const field = (where, name) => where.getByRole('textbox', { name: named(name) });
export const heading = (where, name) => where.getByRole('heading', { name: named(name) });

export async function awaitThing(what, locator, timeout = slow) {
    await waitFor(what, () => locator.count(), timeout);
    return locator.first();
}

export async function awaitGone(what, locator, timeout = slow) {
    await waitFor(what, async () => await locator.count() === 0, timeout);
}

export const awaitHeading = (page, name, timeout = slow) => awaitThing(`the heading ${name}`, heading(page, name), timeout);

// The driver gives the focus, then sends the key: in between the program may take the focus elsewhere (to the title of a
// step that has just come), and the key would be lost there. A person sees where the focus is; so does this.
export async function pressKey(locator, key = 'Enter') {
    const page = locator.page();
    await waitFor(`${key} to reach what it is for`, async () => {
        await locator.evaluate((element) => {
            window.keyReached = false;
            document.addEventListener('keydown', (event) => {
                window.keyReached = event.target === element;
            }, { once: true, capture: true });
        });
        await locator.press(key);
        // The key may have ended the page (lock, reload): it arrived.
        return page.evaluate(() => window.keyReached !== false).catch((error) => {
            if (/context was destroyed|navigation|closed/i.test(error.message))
                return true;
            throw error;
        });
    });
}

export async function press(where, name, timeout = slow) {
    await pressKey(await awaitThing(`the button ${name}`, button(where, name), timeout));
}

export async function follow(where, name, timeout = slow) {
    await pressKey(await awaitThing(`the link ${name}`, link(where, name), timeout));
}

// Types and leaves the field, which is when it counts as given.
export async function type(where, name, text) {
    const found = await awaitThing(`the field ${name}`, field(where, name));
    await found.fill(text);
    await found.press('Tab');
}

export async function choose(where, name, option) {
    const found = await awaitThing(`the list ${name}`, where.getByRole('combobox', { name: named(name) }));
    await found.selectOption({ label: option });
    await waitFor(`${name} to be ${option}`, async () => plain(
        await found.evaluate((element) => element.selectedOptions[0]?.textContent ?? '')) === plain(option));
}

export async function tick(where, name, role = 'checkbox') {
    const found = await awaitThing(`the box ${name}`, where.getByRole(role, { name: named(name) }));
    if (!await found.isChecked())
        await pressKey(found, ' ');
    await waitFor(`${name} to be ticked`, () => found.isChecked());
}

// The navigation of the shell, behind its menu on a narrow screen. A badge is part of the name.
export async function goTo(page, screen, title = screen) {
    const navigation = page.getByRole('navigation', { name: named('Navigation principale') });
    const entry = navigation.getByRole('link', { name: new RegExp(`^${escape(screen)}(, \\d+)?$`) });
    if (await entry.count() === 0) {
        const menu = button(page, 'Ouvrir le menu');
        if (await menu.count() > 0)
            await pressKey(menu.first());
    }
    await pressKey(await awaitThing(`the way to ${screen}`, entry));
    await awaitThing(`the screen ${title}`, page.getByRole('heading', { level: 1, name: named(title) }));
}

// What the shell says of synchronisation is the name of a button.
export function syncButton(page, words) {
    return page.getByRole('button', { name: words });
}

export async function synchronise(page, expected = /À jour à/) {
    const state = await awaitThing('the state of synchronisation',
        page.getByRole('button', { name: /À jour|Pas à jour|Enregistré|Hors ligne|Le dépôt/ }));
    await pressKey(state);
    const dialog = await awaitThing('the dialog of synchronisation', syncDialog(page));
    await press(dialog, 'Synchroniser maintenant');
    await awaitGone('the dialog to close', syncDialog(page));
    await awaitThing(`synchronisation to say ${expected}`, syncButton(page, expected));
}

export const syncDialog = (page) => page.getByRole('dialog', { name: named('Synchronisation') });

export async function openSyncDialog(page) {
    await pressKey(page.getByRole('button', { name: /À jour|Enregistré|Le dépôt/ }).first());
    return awaitThing('the dialog of synchronisation', syncDialog(page));
}

export const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
