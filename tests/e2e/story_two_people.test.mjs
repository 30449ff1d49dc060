// The whole road, told by two people in two profiles that meet only on the host: from an empty store to the school's
// answer, then the school removed and unable to open what is written after. Nothing is found by anything but role and name.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before } from 'node:test';

import { assertAxeClean, assertAxeSees } from './support/axe.mjs';
import { newPerson, passMinutes, resize, waitIdle } from './support/browser.mjs';
import { assertAbsent } from './support/canary.mjs';
import { NetworkTap } from './support/network.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { story } from './support/story.mjs';
import { startStub, temporaryFolder } from './support/stub.mjs';
import { invited, names, newStoreLink, question, town } from './support/town.mjs';
import { waitFor } from './support/wait.mjs';
import { awaitGone, awaitHeading, awaitThing, goTo, named, press, synchronise } from './pages/common.mjs';
import { acceptTexts, awaitLetIn, createAccount, kitSecrets, lock, readWords, renewPassphrase, sign, signIn } from './pages/doors.mjs';
import { fillFounding } from './pages/founding.mjs';
import { awaitAnswer, compareAndAccept, invite, prepareRemoval } from './pages/members.mjs';
import { answerLiaison, askLiaison, chronology, openSheet, openSituation, openTab, rowOf, writeNote } from './pages/situations.mjs';

const { mayor: mayorName, school: schoolName } = names;
const note = 'Zibelinette-Canari vue à la médiathèque.';
const followed = { family: 'Rivaudière-Canari', given: 'Mathéo', birth: '14/03/2011', parent: 'Nathanaëlle', group: 'Quartier des Tilleuls' };
const later = { family: 'Quintarède-Canari', given: 'Éloïse', birth: '02/07/2010', parent: 'Véronique', group: 'Quartier des Tilleuls' };

let stub;
let mayor;
let school;
let tap;
let storeLink;
const known = {};

const step = story();

before(async () => {
    stub = await startStub();
    storeLink = await newStoreLink(stub);
    tap = new NetworkTap(path.join(await temporaryFolder('network'), 'requests'));
    mayor = await newPerson('maire');
    school = await newPerson('college');
    await tap.listen(mayor);
    await tap.listen(school);
});
after(async () => {
    await mayor?.remove();
    await school?.remove();
    await stub?.remove();
});

// As it is typed, as a number, as a date of the browser, and as the bytes of that number in CBOR.
function formsOfBirth(birth) {
    const parts = birth.split('/').reverse();
    const bytes = Buffer.from([0x1a, 0, 0, 0, 0]);
    bytes.writeUInt32BE(Number(parts.join('')), 1);
    return [birth, parts.join(''), parts.join('-'), bytes];
}

// A screen counts as accessible at 320 pixels, in light, and in dark. Last comes what changes colours alone: whatever is
// done next is done on the page as it was.
async function look({ page }, name, atLeastNodes = 12) {
    for (const [variant, colorScheme, width] of [['-320', 'light', 320], ['', 'light', 1440], ['-dark', 'dark', 1440]]) {
        await page.emulateMedia({ colorScheme });
        await resize(page, width, 900);
        await shoot(page, `${name}${variant}`);
        await assertAxeClean(page, { atLeastNodes: width === 320 ? Math.min(atLeastNodes, 8) : atLeastNodes });
    }
    await page.emulateMedia({ colorScheme: 'light' });
}

step('the mayor opens the link of an empty store and founds the council', async () => {
    await mayor.go(storeLink);
    await mayor.ready();
    await assertAxeSees(mayor.page);
    await fillFounding(mayor.page, town, (step) => look(mayor, step));
    await acceptTexts(mayor.page, 'Lire, accepter, fonder', mayorName);
    Object.assign(known, { mayor: await createAccount(mayor.page, (form) => look(mayor, form)) });
    await awaitHeading(mayor.page, `Bonjour, ${mayorName}`);
    assert.ok(!mayor.page.url().includes('#s='), 'the link is off the address bar');
    await awaitThing('the sentence about the pilot', mayor.page.getByText(/Pilote\s: la reprise par deux dépositaires/));
    await synchronise(mayor.page);
    await look(mayor, 'accueil');
});

step('the school is invited, reads, accepts, and the words are the same on both screens', async () => {
    known.invitation = await invite(mayor.page, invited.school);
    await look(mayor, 'invitation');
    await synchronise(mayor.page);
    await school.go(known.invitation);
    await awaitHeading(school.page, 'Rejoindre le conseil');
    assert.ok(!school.page.url().includes('#i='), 'the link is off the address bar');
    await look(school, 'rejoindre');
    await acceptTexts(school.page, 'Rejoindre le conseil', schoolName);
    known.school = await createAccount(school.page);
    const words = await readWords(school.page);
    assert.equal(words.own.split(/\s+/).length, 6);
    await look(school, 'attente');
    await awaitAnswer(mayor.page, synchronise);
    await compareAndAccept(mayor.page, schoolName, words);
    await look(mayor, 'actes');
});

step('the act is read in words, signed, and the school comes in', async () => {
    await press(mayor.page, 'Signer l’acte');
    const changes = await sign(mayor.page, known.mayor.passphrase, (form) => look(mayor, form));
    assert.ok(changes.some((change) => change.includes(schoolName)), changes.join(' | '));
    await synchronise(mayor.page);
    await awaitLetIn(school.page, `Bonjour, ${schoolName}`);
    await look(school, 'accueil-college');
});

step('a situation opened in the group is in the list of the school', async () => {
    known.reference = await openSituation(mayor.page, followed);
    await look(mayor, 'situation');
    await writeNote(mayor.page, note, (form) => look(mayor, form));
    await askLiaison(mayor.page, question, schoolName);
    await synchronise(mayor.page);
    await synchronise(school.page);
    await openSheet(school.page, known.reference);
    await awaitThing('the name of the person followed', school.page.getByRole('heading', { name: new RegExp(followed.given) }));
    await awaitThing('the note', school.page.getByText(note));
});

step('the school answers and the answer stands in the Chronologie of both', async () => {
    await openTab(school.page, 'Actions');
    await look(school, 'actions');
    await answerLiaison(school.page, question, 'Oui');
    await openTab(school.page, 'Chronologie');
    await awaitThing('the answer', chronology(school.page).getByText(/Réponse de liaison\s: Oui/));
    await look(school, 'chronologie');
    await synchronise(school.page);
    await synchronise(mayor.page);
    await openSheet(mayor.page, known.reference);
    await openTab(mayor.page, 'Chronologie');
    await awaitThing('the answer of the school', chronology(mayor.page).getByText(/Réponse de liaison\s: Oui/));
    await openTab(mayor.page, 'Accès');
    await awaitThing('who may read', mayor.page.getByRole('table', { name: named('Qui peut lire cette fiche') }).getByText(schoolName));
    await look(mayor, 'acces');
});

step('the school removed cannot open what is written after', async () => {
    await prepareRemoval(mayor.page, schoolName);
    await press(mayor.page, 'Signer l’acte');
    await sign(mayor.page, known.mayor.passphrase);
    await synchronise(mayor.page);
    known.laterReference = await openSituation(mayor.page, later);
    await synchronise(mayor.page);
    await openSheet(mayor.page, known.laterReference);
    // From here on the school's own page asks the host for what the mayor has published.
    const listings = () => school.requested.filter((url) => url.endsWith('/h/')).length;
    const listed = listings();
    await synchronise(school.page, /Pas à jour/);
    await waitFor('the school to have asked for the heads', () => listings() > listed);
    await tap.quiet();
    await waitIdle(school.page);
    await goTo(school.page, 'Situations', /.+/);
    await awaitThing('what the school could read before', rowOf(school.page, known.reference));
    assert.equal(await rowOf(school.page, known.laterReference).count(), 0);
    assert.equal(await school.page.getByText(new RegExp(later.family)).count(), 0);
    // Once it has seen for ten minutes heads of the mayor that none of its keys opens, its program says so by itself. Had it
    // not fetched them above, only eight of these twelve minutes would count. In three steps: ten without a key would lock.
    for (let passed = 0; passed < 12; passed += 4) {
        await passMinutes(school.page, 4);
        await synchronise(school.page, /Pas à jour/);
    }
    await awaitThing('that it may be no member any more', school.page.getByText('Vous n’êtes peut-être plus membre de ce conseil'));
    await awaitThing('that it opens no situation', school.page.getByText(/^Ce compte n’est plus actif/));
    await awaitGone('what the school could read before', rowOf(school.page, known.reference));
    assert.equal(await school.page.getByText(new RegExp(later.family)).count(), 0);
});

step('the kit gives the mayor another passphrase', async () => {
    await goTo(mayor.page, 'Cet appareil');
    known.renewed = await renewPassphrase(mayor.page, known.mayor.kit, (form) => look(mayor, form));
    assert.notEqual(known.renewed, known.mayor.passphrase);
});

step('locking empties the page; the passphrase opens it again', async () => {
    assert.ok(await mayor.page.getByText(mayorName).count() > 0, 'the name was in the page');
    await lock(mayor.page);
    assert.equal(await mayor.page.getByText(mayorName).count(), 0, 'nothing of the session is in the page');
    await look(mayor, 'session');
    await signIn(mayor.page, known.mayor.passphrase);
    await awaitThing('that the former one does not', mayor.page.getByText('Cette phrase de passe n’ouvre pas cet espace.'));
    await signIn(mayor.page, known.renewed);
    await awaitHeading(mayor.page, `Bonjour, ${mayorName}`);
    await lock(mayor.page);
    await lock(school.page);
});

step('no policy was broken on the way', async () => {
    for (const person of [mayor, school])
        await assertNoViolation(person);
});

step('what reached the network, the host and the disks says nothing', async () => {
    const canaries = [mayorName, schoolName, 'Quartier des Tilleuls', 'Résidences des Tilleuls', 'Saint-Aubin-des-Essais', 'Jean-Zay',
        ...[followed, later].flatMap((person) => [person.family, person.given, person.parent, ...formsOfBirth(person.birth)]), note,
        known.mayor.passphrase, known.renewed, known.school.passphrase,
        ...[known.mayor, known.school].flatMap(({ kit }) => [kit.text, kit.words.join(' '), ...kitSecrets(kit)])];
    const token = await stub.token('new', '--tree', 'essai');
    await tap.assertSees(school.page, `${stub.url}store/essai/clair`, token, 'Témoin envoyé en clair 4417');
    await tap.assertAskedOnly(stub.url, [mayor, school]);
    await tap.quiet();
    await mayor.close();
    await school.close();
    await stub.stop();
    assert.ok(await tap.settled() > 50, 'requests were heard');
    for (const [tree, objects] of [['saint-aubin', 20], ['essai', 1]])
        await tap.assertHeardWhole(path.join(stub.data, 'trees', tree), `${stub.url}store/${tree}/`, objects);
    await assertAbsent(tap.folder, canaries, 'the network');
    await assertAbsent(stub.data, canaries, 'the disk of the host');
    await assertAbsent(mayor.folder, canaries, 'the profile of the mayor');
    await assertAbsent(school.folder, canaries, 'the profile of the school');
});
