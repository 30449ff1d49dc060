// The last screen: something broke that the program cannot repair. It says so in plain words, holds no content, and
// leaves nothing running. What was saved is already on the disk.

let ended = false;

function isEnded() {
    return ended;
}

function showPanel(id) {
    for (const panel of document.querySelectorAll('[data-panel]'))
        panel.hidden = panel.id !== id;
    document.getElementById('portes').hidden = true;
    const stage = document.getElementById('stage');
    stage.inert = true;
    stage.hidden = true;
}

function showFatal(error) {
    if (ended)
        return;
    ended = true;
    stopDrawing();
    removeAllListeners();
    endWorkers();
    mirror?.clear();
    silence();
    // Hidden is not gone: a kit, its code, a passphrase being typed.
    leaveForms();
    // The reason is for whoever looks at the console; it is a name, never a message, which could hold content.
    console.error('huisclos: stopped', error && error.name ? error.name : 'unknown');
    showPanel('panel-fatal');
    const reload = document.getElementById('fatal-reload');
    reload.addEventListener('click', () => window.location.reload());
    document.getElementById('panel-fatal').focus();
}
