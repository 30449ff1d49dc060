// The council of the demonstration on a stub of its own, its accounts by role.

import { startDemonstration as start } from '../../bench/support/demonstration.mjs';

export async function startDemonstration({ situations = 12 } = {}) {
    const { stub, accounts } = await start({ situations });
    return { stub, tree: 'demonstration', accounts: Object.fromEntries(accounts.map((account) => [account.role, account])) };
}
