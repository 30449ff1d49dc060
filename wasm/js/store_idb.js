// The device's storage over IndexedDB: one database a place, named after the folder of the page so that two councils
// served by one host never meet. Two object stores: `entries` (ciphertext by key) and `secret` (the account secret under
// a key that WebCrypto does not let out). A write is answered when its transaction, asked strict, is on the disk.

const placeFolder = typeof document === 'undefined' ? '' : new URL('.', window.location.href).pathname;
const placePrefix = `huisclos ${placeFolder} `;
const openPlaces = new Map();

// Status of an answer: 1 well, 0 refused by the device, 2 held by another window.
const storeDone = 1;
const storeFailed = 0;
const storeBusy = 2;

// `isMade`: where there is none. Otherwise one that is not there is refused.
function openDatabase(name, isMade) {
    return new Promise((resolve, reject) => {
        const request = indexedDB.open(placePrefix + name, 1);
        request.onupgradeneeded = () => {
            if (!isMade) {
                request.transaction.abort();
                return;
            }
            request.result.createObjectStore('entries');
            request.result.createObjectStore('secret');
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new DOMException('blocked', 'InvalidStateError'));
    });
}

// What this page has just let go is waited for until it is free. What the page that it replaces held is free soon after
// this one has begun, in milliseconds: who comes to a second window is told before he has typed a passphrase.
const lettingGo = new Map();
const patienceFromStart = 1000;
const patienceLeast = 500;
const patienceForLock = () => Math.max(patienceFromStart - performance.now(), patienceLeast);

const heldPause = 200;

async function isHeld(name) {
    const { held } = await navigator.locks.query();
    return held.some((lock) => lock.name === placePrefix + name);
}

// A slow machine may not have answered in time, or be giving just now what is asked for no more: what is held at one look
// and not at the next was this window's.
async function isHeldElsewhere(name) {
    if (!await isHeld(name))
        return false;
    await new Promise((done) => { setTimeout(done, heldPause); });
    return isHeld(name);
}

// Takes the place for this window: the lock is held until the place is closed or the window ends.
function holdPlace(name) {
    return new Promise((resolve) => {
        if (!navigator.locks) {
            resolve(() => {});
            return;
        }
        const ask = () => {
            const whole = navigator.locks.request(placePrefix + name, { signal: AbortSignal.timeout(patienceForLock()) },
                () => new Promise((release) => resolve(() => {
                    lettingGo.set(name, whole);
                    release();
                })));
            whole.catch(async () => {
                if (await isHeldElsewhere(name))
                    resolve(null);
                else
                    ask();
            });
        };
        ask();
    });
}

const watchedPlaces = new Set();

// A place that another window holds: once it is free, who was refused it looks again.
function watchPlace(name) {
    if (watchedPlaces.has(name))
        return;
    watchedPlaces.add(name);
    navigator.locks.request(placePrefix + name, () => {}).then(() => enter(() => {
        watchedPlaces.delete(name);
        tellFree();
    }), () => watchedPlaces.delete(name));
}

async function openPlace(number, name) {
    if (openPlaces.has(name)) {
        answer(number, storeBusy);
        return;
    }
    await lettingGo.get(name);
    lettingGo.delete(name);
    // While one waits for it, it is held.
    const release = watchedPlaces.has(name) ? null : await holdPlace(name);
    if (release === null) {
        watchPlace(name);
        answer(number, storeBusy);
        return;
    }
    try {
        const database = await openDatabase(name, true);
        database.onversionchange = () => database.close();
        openPlaces.set(name, { database, release });
        answer(number, storeDone);
    } catch {
        release();
        answer(number, storeFailed);
    }
}

// Reads those of these entries that are there without taking the place: another window may hold it. Body of the answer:
// key, value, key, value…
async function lookAtPlace(number, name, keys) {
    let database;
    try {
        database = await openDatabase(name, false);
        const transaction = database.transaction('entries', 'readonly');
        const store = transaction.objectStore('entries');
        const asked = keys.map((key) => store.get(key));
        await new Promise((resolve, reject) => {
            transaction.oncomplete = resolve;
            transaction.onabort = reject;
        });
        const found = keys.flatMap((key, i) =>
            (asked[i].result === undefined ? [] : [utf8Encoder.encode(key), asked[i].result]));
        answer(number, storeDone, packList(found));
    } catch {
        answer(number, storeFailed);
    } finally {
        database?.close();
    }
}

function closePlace(name) {
    const place = openPlaces.get(name);
    if (place === undefined)
        return;
    openPlaces.delete(name);
    place.database.close();
    place.release();
}

async function listPlaces(number) {
    try {
        const databases = await indexedDB.databases();
        const names = databases.map((database) => database.name).filter((name) => name.startsWith(placePrefix))
            .map((name) => name.slice(placePrefix.length)).sort();
        answer(number, storeDone, packList(names.map((name) => utf8Encoder.encode(name))));
    } catch {
        answer(number, storeFailed);
    }
}

function removePlace(number, name) {
    closePlace(name);
    const request = indexedDB.deleteDatabase(placePrefix + name);
    request.onsuccess = () => answer(number, storeDone);
    request.onerror = () => answer(number, storeFailed);
    request.onblocked = () => answer(number, storeBusy);
}

// Runs `work(store)` in one transaction and answers when it is complete; what it returns is asked for the body.
function transact(number, name, storeName, mode, work) {
    const place = openPlaces.get(name);
    if (place === undefined) {
        answer(number, storeFailed);
        return;
    }
    let transaction;
    try {
        transaction = place.database.transaction(storeName, mode, { durability: 'strict' });
        const body = work(transaction.objectStore(storeName));
        transaction.oncomplete = () => answer(number, storeDone, body());
        transaction.onabort = () => answer(number, storeFailed);
    } catch {
        // What was asked before the fault must not be kept either.
        transaction?.abort();
        answer(number, storeFailed);
    }
}

// Body of the answer: key, value, key, value… in the order of the keys.
function loadEntries(number, name, prefix) {
    transact(number, name, 'entries', 'readonly', (store) => {
        const range = prefix === '' ? undefined : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const keys = store.getAllKeys(range);
        const values = store.getAll(range);
        return () => packList(keys.result.flatMap((key, i) => [utf8Encoder.encode(key), values.result[i]]));
    });
}

// `changes`: key, '1' or '0', value, … ; a request that fails aborts the whole.
function commitEntries(number, name, changes) {
    transact(number, name, 'entries', 'readwrite', (store) => {
        const parts = unpackList(changes);
        for (let i = 0; i < parts.length; i += 3) {
            const key = utf8Decoder.decode(parts[i]);
            if (parts[i + 1][0] === 1)
                store.put(parts[i + 2].slice(), key);
            else
                store.delete(key);
        }
        return () => noBytes;
    });
}

function eraseEntries(number, name) {
    transact(number, name, 'entries', 'readwrite', (store) => {
        store.clear();
        return () => noBytes;
    });
}

// In the order of PlaceAction of wasm/ports/local_places.cpp.
function askPlace(number, action, name, data, size) {
    switch (action) {
        case 0: listPlaces(number); break;
        case 1: openPlace(number, name); break;
        case 2: removePlace(number, name); break;
        case 3: loadEntries(number, name, textAt(data, size)); break;
        case 4: commitEntries(number, name, bytesAt(data, size)); break;
        case 5: eraseEntries(number, name); break;
        case 6: readSecret(number, name); break;
        case 7: writeSecret(number, name, bytesAt(data, size)); break;
        case 8: eraseSecret(number, name); break;
        default: lookAtPlace(number, name, unpackList(bytesAt(data, size)).map((key) => utf8Decoder.decode(key)));
    }
}
