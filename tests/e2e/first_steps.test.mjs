// The first steps that toolchains/run prints, followed one by one in their order, through the links printed above them, in
// two profiles. Buttons and tabs are named by the words of that text: whoever changes it changes what is pressed here. How
// long the question takes is not asserted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { useDemonstration } from './support/arrivals.mjs';
import { root } from './support/paths.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { awaitThing, choose, goTo, named, press, pressKey, slow } from './pages/common.mjs';
import { chronology, openTab, readReference } from './pages/situations.mjs';

// As many situations as toolchains/run makes.
const council = useDemonstration({ partsEach: 1, situations: 30 });

// What one is told before the steps, and the steps: by whom, and the words between « and ».
function readFirstSteps() {
    const text = readFileSync(path.join(root, 'toolchains/demo/first_steps.txt'), 'utf8');
    const wordsOf = (part) => Array.from(part.replace(/\s+/g, ' ').matchAll(/« ([^»]+) »/g), (found) => found[1]);
    const steps = [];
    let who = '';
    for (const line of text.split('\n')) {
        who = /^(\w+):$/.exec(line)?.[1] ?? who;
        const [, number, told] = /^ {2}(\d+)\. (.*)$/.exec(line) ?? [];
        if (number !== undefined)
            steps.push({ number: Number(number), who, words: wordsOf(told) });
    }
    return { before: wordsOf(text.split(/^\w+:$/m)[0]), steps };
}

// French typography puts other spaces before « : » and « ? » than that text, or than a name that was read from the page.
const spoken = (words) => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'));
const whole = (words) => new RegExp(`^${spoken(words).source}$`);

// Any: the first that the list offers.
async function chooseAny(where, name) {
    const list = await awaitThing(`the list ${name}`, where.getByRole('combobox', { name: named(name) }));
    const offered = await list.evaluate((element) => Array.from(element.options, (option) => option.textContent));
    const chosen = offered.find((option) => option.endsWith('?'));
    assert.notEqual(chosen, undefined, `a question among ${offered.join(' | ')}`);
    await choose(where, name, chosen);
    return chosen;
}

test('the first steps that are printed lead two people from the list to the answer, in both windows', async () => {
    const { before, steps } = readFirstSteps();
    assert.deepEqual(steps.map(({ number, who, words }) => [number, who, words.length]),
        [[1, 'Coordinator', 3], [2, 'Coordinator', 2], [3, 'Coordinator', 4], [4, 'School', 3], [5, 'School', 1], [6, 'Both', 2]],
        'the steps are others: this test must follow them');
    assert.deepEqual(before, ['Ouvrir la session'], 'the button by which each of them arrives');
    const [[situations, groups, group], [marked, ask], [question, member, to, send], [home, waiting, reply], [yes], [tab, answer]] =
        steps.map(({ words }) => words);
    const coordinator = await council.arrive('Coordonnateur');
    const school = await council.arrive('Éducation nationale');

    // 1
    await goTo(coordinator.page, situations, /.+/);
    await press(coordinator.page, whole(groups));
    await press(coordinator.page, whole(group));
    await awaitThing('the group to be chosen', coordinator.page.getByRole('button', { name: whole(`${groups.split(' : ')[0]} : ${group}`) }));
    // 2
    const rows = coordinator.page.getByRole('list', { name: named(situations) }).getByRole('listitem').filter({ hasText: spoken(marked) });
    await pressKey((await awaitThing(`a row marked ${marked}`, rows)).getByRole('link').first());
    const reference = await readReference(coordinator.page);
    await press(coordinator.page, ask);
    // 3
    const form = await awaitThing('the form', coordinator.page.getByRole('form', { name: named(ask) }));
    const asked = await chooseAny(form, question);
    await choose(form, to, member);
    await press(form, send);
    // 4
    await goTo(school.page, home, /^Bonjour, /);
    const row = school.page.getByRole('list', { name: named(waiting) }).getByRole('listitem').filter({ hasText: reference });
    await press(row, reply, 2 * slow);
    // 5
    await press(await awaitThing(`the answers to ${asked}`, school.page.getByRole('group', { name: spoken(asked) })), yes);
    // 6
    for (const { page } of [school, coordinator]) {
        await openTab(page, tab);
        const entries = chronology(page).getByRole('listitem');
        await awaitThing(`${answer}, in both windows`, entries.filter({ hasText: spoken(answer) }), 2 * slow);
        await awaitThing('the question itself', entries.filter({ hasText: spoken(asked), hasNotText: spoken(answer) }));
        assert.equal(await readReference(page), reference, 'on that sheet');
    }
    for (const person of [coordinator, school])
        await assertNoViolation(person);
});
