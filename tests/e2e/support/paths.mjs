// Where the programs under test are: given by toolchains/test in the environment, else the folders of the presets.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

function firstThatExists(what, candidates) {
    const found = candidates.find((candidate) => candidate && existsSync(candidate));
    if (!found)
        throw new Error(`${what} is not there: looked for ${candidates.filter(Boolean).join(', ')}`);
    return found;
}

export function bundleFolder() {
    return firstThatExists('the web bundle', [process.env.HUISCLOS_BUNDLE, path.join(root, 'build/web-release/bundle')]);
}

export function bundleManifest() {
    return firstThatExists('the manifest of the bundle', [process.env.HUISCLOS_BUNDLE && `${process.env.HUISCLOS_BUNDLE}.json`,
        path.join(root, 'build/web-release/bundle.json')]);
}

// Pages of tests and benches, built beside the bundle.
export function bareBundleFolder() {
    return firstThatExists('the bare page', [process.env.HUISCLOS_BARE_BUNDLE, path.join(bundleFolder(), '../bare_imgui/bundle')]);
}

export function galleryBundleFolder() {
    return firstThatExists('the gallery', [process.env.HUISCLOS_GALLERY_BUNDLE, path.join(bundleFolder(), '../gallery/bundle')]);
}

export function stubProgram() {
    return firstThatExists('server-stub', [process.env.HUISCLOS_SERVER_STUB,
        ...['native-release', 'native-debug', 'native-asan'].map((preset) => path.join(root, 'build', preset, 'server-stub/server-stub'))]);
}

export function chromium() {
    return firstThatExists('chromium', [process.env.HUISCLOS_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']);
}

export function axeSource() {
    return firstThatExists('axe-core', [process.env.HUISCLOS_NODE_MODULES && path.join(process.env.HUISCLOS_NODE_MODULES, 'axe-core/axe.min.js'),
        path.join(root, 'tests/node_modules/axe-core/axe.min.js')]);
}
