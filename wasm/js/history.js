// The address bar: opaque ids in the fragment only, never sent to a server. A link that carries a secret (#i=, #d=, #b=,
// #s=, #r=) is taken off the bar and the history before anything else runs.

const secretLink = /^#[idbsr]=/;
let arrivalLink = '';

function takeArrivalLink() {
    if (secretLink.test(window.location.hash)) {
        arrivalLink = window.location.hash;
        window.history.replaceState(null, '', '#/');
    }
}

function tellPlace() {
    lend(utf8Encoder.encode(window.location.hash), (pointer, length) => _huisclos_navigate(pointer, length));
    poke(3);
}

function watchHistory() {
    on(window, 'popstate', () => {
        if (secretLink.test(window.location.hash)) {
            takeArrivalLink();
            tellArrival();
        } else {
            tellPlace();
        }
    });
}

function tellArrival() {
    if (arrivalLink === '')
        return;
    const bytes = utf8Encoder.encode(arrivalLink);
    arrivalLink = '';
    lend(bytes, (pointer, length) => _huisclos_link(pointer, length));
    bytes.fill(0);
    poke(3);
}

// kind: 0 push, 1 replace.
function setPlace(kind, fragment) {
    if (window.location.hash === fragment)
        return;
    if (kind === 0)
        window.history.pushState(null, '', fragment);
    else
        window.history.replaceState(null, '', fragment);
}
