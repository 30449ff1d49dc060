// The forms outside the canvas, as a newcomer meets them: release bundle, production headers, nothing known yet.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { awaitHeading, awaitThing, field, press, slow, type } from './pages/common.mjs';
import { acceptTexts } from './pages/doors.mjs';
import { fillCommune, fillFounding, nextStep } from './pages/founding.mjs';
import { assertAxeClean, assertAxeCleanBoth, assertAxeSees, assertPanelClean } from './support/axe.mjs';
import { aPersonForEachTest, page, person, reopenPerson, stub } from './support/each_person.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { shoot } from './support/shots.mjs';
import { startStub } from './support/stub.mjs';
import { town } from './support/town.mjs';
import { waitFor } from './support/wait.mjs';

aPersonForEachTest('nouvelle');

async function welcome() {
    await person.go(stub.url);
    await person.ready();
    await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
}

test('a device that knows nothing is welcomed, without a policy report, and asks nobody else', async () => {
    await welcome();
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
    const elsewhere = person.requested.filter((url) => !url.startsWith(new URL(stub.url).origin));
    assert.ok(person.requested.length > 3);
    assert.deepEqual(elsewhere, []);
    await assertNoViolation(person);
});

test('axe finds nothing on the forms, light, dark and narrow', async () => {
    await welcome();
    await assertAxeSees(page);
    for (const [name, scheme, width] of [['light', 'light', 1440], ['dark', 'dark', 1440], ['narrow', 'light', 320]]) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 640 });
        await shoot(page, `welcome-${name}`);
        await assertAxeClean(page, { atLeastNodes: 10 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${overflow} px too wide at ${width}`);
    }
    await page.getByRole('button', { name: 'J’ai un kit de secours' }).click();
    await page.getByRole('heading', { name: 'Ouvrir avec le kit de secours' }).waitFor();
    await shoot(page, 'kit-entry');
    await assertAxeCleanBoth(page, { atLeastNodes: 10 });
});

test('a spoilt link is refused in words, beside the field and in a summary that leads to it', async () => {
    await welcome();
    const field = page.getByRole('textbox', { name: 'Lien reçu' });
    await field.fill(`${stub.url}#i=abîmé`);
    await page.getByRole('button', { name: 'Ouvrir ce lien' }).click();
    const summary = page.getByRole('alert').filter({ hasText: 'Une réponse est à corriger' });
    await summary.waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await waitFor('the focus to be on the summary', () => summary.evaluate((element) => element === document.activeElement));
    await summary.getByRole('link').click();
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
    await assertAxeClean(page, { atLeastNodes: 10 });
    await shoot(page, 'welcome-error');
});

test('an empty field is named by its error, and the kit can be left', async () => {
    await welcome();
    await page.getByRole('button', { name: 'Ouvrir ce lien' }).click();
    await page.getByText('Collez le lien que vous avez reçu.').first().waitFor();
    await page.getByRole('button', { name: 'J’ai un kit de secours' }).click();
    await page.getByRole('heading', { name: 'Ouvrir avec le kit de secours' }).waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
});

// By how much the form that is shown is wider than its card, what scrolls it, and the window.
function tooWide() {
    return page.evaluate(() => {
        const form = document.querySelector('[data-form]:not([hidden])');
        const { scrollWidth, clientWidth } = document.getElementById('portes');
        return { card: form.scrollWidth - form.clientWidth, doors: scrollWidth - clientWidth,
            window: document.documentElement.scrollWidth - window.innerWidth,
            right: Math.ceil(form.getBoundingClientRect().right - window.innerWidth) };
    });
}

async function assertFits(what) {
    for (const [name, excess] of Object.entries(await tooWide()))
        assert.ok(excess <= 0, `${what}: ${excess} px beyond ${name}`);
}

// Finds a line that is too long first.
async function assertFitsSees() {
    await page.evaluate(() => {
        const planted = document.createElement('p');
        planted.id = 'planted';
        planted.textContent = 'mot'.repeat(600);
        planted.style.whiteSpace = 'nowrap';
        document.querySelector('[data-form]:not([hidden])').append(planted);
    });
    await assert.rejects(assertFits('planted'), /planted: \d+ px beyond card/);
    await page.evaluate(() => document.getElementById('planted').remove());
}

async function goToKit() {
    await person.go(await stub.token('new', '--tree', 'kit', '--link', '--url', stub.url));
    await fillFounding(page, town);
    await awaitHeading(page, 'Lire, accepter, fonder');
    await press(page, 'Accepter et continuer');
    await page.locator('[data-form=Join] .check .error').first().waitFor();
}

test('the kit fits its card and the window, all of its words are read, and an error stands below its box', async () => {
    await goToKit();
    for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const below = await page.evaluate(() => Array.from(document.querySelectorAll('[data-form=Join] .check'), (box) =>
            box.querySelector('.error').getBoundingClientRect().top >= box.querySelector('label').getBoundingClientRect().bottom));
        assert.deepEqual(below, [true, true], `at ${width}`);
    }
    assert.match(await page.locator('[data-form=Join] .errors').evaluate((summary) => getComputedStyle(summary).outlineStyle), /solid/);
    await acceptTexts(page, 'Lire, accepter, fonder', 'Jeanne Lavergne');
    await awaitHeading(page, 'Créer mon compte', slow);
    await field(page, 'Tapez la phrase de passe').fill(await page.locator('[data-form=NewAccount] [data-slot=suggestion]').textContent());
    await press(page, 'Créer mon compte');
    await awaitHeading(page, 'Votre kit de secours', slow);
    await assertFitsSees();
    for (const [media, width] of [['screen', 1440], ['screen', 800], ['screen', 320], ['print', 680]]) {
        await page.emulateMedia({ media });
        await page.setViewportSize({ width, height: 900 });
        await assertFits(`the kit, ${media} at ${width}`);
        await shoot(page, `kit-${media}-${width}`);
    }
    const words = await page.getByRole('definition').nth(2).textContent();
    const numbers = Array.from(words.matchAll(/(\d+)\.\s\S+/g), (match) => Number(match[1]));
    assert.deepEqual(numbers, Array.from({ length: 24 }, (_, i) => i + 1));
});

// What a form covers does not turn over unseen, and the form keeps its place, however often Back is pressed.
test('Back on a form over the assistant leaves the form and the step behind it where they are', async () => {
    await goToKit();
    await acceptTexts(page, 'Lire, accepter, fonder', 'Jeanne Lavergne');
    await awaitHeading(page, 'Créer mon compte', slow);
    await field(page, 'Tapez la phrase de passe').fill(await page.locator('[data-form=NewAccount] [data-slot=suggestion]').textContent());
    await press(page, 'Créer mon compte');
    await awaitHeading(page, 'Votre kit de secours', slow);
    const behind = () => page.locator('#mirror h1, #mirror h2').allTextContents();
    const place = await page.evaluate(() => window.location.hash);
    const step = await behind();
    assert.match(place, /^#\/fonder\/\d/);
    for (let pressed = 0; pressed < 3; pressed += 1) {
        await page.evaluate(() => new Promise((resolve) => {
            window.addEventListener('popstate', () => resolve(), { once: true });
            window.history.back();
        }));
        await waitFor('the place to be the same again', async () => await page.evaluate(() => window.location.hash) === place);
        assert.deepEqual(await behind(), step);
        await awaitHeading(page, 'Votre kit de secours');
    }
});

test('Back turns the steps of the assistant when nothing covers it', async () => {
    await person.go(await stub.token('new', '--tree', 'retour', '--link', '--url', stub.url));
    await awaitHeading(page, 'Fonder un conseil');
    await fillCommune(page, town);
    await nextStep(page);
    await page.evaluate(() => window.history.back());
    await waitFor('the first step', async () => await page.getByRole('textbox', { name: /^Code INSEE/ }).count() === 1);
    await page.evaluate(() => window.history.forward());
    await waitFor('the second step again', async () => await page.getByRole('textbox', { name: /^Code INSEE/ }).count() === 0);
});

test('an earlier step, and a step that is refused, leave nothing between Back and where one came from', async () => {
    await prepare();
    await fillCommune(page, town);
    for (let step = 0; step < 4; step += 1)
        await nextStep(page);
    await awaitHeading(page, 'Ce qui va être fondé');
    const length = await page.evaluate(() => window.history.length);
    await press(page, 'Étape précédente');
    await awaitThing('the texts', field(page, 'Titre de la charte'));
    const place = () => page.evaluate(() => window.location.hash);
    const turn = (steps) => page.evaluate((by) => new Promise((resolve) => {
        window.addEventListener('popstate', () => resolve(), { once: true });
        window.history.go(by);
    }), steps);
    const texts = await place();
    // Begun, it is asked for whole.
    await type(page, 'Titre de la charte', 'Charte');
    await turn(1);
    await waitFor('the texts in the place of what was refused', async () => await place() === texts);
    assert.equal(await page.evaluate(() => window.history.length), length);
    await turn(-1);
    await turn(-1);
    await waitFor('the groups', async () => await page.getByRole('textbox', { name: /^Nom du groupe/ }).count() === 1);
    assert.notEqual(await place(), texts);
});

async function prepare() {
    await welcome();
    await press(page, 'Préparer un conseil');
    await awaitHeading(page, 'Fonder un conseil');
}

test('the browser asks before the assistant is left while it holds what is kept nowhere, and only then', async () => {
    const asked = [];
    page.on('dialog', (dialog) => {
        asked.push(dialog.type());
        return dialog.dismiss();
    });
    await prepare();
    await page.goto('about:blank');
    assert.deepEqual(asked, [], 'nothing was typed');
    await prepare();
    await fillCommune(page, town);
    await nextStep(page);
    await page.close({ runBeforeUnload: true });
    await waitFor('the question of the browser', () => asked.length > 0);
    for (let step = 0; step < 3; step += 1)
        await nextStep(page);
    await press(page, 'Afficher le lien et le code QR');
    await awaitThing('the link', field(page, 'Lien du brouillon'));
    await page.close({ runBeforeUnload: true });
    await waitFor('the question again: a link that is only shown goes with the page', () => asked.length > 1);
    await press(page, 'Copier le lien');
    await awaitThing('that it is kept', page.getByText('Enregistré', { exact: true }));
    await page.goto('about:blank');
    assert.deepEqual(asked, ['beforeunload', 'beforeunload'], 'what was kept may go');
});

test('a short draft shows its QR code beside its link, and axe finds nothing there', async () => {
    await prepare();
    await fillCommune(page, town);
    for (let step = 0; step < 4; step += 1)
        await nextStep(page);
    await awaitHeading(page, 'Ce qui va être fondé');
    await press(page, 'Afficher le lien et le code QR');
    await awaitThing('the link', field(page, 'Lien du brouillon'));
    await awaitThing('its code', page.getByRole('img', { name: /brouillon/i }));
    await shoot(page, 'brouillon-code');
    await assertAxeCleanBoth(page, { atLeastNodes: 15 });
});

test('the form can be used by keyboard alone', async () => {
    await welcome();
    const reached = [];
    for (let i = 0; i < 12; i += 1) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.labels?.[0]?.textContent);
        if (!name || reached.includes(name))
            break;
        reached.push(name);
    }
    for (const wanted of ['Lien reçu', 'Ouvrir ce lien', 'Préparer un conseil', 'J’ai un kit de secours'])
        assert.ok(reached.includes(wanted), `${wanted} is not reached: ${reached.join(', ')}`);
});

test('served below another path the page still finds all its parts', async () => {
    const elsewhere = await startStub({ base: '/ville/securite/huisclos/' });
    try {
        await person.go(elsewhere.url);
        await person.ready();
        await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
        assert.deepEqual(person.errors, []);
    } finally {
        await elsewhere.remove();
    }
});

test('a module whose bytes changed is refused, and the page says so', async () => {
    await person.context.route('**/*.wasm', async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        body[body.length - 1] ^= 1;
        await route.fulfill({ response, body, headers: { ...response.headers(), 'content-encoding': 'identity' } });
    });
    await person.go(stub.url);
    await page.getByRole('heading', { name: 'Huis Clos n’a pas pu se charger' }).waitFor();
    assert.equal(await page.locator('#mirror *').count(), 0);
    await assertPanelClean(page, 'panel-network');
});

// The part that `pattern` names gets one more line; `withHash(false)` takes out of the page what it says of its parts.
async function changePart(pattern, line) {
    let isChecked = true;
    const give = (route, response, body) => {
        const headers = { ...response.headers(), 'content-encoding': 'identity', 'content-length': String(Buffer.byteLength(body)) };
        // The host says too that no script runs without a hash.
        if (!isChecked)
            delete headers['integrity-policy'];
        return route.fulfill({ response, body, headers });
    };
    await person.context.route(pattern, async (route) => {
        const response = await route.fetch();
        await give(route, response, `${await response.text()}\n${line}\n`);
    });
    await person.context.route(stub.url, async (route) => {
        const response = await route.fetch();
        const html = await response.text();
        await give(route, response, isChecked ? html : html.replaceAll(/ integrity="[^"]*"/g, ''));
    });
    return { withHash: async (value) => {
        isChecked = value;
        person.errors.length = 0;
        await page.goto(stub.url);
    } };
}

test('a script whose bytes changed does not run, where the page says what it is', async () => {
    const change = await changePart('**/huisclos*.js', ';window.planted = true;');
    const planted = () => page.evaluate(() => window.planted === true);
    await change.withHash(false);
    await waitFor('the changed script to run without a hash', planted);
    await change.withHash(true);
    await waitFor('the refusal', () => person.errors.some((error) => /integrity/i.test(error)));
    assert.equal(await planted(), false);
    assert.equal(await page.evaluate(() => typeof window.huisclosCounters), 'undefined', 'nothing of it ran');
    assert.equal(await page.locator('#mirror *').count(), 0);
    // After forty seconds: the animation that shows it is brought to its end.
    assert.equal(await page.locator('#stalled').isVisible(), false);
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    await waitFor('the page to say so', () => page.locator('#stalled').isVisible());
});

test('a style sheet whose bytes changed styles nothing, where the page says what it is', async () => {
    const change = await changePart('**/shell*.css', ':root { --planted: 1; }');
    const planted = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--planted').trim());
    await change.withHash(false);
    assert.equal(await planted(), '1', 'the changed sheet styles without a hash');
    await change.withHash(true);
    await waitFor('the refusal', () => person.errors.some((error) => /integrity/i.test(error)));
    assert.equal(await planted(), '');
});

test('the page’s own policy knows its script alone, and nobody makes another', async () => {
    await person.context.addInitScript(() => {
        const { createPolicy } = TrustedTypePolicyFactory.prototype;
        window.madePolicies = [];
        TrustedTypePolicyFactory.prototype.createPolicy = function keep(...words) {
            const policy = createPolicy.apply(this, words);
            window.madePolicies.push(policy);
            return policy;
        };
    });
    await welcome();
    const said = await page.evaluate(() => {
        const [policy, ...more] = window.madePolicies;
        const own = document.querySelector('script[src]').src;
        const attempt = (act) => {
            try {
                return String(act());
            } catch (error) {
                return error.name;
            }
        };
        const beside = (name) => new URL(name, own).href;
        const others = [beside('sw.js'), beside('other.js'), document.getElementById('huisclos-module').href, `${own}?1`, `${own}#1`,
            `${window.location.origin}/store/demonstration/o/00`, 'https://ville.test/huisclos.js', 'data:text/javascript,1',
            `blob:${window.location.origin}/1`, 'script.js', ''];
        return { name: policy.name, more: more.length, own, taken: attempt(() => policy.createScriptURL(own)),
            others: others.map((url) => [url, attempt(() => policy.createScriptURL(url))]),
            html: attempt(() => policy.createHTML('<p>')), script: attempt(() => policy.createScript('1')),
            again: attempt(() => window.trustedTypes.createPolicy('huisclos-url', { createScriptURL: (url) => url })),
            another: attempt(() => window.trustedTypes.createPolicy('other', { createScriptURL: (url) => url })),
            untrusted: attempt(() => new Worker(own)) };
    });
    assert.equal(said.name, 'huisclos-url');
    assert.equal(said.more, 0, 'one policy');
    assert.equal(said.taken, said.own, 'its own script');
    for (const [url, answer] of said.others)
        assert.equal(answer, 'TypeError', `« ${url} » is refused`);
    for (const what of ['html', 'script', 'again', 'another', 'untrusted'])
        assert.equal(said[what], 'TypeError', what);
});

test('a program that fails says so, leaves nothing in the page, and starts again', async () => {
    await welcome();
    await field(page, 'Lien reçu').fill('tapé à moitié');
    await page.evaluate(() => {
        Object.defineProperty(navigator, 'onLine', { configurable: true, get() { throw new Error('planted'); } });
        window.dispatchEvent(new Event('offline'));
    });
    await page.getByRole('heading', { name: 'Huis Clos s’est arrêté' }).waitFor();
    assert.equal(await page.locator('#mirror *').count(), 0);
    assert.equal(await page.locator('#Welcome-link').inputValue(), '');
    await waitFor('the focus on the panel', () => page.evaluate(() => document.activeElement.id === 'panel-fatal'));
    await assertPanelClean(page, 'panel-fatal');
    await page.getByRole('button', { name: 'Recharger la page' }).press('Enter');
    await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
});

// A browser that refuses, and an address that is not protected: each stands for one reason not to start.
const refusals = [
    { panel: 'panel-wasm', title: 'Ce navigateur ne peut pas ouvrir Huis Clos', flags: ['--js-flags=--jitless'] },
    { panel: 'panel-insecure', title: 'Connexion non protégée', flags: ['--host-resolver-rules=MAP ville.test 127.0.0.1'], host: 'ville.test' },
];

for (const { panel, title, flags, host } of refusals) {
    test(`« ${title} » stands alone and is accessible`, async () => {
        await reopenPerson({ flags });
        const address = new URL(stub.url);
        address.hostname = host ?? address.hostname;
        await person.go(address.href);
        await page.getByRole('heading', { name: title }).waitFor();
        assert.equal(await page.locator('#mirror *').count(), 0);
        await assertPanelClean(page, panel);
    });
}
