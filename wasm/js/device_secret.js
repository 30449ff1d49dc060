// The account secret between two sessions: under an AES-GCM key that the browser keeps and never gives, beside it in the
// same database. Whoever copies the profile's files holds both; whoever reads the page's memory or exports its storage
// does not hold the key. The passphrase is needed all the same (docs/protocol.md 3.2).

const secretAlgorithm = { name: 'AES-GCM', length: 256 };

function readSecret(number, name) {
    const place = openPlaces.get(name);
    if (place === undefined) {
        answer(number, storeFailed);
        return;
    }
    const request = place.database.transaction('secret', 'readonly').objectStore('secret').get('account');
    request.onerror = () => answer(number, storeFailed);
    request.onsuccess = async () => {
        const kept = request.result;
        if (kept === undefined) {
            answer(number, storeDone, packList([]));
            return;
        }
        try {
            const plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, kept.key, kept.sealed));
            const packed = packList([plain]);
            answer(number, storeDone, packed);
            plain.fill(0);
            packed.fill(0);
        } catch {
            answer(number, storeFailed);
        }
    };
}

async function writeSecret(number, name, secret) {
    try {
        const key = await crypto.subtle.generateKey(secretAlgorithm, false, ['encrypt', 'decrypt']);
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, secret));
        transact(number, name, 'secret', 'readwrite', (store) => {
            store.put({ key, iv, sealed }, 'account');
            return () => noBytes;
        });
    } catch {
        answer(number, storeFailed);
    } finally {
        secret.fill(0);
    }
}

function eraseSecret(number, name) {
    transact(number, name, 'secret', 'readwrite', (store) => {
        store.clear();
        return () => noBytes;
    });
}
