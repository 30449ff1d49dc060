// The last of the page's files: gives the module its start, as the page or as a worker that serves one job.

let mirror = null;

if (typeof document === 'undefined') {
    let receiveInstance;
    let tellStarted;
    const started = new Promise((resolve) => {
        tellStarted = resolve;
    });
    Module['instantiateWasm'] = (imports, receive) => {
        receiveInstance = (module) => WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module));
        return {};
    };
    Module['onRuntimeInitialized'] = () => {
        _huisclos_start_worker();
        tellStarted();
    };
    serveJob(async (module) => {
        await receiveInstance(module);
        await started;
    });
} else {
    const boot = bootPage();
    // Refused: the module is never given an instance, so that nothing of it runs.
    Module['instantiateWasm'] = (imports, receive) => {
        boot?.module.then(async (module) => {
            compiledModule = module;
            receive(await WebAssembly.instantiate(module, imports), module);
        }).catch(boot.failed);
        return {};
    };
    Module['onRuntimeInitialized'] = () => {
        startPage(boot).catch(boot.failed);
    };
    Module['onAbort'] = () => showFatal(new Error('abort'));
}
