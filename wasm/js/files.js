// Files that a person saves or opens. The page reads what was chosen and gives it to the module, which says what it is.

// Larger than any draft: not even read.
const largestFile = 1 << 20;

function saveFile(name, bytes) {
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The browser may read it a moment later.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function chooseFile() {
    document.getElementById('file').click();
}

function tellFile(bytes) {
    enter(() => {
        lend(bytes, (pointer, length) => _huisclos_file(pointer, length));
        poke(3);
    });
}

function watchFiles() {
    const input = document.getElementById('file');
    if (input === null)
        return;
    on(input, 'change', () => {
        const file = input.files[0];
        input.value = '';
        if (file === undefined)
            return;
        // What is too large or cannot be read is told as nothing: no draft either.
        const read = file.size > largestFile ? Promise.resolve(noBytes) : file.arrayBuffer().then((buffer) => new Uint8Array(buffer));
        read.then(tellFile, () => tellFile(noBytes));
    });
}
