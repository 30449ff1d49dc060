// Trusted Types: the only policy of the page. It knows one address, this script's own, which is also the workers', and
// refuses every other one.

const scriptUrl = typeof document === 'undefined' ? self.location.href : document.currentScript.src;

const trustedUrls = (() => {
    const check = (url) => {
        if (url === scriptUrl)
            return url;
        throw new TypeError('refused address');
    };
    if (typeof self.trustedTypes === 'undefined')
        return { createScriptURL: check };
    return self.trustedTypes.createPolicy('huisclos-url', { createScriptURL: check });
})();
