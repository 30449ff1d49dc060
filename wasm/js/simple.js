// Mode simple: the mirror made visible, a complete HTML interface. Chosen by the person (kept on this device as one flag)
// or by a browser without WebGL2.

const simpleKey = 'huisclos-simple';

function isModeSimple() {
    return document.documentElement.classList.contains('simple');
}

function wantsModeSimple() {
    try {
        return window.localStorage.getItem(simpleKey) === '1';
    } catch {
        return false;
    }
}

function keepModeSimple(wanted) {
    try {
        if (wanted)
            window.localStorage.setItem(simpleKey, '1');
        else
            window.localStorage.removeItem(simpleKey);
    } catch {
        // A browser that keeps nothing: the choice lasts as long as the page.
    }
}

// It lasts as long as the page: to leave it, the page is loaded again.
function useModeSimple() {
    document.documentElement.classList.add('simple');
    document.dispatchEvent(new Event('huisclos-mode'));
}

function watchModeSimple() {
    const button = document.getElementById('mode-simple');
    const show = () => {
        button.setAttribute('aria-pressed', String(isModeSimple()));
    };
    if (wantsModeSimple())
        useModeSimple();
    show();
    on(button, 'click', () => {
        keepModeSimple(!isModeSimple());
        if (isModeSimple()) {
            window.location.reload();
            return;
        }
        useModeSimple();
        show();
    });
}
