// The store over fetch: no cookie, no referrer, no redirection followed, nothing kept by the browser. An answer of any
// status is told as it is; status 0 = none came. The bearer token is never in an address.

const answerTimeout = 30000;
const uploadTimeout = 120000;

async function fetchFromStore(number, method, url, token, etag, body, longest) {
    const headers = {};
    if (token !== '')
        headers.Authorization = `Bearer ${token}`;
    if (etag !== '')
        headers['If-None-Match'] = etag;
    if (body !== null)
        headers['Content-Type'] = 'application/octet-stream';
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), body === null ? answerTimeout : uploadTimeout);
    try {
        const response = await fetch(url, { method, headers, body, credentials: 'omit', referrerPolicy: 'no-referrer',
            redirect: 'error', cache: 'no-store', mode: 'cors', signal: ended.signal });
        const type = response.headers.get('Content-Type') ?? '';
        const bytes = await readBody(response, longest);
        if (bytes === null)
            ended.abort();
        // A page where an object was asked is somebody else's answer: a proxy, a portal, a host's error page.
        const strange = bytes === null || (response.ok && type.startsWith('text/html'));
        answer(number, strange ? 1 : response.status, bytes ?? noBytes, response.headers.get('ETag') ?? '');
    } catch {
        answer(number, 0);
    } finally {
        clearTimeout(timer);
    }
}

// Null when it is longer than what may lie there: no more of it is read, whatever its length is said to be.
async function readBody(response, longest) {
    if (response.body === null)
        return noBytes;
    if (Number(response.headers.get('Content-Length') ?? 0) > longest)
        return null;
    const reader = response.body.getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        size += part.value.length;
        if (size > longest)
            return null;
        parts.push(part.value);
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
    }
    return bytes;
}
