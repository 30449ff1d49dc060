// The demonstration council on a store of its own, made by its native program over HTTP, and its accounts.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../e2e/support/paths.mjs';
import { startStub, temporaryFolder } from '../../e2e/support/stub.mjs';

const run = promisify(execFile);

// « Rôle : Nom » then its passphrase and its link, as toolchains/demo writes them.
export function readAccounts(text) {
    const accounts = [];
    for (const block of text.split('\n\n').slice(1)) {
        const [title, passphrase, link] = block.trim().split('\n');
        const [role, name] = title.split(' : ');
        accounts.push({ role, name, passphrase: passphrase.replace(/^\s*phrase de passe\s+/, ''),
            link: link.replace(/^\s*lien de connexion\s+/, '') });
    }
    return accounts;
}

async function make(stub, situations) {
    const out = await temporaryFolder('demonstration');
    const token = await stub.token('new', '--tree', 'demonstration');
    const program = process.env.HUISCLOS_DEMO ?? path.join(root, 'build/native-release/toolchains/huisclos_demo');
    await run(program, ['--store', `${stub.url}store/demonstration/`, '--bundle', stub.url, '--token', token, '--out', out, '--seed', '1',
        ...(situations === undefined ? [] : ['--situations', String(situations)])], { maxBuffer: 1 << 24 });
    return readAccounts(await readFile(path.join(out, 'accounts.txt'), 'utf8'));
}

// A store without its council is left to nobody: its process would keep the caller's alive.
export async function startDemonstration({ situations } = {}) {
    const stub = await startStub();
    try {
        return { stub, accounts: await make(stub, situations) };
    } catch (error) {
        await stub.remove();
        throw error;
    }
}

// Opens the account on a new profile, up to its Home.
export async function signIn(person, account) {
    await person.go(account.link);
    const page = await person.ready();
    await page.getByRole('textbox', { name: 'Phrase de passe' }).fill(account.passphrase);
    await page.getByRole('button', { name: 'Ouvrir la session' }).click();
    await page.getByRole('navigation').waitFor({ state: 'attached', timeout: 60000 });
    return page;
}
