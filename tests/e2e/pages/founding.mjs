// The assistant that founds a council: five steps.

import { waitFor } from '../support/wait.mjs';
import { awaitHeading, awaitThing, choose, press, type } from './common.mjs';

// Until the step has come: its place is in the address, and its title has the focus.
export async function nextStep(page) {
    const read = () => page.evaluate(() => ({ place: window.location.hash, onTitle: document.activeElement.tagName === 'H1' }));
    const { place } = await read();
    await press(page, 'Étape suivante');
    await waitFor('the next step', async () => {
        const now = await read();
        return now.place !== place && now.onTitle;
    });
}

// What the first step requires.
export async function fillCommune(page, council) {
    await type(page, 'Commune', council.commune);
    await type(page, 'Code INSEE', council.insee);
    await type(page, 'Population', council.population);
}

async function fillGroup(page, group) {
    await type(page, 'Nom du groupe', group.name);
    await choose(page, 'Vocation', group.vocation);
    await type(page, 'Périmètre', group.perimeter);
    if (group.proposed)
        await type(page, 'Règlement intérieur proposé le', group.proposed);
    await press(page, 'Ajouter ce groupe');
    await awaitThing(`the group ${group.name} in the list`, page.getByRole('listitem').filter({ hasText: group.name }));
}

// From the first step to « Fonder le conseil », or to what stands before it; `each(name)` is called on every step.
export async function fillFounding(page, council, each = async () => {}, { found = true } = {}) {
    await awaitHeading(page, 'Fonder un conseil');
    await fillCommune(page, council);
    await each('fonder-commune');
    await nextStep(page);
    await awaitThing('the formations', page.getByRole('term').filter({ hasText: 'Formation restreinte' }));
    await each('fonder-formations');
    await nextStep(page);
    for (const group of council.groups)
        await fillGroup(page, group);
    await each('fonder-groupes');
    await nextStep(page);
    await press(page, 'Partir du modèle : Charte déontologique');
    await press(page, 'Partir du modèle : Règlement intérieur');
    await type(page, 'Charte adoptée le', council.adopted);
    await type(page, 'Règlement intérieur adopté le', council.adopted);
    await each('fonder-textes');
    await nextStep(page);
    await awaitHeading(page, 'Ce qui va être fondé');
    await each('fonder-resume');
    if (found)
        await press(page, 'Fonder le conseil');
}
