// The doors: forms in plain HTML, in front of the canvas.

import assert from 'node:assert/strict';

import { waitFor } from '../support/wait.mjs';
import { awaitHeading, awaitThing, button, field, heading, named, press, slow } from './common.mjs';

const shown = (page, title) => awaitHeading(page, title, slow);

// The definition that stands beside a term of a list.
async function definition(page, term) {
    const terms = page.getByRole('term');
    await waitFor(`the term ${term}`, () => terms.count());
    const names = (await terms.allTextContents()).map((name) => name.trim());
    const place = names.indexOf(term);
    assert.ok(place >= 0, `${term} among ${names.join(', ')}`);
    return (await page.getByRole('definition').nth(place).textContent()).trim();
}

export async function acceptTexts(page, title, name) {
    await shown(page, title);
    for (const box of ['J’ai lu la charte et je m’engage à la respecter', 'J’ai lu le règlement intérieur et je l’accepte'])
        await page.getByRole('checkbox', { name: named(box) }).check();
    await field(page, 'Votre prénom et votre nom').fill(name);
    await press(page, 'Accepter et continuer');
}

// What a password manager takes for the user name, in the form that is shown: the same wherever this device asks a passphrase.
async function assertUserName(page, name) {
    const read = () => page.locator('[data-form]:not([hidden]) [autocomplete=username]').inputValue();
    await waitFor(`${name} to be the user name`, async () => await read() === name);
}

async function readSuggestion(page) {
    const suggestion = page.getByLabel('Phrase de passe proposée, tirée au hasard').filter({ visible: true });
    return waitFor('the passphrase that is drawn', async () => (await suggestion.textContent()).trim());
}

// Gives the passphrase, which is the one that the page drew, and the secrets of the kit; `each(name)` is called on every
// form.
export async function createAccount(page, each = async () => {}) {
    await shown(page, 'Créer mon compte');
    const passphrase = await readSuggestion(page);
    await assertUserName(page, 'Espace 1');
    await each('compte');
    await field(page, 'Tapez la phrase de passe').fill(passphrase);
    await press(page, 'Créer mon compte');
    const kit = await readKit(page);
    await each('kit');
    await press(page, 'Je l’ai imprimé ou recopié');
    await awaitKitCheck(page);
    await each('kit-a-verifier');
    await typeKitBack(page, kit);
    return { passphrase, kit };
}

async function readKit(page, title = 'Votre kit de secours') {
    await shown(page, title);
    const words = await definition(page, 'Les 24 mots');
    const number = await definition(page, 'Numéro de l’espace');
    const list = words.split(/\d+\./).map((word) => word.trim()).filter(Boolean);
    assert.equal(list.length, 24, words);
    return { words: list, groups: number.split(/\s+/), text: await definition(page, 'Texte du code QR') };
}

// AS and KR as bytes, out of the text of the kit: two strings of 16 bytes under 4 and 5 of its map.
export function kitSecrets(kit) {
    const map = Buffer.from(kit.text.replace(/^HC1K:/, ''), 'base64url');
    for (let at = 0; at + 36 <= map.length; at += 1) {
        if (map[at] === 4 && map[at + 1] === 0x50 && map[at + 18] === 5 && map[at + 19] === 0x50)
            return [map.subarray(at + 2, at + 18), map.subarray(at + 20, at + 36)];
    }
    throw new Error('the kit holds no secrets');
}

const kitQuestions = (page) => page.getByRole('textbox', { name: /^(Mot|Groupe) n° \d+/ });

async function awaitKitCheck(page) {
    await shown(page, 'Vérifier le kit');
    await waitFor('five questions about the kit', async () => await kitQuestions(page).count() === 5);
}

async function typeKitBack(page, kit) {
    const asked = kitQuestions(page);
    for (let i = 0; i < 5; i += 1) {
        const one = asked.nth(i);
        const label = await one.evaluate((element) => element.labels[0].textContent);
        const place = Number(/n°\s*(\d+)/.exec(label)[1]) - 1;
        await one.fill(label.startsWith('Mot') ? kit.words[place] : kit.groups[place]);
    }
    await press(page, 'Vérifier');
}

// From « Cet appareil », with the kit; gives the new passphrase, drawn by the page.
export async function renewPassphrase(page, kit, each = async () => {}) {
    await press(page, 'Changer la phrase de passe');
    await shown(page, 'Changer de phrase de passe');
    await each('kit-demande');
    await field(page, 'Texte du code QR').fill(kit.text);
    await press(page, 'Ouvrir mon compte');
    await shown(page, 'Nouvelle phrase de passe');
    const passphrase = await readSuggestion(page);
    await assertUserName(page, 'Espace 1');
    assert.equal(await field(page, 'Nom de cet espace sur cet appareil').count(), 0, 'a space that is known has its name');
    await each('nouvelle-phrase');
    await field(page, 'Tapez la nouvelle phrase de passe').fill(passphrase);
    await press(page, 'Enregistrer');
    await awaitThing('that it is kept', page.getByText('La nouvelle phrase de passe est enregistrée.'));
    return passphrase;
}

// From « Cet appareil »: the first other device, lost while it was locked. Gives the new passphrase, drawn by the page.
export async function declareLost(page, former, each = async () => {}) {
    await press(page, /^Déclarer perdu\s: /);
    await shown(page, 'Déclarer un appareil perdu');
    await page.getByRole('radio', { name: /^Verrouillé ou éteint/ }).check();
    await field(page, 'Phrase de passe actuelle').fill(former);
    await each('comment');
    await press(page, 'Continuer');
    await shown(page, 'Nouvelle phrase de passe');
    const passphrase = await readSuggestion(page);
    await each('phrase');
    await field(page, 'Tapez la nouvelle phrase de passe').fill(passphrase);
    await press(page, 'Enregistrer');
    const kit = await readKit(page, 'Votre nouveau kit de secours');
    await each('kit');
    await press(page, 'Je l’ai imprimé ou recopié');
    await awaitKitCheck(page);
    await typeKitBack(page, kit);
    return passphrase;
}

// What is read aloud on the telephone: one’s own six words and those of the person who invites.
export async function readWords(page) {
    await shown(page, 'Votre demande est partie');
    const own = page.getByLabel('Vos six mots');
    return {
        own: await waitFor('the six words', async () => (await own.textContent()).trim()),
        inviter: await definition(page, 'Les six mots de la personne qui vous invite'),
    };
}

// The person invited asks, unless the page, which asks from time to time, has let him in already.
export async function awaitLetIn(page, title) {
    await waitFor(`the heading ${title}`, async () => {
        if (await heading(page, title).count() > 0)
            return true;
        const ask = button(page, 'Vérifier la réponse');
        if (await ask.count() > 0)
            await ask.press('Enter', { timeout: 500 }).catch(() => {});
        return false;
    }, slow, 500);
}

export async function sign(page, passphrase, each = async () => {}) {
    const dialog = await awaitThing('what is to be signed', page.getByRole('dialog', { name: /.+/ }).filter({ has: field(page, 'Phrase de passe') }));
    const changes = await dialog.getByRole('listitem').allTextContents();
    await each('signature');
    await assertUserName(page, 'Espace 1');
    await field(dialog, 'Phrase de passe').fill(passphrase);
    await press(dialog, 'Signer');
    await waitFor('the signature to be made', async () => !await dialog.isVisible(), slow);
    return changes;
}

export async function signIn(page, passphrase) {
    await shown(page, 'Ouvrir ma session');
    await field(page, 'Phrase de passe').fill(passphrase);
    await press(page, 'Ouvrir la session');
}

export async function openOnThisDevice(page, passphrase, each = async () => {}) {
    await shown(page, 'Ouvrir mon compte sur cet appareil');
    await each('appareil');
    await field(page, 'Phrase de passe').fill(passphrase);
    await press(page, 'Ouvrir la session');
}

// The page is replaced: what comes is that of a device whose session is closed, and no worker of the former one goes on.
export async function lock(page) {
    await page.evaluate(() => { window.ofTheSession = true; });
    assert.equal(await page.evaluate(() => window.ofTheSession), true);
    await press(page, 'Verrouiller');
    await shown(page, 'Ouvrir ma session');
    assert.equal(await page.evaluate(() => window.ofTheSession), undefined, 'the page is another one');
    await assertUserName(page, 'Espace 1');
    await waitFor('the workers to have ended', () => page.workers().length === 0);
}
