// How a council comes to be, told by three people: the coordinator prepares it without any account, the mayor founds it on
// his own and appoints the coordinator, who then invites a school, opens a situation and gets an answer; two of them write
// one field at once. axe looks at the forms that no other story opens.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { assertAxeCleanBoth, assertAxeSees } from './support/axe.mjs';
import { newPerson } from './support/browser.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { story } from './support/story.mjs';
import { startStub } from './support/stub.mjs';
import { invited, names, newStoreLink, question, town } from './support/town.mjs';
import { waitFor } from './support/wait.mjs';
import { awaitGone, awaitHeading, awaitThing, button, field, goTo, named, press, synchronise, type } from './pages/common.mjs';
import { acceptTexts, awaitLetIn, createAccount, readWords, sign } from './pages/doors.mjs';
import { fillFounding, nextStep } from './pages/founding.mjs';
import { awaitAnswer, compareAndAccept, invite, openMember } from './pages/members.mjs';
import { answerLiaison, askLiaison, chronology, openSheet, openSituation, openTab } from './pages/situations.mjs';

const followed = { family: 'Rivaudière', given: 'Mathéo', birth: '14/03/2011', parent: 'Nathanaëlle', group: 'Quartier des Tilleuls' };

let stub;
let storeLink;
let draft;
let reference;
const people = {};
const accounts = {};

const step = story();

before(async () => {
    stub = await startStub();
    storeLink = await newStoreLink(stub);
    for (const who of ['mayor', 'coordinator', 'school'])
        people[who] = await newPerson(who);
});
after(async () => {
    for (const person of Object.values(people))
        await person.remove();
    await stub?.remove();
});

async function look(page, name) {
    await shoot(page, name);
    await assertAxeCleanBoth(page, { atLeastNodes: 15 });
}

// From the link of an invitation to the Home of the person invited, let in by `host`.
async function join(host, who, invitation) {
    const { page } = people[who];
    const hosts = people[host].page;
    await synchronise(hosts);
    await people[who].go(invitation);
    await acceptTexts(page, 'Rejoindre le conseil', names[who]);
    accounts[who] = await createAccount(page);
    const words = await readWords(page);
    await awaitAnswer(hosts, synchronise);
    await compareAndAccept(hosts, names[who], words);
    await press(hosts, 'Signer l’acte');
    const changes = await sign(hosts, accounts[host].passphrase);
    assert.ok(changes.some((change) => change.includes(names[who])), changes.join(' | '));
    await synchronise(hosts);
    await awaitLetIn(page, `Bonjour, ${names[who]}`);
    await synchronise(page);
    return changes;
}

step('the coordinator prepares a council without any account and hands over a link', async () => {
    const { page } = people.coordinator;
    await people.coordinator.go(stub.url);
    await press(page, 'Préparer un conseil');
    await fillFounding(page, town, async () => {}, { found: false });
    await awaitThing('that it is founded elsewhere', page.getByText(/Pour fonder le conseil, il faut ouvrir le lien d’accès au dépôt dans cet onglet/));
    await press(page, 'Afficher le lien');
    const shown = await awaitThing('the link of the draft', field(page, 'Lien du brouillon'));
    draft = await waitFor('the link to be whole', async () => {
        const link = await shown.inputValue();
        return link.includes('#b=') && link;
    });
    await assertAxeSees(page);
    await look(page, 'brouillon');
    // What is typed is kept nowhere until the link is taken: another link takes no place of it.
    await people.coordinator.go(draft);
    await awaitThing('that the link replaces nothing', page.getByText(/Ce lien n’a pas été ouvert/));
    await press(page, 'Copier le lien');
    await awaitThing('that it is copied', button(page, 'Lien copié'));
    assert.ok(stub.requests().every((line) => !line.includes('PUT')), 'nothing was written on the host');
});

step('the mayor opens the store, then the draft, and founds what was prepared', async () => {
    const { page } = people.mayor;
    await people.mayor.go(storeLink);
    await awaitHeading(page, 'Fonder un conseil');
    await people.mayor.go(draft);
    await awaitThing('that somebody prepared it', page.getByText(/Préparé par votre coordonnateur/));
    await waitFor('the commune of the draft', async () => await field(page, 'Commune').inputValue() === town.commune);
    for (let step = 0; step < 4; step += 1)
        await nextStep(page);
    await awaitHeading(page, 'Ce qui va être fondé');
    await awaitThing('the group that was prepared', page.getByText(/Quartier des Tilleuls/));
    await press(page, 'Fonder le conseil');
    await acceptTexts(page, 'Lire, accepter, fonder', names.mayor);
    accounts.mayor = await createAccount(page);
    await awaitHeading(page, `Bonjour, ${names.mayor}`);
});

step('the mayor appoints the coordinator in the same visit', async () => {
    const invitation = await invite(people.mayor.page, invited.coordinator);
    const changes = await join('mayor', 'coordinator', invitation);
    for (const said of [/Fonction de .*\s: Coordonnateur/, /signe les actes/, /Quartier des Tilleuls/])
        assert.ok(changes.some((change) => said.test(change)), `${said} among ${changes.join(' | ')}`);
});

step('the coordinator invites a school and lets it in by himself', async () => {
    const invitation = await invite(people.coordinator.page, invited.school);
    await join('coordinator', 'school', invitation);
});

step('a situation of the coordinator is answered by the school, and both read the answer', async () => {
    const [coordinator, school] = [people.coordinator.page, people.school.page];
    reference = await openSituation(coordinator, followed);
    await askLiaison(coordinator, question, names.school);
    await synchronise(coordinator);
    await synchronise(school);
    await openSheet(school, reference);
    // By the way that Home shows.
    await goTo(school, 'Accueil', `Bonjour, ${names.school}`);
    await press(school, 'Répondre');
    await awaitThing('the answers', school.getByRole('group', { name: /^Réponse à/ }));
    await answerLiaison(school, question, 'Oui');
    await synchronise(school);
    await synchronise(coordinator);
    await openSheet(coordinator, reference);
    await openTab(coordinator, 'Chronologie');
    await awaitThing('the answer of the school', chronology(coordinator).getByText(/Réponse de liaison\s: Oui/));
});

step('the mayor reads it too, and who may read is said by name', async () => {
    const { page } = people.mayor;
    await synchronise(page);
    await openSheet(page, reference);
    await openTab(page, 'Accès');
    const readers = page.getByRole('table', { name: named('Qui peut lire cette fiche') });
    for (const name of Object.values(names))
        await awaitThing(`${name} among the readers`, readers.getByText(name));
});

step('the forms of the mayor: a new group, a version of a text, the function and mandate of a member', async () => {
    const { page } = people.mayor;
    await goTo(page, 'Groupes', /.+/);
    await press(page, 'Nouveau groupe');
    await awaitThing('the form of a group', field(page, 'Nom du groupe'));
    await look(page, 'nouveau-groupe');
    await press(page, 'Annuler');
    await goTo(page, 'Textes', /.+/);
    await press(page, /^Préparer une version/);
    await awaitThing('the form of a text', button(page, 'Partir du modèle'));
    await look(page, 'nouvelle-version');
    await press(page, 'Annuler');
    await openMember(page, names.coordinator);
    await awaitThing('his function and mandate', page.getByRole('form', { name: named('Identité, fonction et mandat') }));
    await look(page, 'membre');
});

async function openParcours(page) {
    await openSheet(page, reference);
    await openTab(page, 'Parcours');
}

async function writeParent(page, given) {
    await openParcours(page);
    await press(page, 'Modifier la fiche');
    await type(page, 'Prénom du représentant légal', given);
    await press(page, 'Terminer la saisie');
    await awaitThing(`${given} in the sheet`, page.getByText(given, { exact: true }));
}

step('two people write one field while the host is away: both values are shown, and one is kept', async () => {
    const [coordinator, mayor] = [people.coordinator.page, people.mayor.page];
    await synchronise(coordinator);
    await synchronise(mayor);
    await stub.stop();
    await writeParent(coordinator, 'Ombeline');
    await writeParent(mayor, 'Perrine');
    await stub.start();
    for (const page of [coordinator, mayor, coordinator])
        await synchronise(page);
    await openParcours(coordinator);
    const [other, kept] = ['Ombeline', 'Perrine'].map((given) => button(coordinator, `Garder « ${given} »`));
    await awaitThing('the value of the one', other);
    await awaitThing('the value of the other', kept);
    await look(coordinator, 'conflit');
    await kept.press('Enter');
    await awaitGone('what was to be settled', other);
    await openTab(coordinator, 'Chronologie');
    await awaitThing('who chose', chronology(coordinator).getByText(/a choisi «\sPerrine\s» parmi/));
    await awaitThing('what was not kept', chronology(coordinator).getByText(/: Ombeline$/));
    await synchronise(coordinator);
    await synchronise(mayor);
    await openParcours(mayor);
    await awaitThing('what was kept', mayor.getByText('Perrine', { exact: true }));
    assert.equal(await mayor.getByText('Ombeline', { exact: true }).count(), 0);
});

step('no policy was broken on the way', async () => {
    for (const person of Object.values(people))
        await assertNoViolation(person);
});
