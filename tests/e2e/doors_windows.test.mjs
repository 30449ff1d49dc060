// A space that a window of the same browser has open: the door of a second one says so instead of asking for a passphrase,
// and asks for it once the first is closed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { awaitHeading, awaitThing, button, field, press, slow } from './pages/common.mjs';
import { useDemonstration } from './support/arrivals.mjs';
import { assertAxeCleanBoth } from './support/axe.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { waitFor } from './support/wait.mjs';

const council = useDemonstration({ partsEach: 1 });

test('a second window says on its arrival that the space is open in the first, and opens it once that one is closed', async () => {
    const coordinator = await council.arrive('Coordonnateur');
    const first = coordinator.page;
    const page = await coordinator.context.newPage();
    coordinator.watch(page);
    coordinator.page = page;
    await page.goto(council.stub.url, { waitUntil: 'commit' });
    const note = page.getByText(/^Cet espace est déjà ouvert dans une autre fenêtre/);
    await awaitThing('what the door says of the first window', note);
    assert.equal(await page.locator('[data-form=SignIn] .errors').isVisible(), false, 'a note, no error');
    const again = button(page, 'Réessayer');
    await again.click();
    const held = await awaitThing('the answer', page.getByRole('status').filter({ hasText: 'Toujours ouvert dans une autre fenêtre.' }));
    assert.equal(await again.getAttribute('aria-disabled'), null);
    // The ring of the focus goes 5 px beyond the button.
    const gap = (await held.boundingBox()).x - (await again.boundingBox()).x - (await again.boundingBox()).width;
    assert.ok(gap >= 5 + 8, `${gap} px between the button and what is said beside it`);
    await assertAxeCleanBoth(page, { atLeastNodes: 10 });
    await shoot(page, 'second-window');
    const passphrase = page.locator('#SignIn-passphrase');
    assert.equal(await passphrase.isVisible(), false, 'nothing is asked that would open nothing');
    assert.equal(await button(page, 'Ouvrir la session').count(), 0);
    assert.ok(await button(page, 'Ouvrir un autre espace').isVisible());
    await first.close();
    await waitFor('the note to go', async () => await note.count() === 0 && !(await again.isVisible()));
    await waitFor('the passphrase to be asked for', () => passphrase.isVisible());
    await waitFor('the focus to be there', () => passphrase.evaluate((input) => input === document.activeElement));
    await field(page, 'Phrase de passe').fill(council.accounts.Coordonnateur.passphrase);
    await press(page, 'Ouvrir la session');
    await awaitHeading(page, `Bonjour, ${council.accounts.Coordonnateur.name}`, slow);
    await assertNoViolation(coordinator);
});
