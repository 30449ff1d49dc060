// The council of the demonstration on a stub of its own, its accounts by role. A file of tests that asks for it again gets
// what it was when it was made: a copy of that folder, on the port that its links name.

import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';

import { startDemonstration as make } from '../../bench/support/demonstration.mjs';
import { Stub, temporaryFolder } from './stub.mjs';

let kept;

async function keep(situations) {
    const { stub, accounts } = await make({ situations });
    const folder = await temporaryFolder('demonstration-kept');
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    // Nobody writes there meanwhile.
    await stub.stop();
    await cp(stub.data, folder, { recursive: true });
    await stub.start();
    kept = { folder, port: stub.port, situations, accounts };
    return stub;
}

async function startAgain() {
    const data = await temporaryFolder('store');
    await cp(kept.folder, data, { recursive: true });
    const stub = new Stub(data, {});
    stub.port = kept.port;
    await stub.start();
    return stub;
}

// The one before must have been removed: both have one port, which the links of the accounts name.
export async function startDemonstration({ situations = 13 } = {}) {
    const stub = kept?.situations === situations ? await startAgain() : await keep(situations);
    return { stub, tree: 'demonstration', accounts: Object.fromEntries(kept.accounts.map((account) => [account.role, account])) };
}
