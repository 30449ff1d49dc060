# The third-party libraries, built once for each target into the cache. Sourced after sources.sh and emscripten.sh.

# _build_libraries DESTINATION CMAKE_ARGUMENT...
_build_libraries() {
    local destination=$1 folder
    shift
    folder=$destination.partial
    rm -rf "$folder" "$destination"
    cmake -G Ninja -S "$HUISCLOS_TOOLCHAINS/third_party" -B "$folder/build" -DCMAKE_BUILD_TYPE=Release \
        -DHUISCLOS_SOURCES="$HUISCLOS_SOURCES" -DCMAKE_INSTALL_PREFIX="$folder/installed" "$@"
    cmake --build "$folder/build" --target install | progress_of_ninja
    # Header-only libraries of the host, without the rest of /usr/include.
    mkdir -p "$folder/installed/include/headers"
    ln -s /usr/include/boost /usr/include/nlohmann "$folder/installed/include/headers/"
    mv "$folder/installed" "$destination"
    rm -rf "$folder"
}

native_libraries_ready() { [ -e "$HUISCLOS_NATIVE_LIBS/lib/libsodium.a" ]; }

# Also false when the compiler is another than the one that built them.
wasm_libraries_ready() {
    [ -e "$HUISCLOS_WASM_LIBS/lib/libsodium.a" ] &&
        cmp -s "$HUISCLOS_WASM_LIBS/compiler-version" "$HUISCLOS_PREFIX/version"
}

# Both libraries must compute the same: third_party/check.c prints what each algorithm makes.
_compare_libraries() {
    local check=$HUISCLOS_TOOLCHAINS/third_party/check.c work=$HUISCLOS_WASM_LIBS/check
    mkdir -p "$work"
    cc -w -DSODIUM_STATIC "$check" -I"$HUISCLOS_NATIVE_LIBS/include/sodium" "$HUISCLOS_NATIVE_LIBS/lib/libsodium.a" \
        -lpthread -o "$work/native"
    "$HUISCLOS_PREFIX/emscripten/emcc" -w -O1 -msimd128 -fno-exceptions -DSODIUM_STATIC "$check" \
        -I"$HUISCLOS_WASM_LIBS/include/sodium" "$HUISCLOS_WASM_LIBS/lib/libsodium.a" \
        -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH -o "$work/wasm.cjs"
    "$work/native" >"$work/native.txt"
    "$(node_program "$HUISCLOS_PREFIX")" "$work/wasm.cjs" >"$work/wasm.txt"
    cmp "$work/native.txt" "$work/wasm.txt" || {
        diff "$work/native.txt" "$work/wasm.txt" || true
        fail "libsodium built for WebAssembly does not compute what the native one does." \
            "Do not use it: report the difference shown in $HUISCLOS_LOGS."
    }
}

_build_wasm_libraries() {
    _build_libraries "$HUISCLOS_WASM_LIBS" -DCMAKE_TOOLCHAIN_FILE="$HUISCLOS_TOOLCHAINS/emscripten.cmake"
    _compare_libraries
    cp "$HUISCLOS_PREFIX/version" "$HUISCLOS_WASM_LIBS/compiler-version"
}

ensure_native_libraries() {
    native_libraries_ready || { need_room 300; step "Third-party libraries, native" _build_libraries "$HUISCLOS_NATIVE_LIBS"; }
}

ensure_wasm_libraries() {
    wasm_libraries_ready || { need_room 300; step "Third-party libraries, WebAssembly" _build_wasm_libraries; }
}
