// Pictures, for people to look at: into $HUISCLOS_SHOTS, none without it.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { waitIdle } from './browser.mjs';

export async function shoot(page, name) {
    const folder = process.env.HUISCLOS_SHOTS;
    if (!folder)
        return;
    await mkdir(folder, { recursive: true });
    await waitIdle(page);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
