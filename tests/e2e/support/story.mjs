// The steps of one story: each needs those before it, so the first that fails ends it.

import { test } from 'node:test';

export function story() {
    let failed = null;
    return (name, tell, options = {}) => test(name, options, async (context) => {
        if (failed !== null)
            throw new Error(`not told: « ${failed} » failed before`);
        try {
            await tell(context);
        } catch (error) {
            failed = name;
            throw error;
        }
    });
}
