// The assistant that founds a council: five steps.

import { awaitHeading, awaitThing, choose, press, type } from './common.mjs';

const next = (page) => press(page, 'Étape suivante');

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
    await type(page, 'Commune', council.commune);
    await type(page, 'Code INSEE', council.insee);
    await type(page, 'Population', council.population);
    await each('fonder-commune');
    await next(page);
    await awaitThing('the formations', page.getByRole('term').filter({ hasText: 'Formation restreinte' }));
    await each('fonder-formations');
    await next(page);
    for (const group of council.groups)
        await fillGroup(page, group);
    await each('fonder-groupes');
    await next(page);
    await press(page, 'Partir du modèle : Charte déontologique');
    await press(page, 'Partir du modèle : Règlement intérieur');
    await type(page, 'Charte adoptée le', council.adopted);
    await type(page, 'Règlement intérieur adopté le', council.adopted);
    await each('fonder-textes');
    await next(page);
    await awaitHeading(page, 'Ce qui va être fondé');
    await each('fonder-resume');
    if (found)
        await press(page, 'Fonder le conseil');
}
