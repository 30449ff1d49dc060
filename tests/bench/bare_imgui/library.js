addToLibrary({
    bare_js_gl_start__deps: ['$GL'],
    bare_js_gl_start: () => {
        const context = GL.createContext(document.getElementById('canvas'),
            { majorVersion: 2, alpha: false, depth: false, stencil: false, antialias: false });
        GL.makeContextCurrent(context);
        return context ? 1 : 0;
    },
});
