// Pictures, for people to look at: into $HUISCLOS_SHOTS, none without it.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { resize, waitIdle } from './browser.mjs';

export async function shoot(page, name) {
    const folder = process.env.HUISCLOS_SHOTS;
    if (!folder)
        return;
    await mkdir(folder, { recursive: true });
    await waitIdle(page);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

// At the widths of a desk, a tablet and a telephone, light then dark.
export async function shootAll(page, name) {
    if (!process.env.HUISCLOS_SHOTS)
        return;
    const size = page.viewportSize();
    for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const width of [1440, 800, 320]) {
            await resize(page, width, 900);
            await shoot(page, `${name}-${width}-${scheme}`);
        }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await resize(page, size.width, size.height);
}
