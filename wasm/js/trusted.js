// Trusted Types: the only policy of the page. It knows two addresses, this script's own (which is also the worker) and
// the service worker's, and refuses every other one.

const scriptUrl = typeof document === 'undefined' ? self.location.href : document.currentScript.src;
const serviceWorkerUrl = new URL('sw.js', scriptUrl).href;

const trustedUrls = (() => {
    const check = (url) => {
        if (url === scriptUrl || url === serviceWorkerUrl)
            return url;
        throw new TypeError('refused address');
    };
    if (typeof self.trustedTypes === 'undefined')
        return { createScriptURL: check };
    return self.trustedTypes.createPolicy('huisclos-url', { createScriptURL: check });
})();
