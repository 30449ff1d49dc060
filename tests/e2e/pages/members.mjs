// Members: inviting, comparing words, letting in, ending somebody's part.

import { waitFor } from '../support/wait.mjs';
import { awaitHeading, awaitThing, choose, field, goTo, named, press, pressKey, slow, tick, type } from './common.mjs';

// Gives the link, copied from the screen.
export async function invite(page, person) {
    await goTo(page, 'Membres');
    await press(page, 'Inviter une personne');
    await type(page, 'Nom et prénom', person.name);
    await choose(page, 'Qualité', person.quality);
    await type(page, 'Organisme', person.organisation);
    for (const group of person.groups ?? [])
        await tick(page, group);
    await press(page, 'Créer le lien d’invitation');
    const shown = await awaitThing('the link of the invitation', field(page, 'Lien d’invitation'));
    return waitFor('the link to be whole', async () => {
        const link = await shown.inputValue();
        return link.includes('#i=') && link;
    });
}

const exactly = (text) => new RegExp(`^\\s*${text}\\s*$`);

// The six words as the screen of the person who invites shows them; then the change is prepared.
export async function compareAndAccept(page, name, words) {
    await goTo(page, 'Membres');
    await press(page, 'Comparer les mots');
    await awaitHeading(page, 'Comparer les six mots');
    await awaitThing('the words of the person invited, the same', page.getByRole('paragraph').filter({ hasText: exactly(words.own) }));
    await awaitThing('my words, the same', page.getByRole('paragraph').filter({ hasText: exactly(words.inviter) }));
    await tick(page, 'Nous avons comparé les mots au téléphone : ils sont identiques');
    await press(page, 'Préparer l’entrée de cette personne');
    await awaitThing('the act in preparation', page.getByRole('heading', { level: 1, name: named('Actes') }));
}

export async function awaitAnswer(page, synchronise) {
    await goTo(page, 'Membres');
    await waitFor('the answer of the person invited', async () => {
        await synchronise(page);
        return page.getByRole('button', { name: named('Comparer les mots') }).count();
    }, slow);
}

export async function openMember(page, name) {
    await goTo(page, 'Membres');
    const list = page.getByRole('list', { name: named('Membres') });
    const row = await awaitThing(`the row of ${name}`, list.getByRole('link', { name: new RegExp(name) }));
    await pressKey(row);
}

const awaitDraft = (page) => awaitThing('the act in preparation', page.getByRole('heading', { level: 1, name: named('Actes') }));

export async function prepareRemoval(page, name) {
    await openMember(page, name);
    await press(page, 'Préparer le départ');
    await awaitDraft(page);
}

export async function prepareLeaving(page, name, group) {
    await openMember(page, name);
    const groups = await awaitThing(`the groups of ${name}`, page.getByRole('list', { name: named('Groupes') }));
    await press(groups.getByRole('listitem').filter({ hasText: group }), /^Préparer la sortie\s: /);
    await awaitDraft(page);
}
