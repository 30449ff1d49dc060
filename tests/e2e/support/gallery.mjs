// The kit's gallery for a file of tests, with production headers and below a path of its own, and people who open it.

import { after, before } from 'node:test';

import { waitIdle } from './browser.mjs';
import { galleryBundleFolder } from './paths.mjs';
import { startStub } from './stub.mjs';

export function useGallery() {
    let stub;
    before(async () => {
        stub = await startStub({ www: galleryBundleFolder(), base: '/huisclos/' });
    });
    after(() => stub.remove());
    return {
        get url() { return stub.url; },
        async open(person, place) {
            await person.go(stub.url + place);
            await person.ready();
            await waitIdle(person.page);
        },
    };
}
