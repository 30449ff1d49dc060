# The compiler to WebAssembly: an emcc of version 5 or later that is on the PATH, else a private copy of Debian's,
# unpacked without root. Sourced after private_apt.sh. $HUISCLOS_PREFIX/emscripten is where em++ is, in both cases.

_host_emcc() {
    local emcc version
    emcc=$(command -v emcc) || return 1
    version=$("$emcc" -dumpversion 2>/dev/null | head -n 1) || return 1
    [ "${version%%.*}" -ge 5 ] 2>/dev/null || return 1
    dirname "$(readlink -f "$emcc")"
}

compiler_ready() { [ -e "$HUISCLOS_PREFIX/complete" ] && [ -e "$HUISCLOS_PREFIX/emscripten/em++" ]; }

_download_compiler() {
    local work=$HUISCLOS_PREFIX.partial
    rm -rf "$work"
    mkdir -p "$work"
    private_apt_open "$work/apt"
    progress 10 100
    private_apt_get 10 100 install -y --download-only emscripten ||
        fail "The compiler could not be downloaded." "Check the network, then run the same command again."
}

_unpack_compiler() {
    local work=$HUISCLOS_PREFIX.partial package index=0 packages got wanted
    packages=("$work"/apt/cache/archives/*.deb)
    for package in "${packages[@]}"; do
        dpkg -x "$package" "$work"
        index=$((index + 1))
        progress $index $((${#packages[@]} + 15))
    done
    echo "sha256-$(sha256sum "$work"/apt/cache/archives/emscripten_*.deb | cut -d ' ' -f 1)" >"$work/package-hash"
    rm -rf "$work/apt" "$work/usr/share/doc" "$work/usr/share/man" "$work/usr/share/locale" "$work/var"
    _relocate_compiler "$work" "$HUISCLOS_PREFIX"
    got=$(tr -d '"' <"$work/usr/share/emscripten/emscripten-version.txt")
    got=${got%%-*}
    wanted=$(locked compiler emscripten)
    [ "$got" = "$wanted" ] || echo "emscripten $got instead of $wanted" >"$work/different"
    echo "$got" >"$work/version"
    ln -s usr/share/emscripten "$work/emscripten"
    rm -rf "$HUISCLOS_PREFIX"
    mv "$work" "$HUISCLOS_PREFIX"
}

# _relocate_compiler WHERE FINAL: programs of a newer Debian use the C library that came with them.
_relocate_compiler() {
    local where=$1 final=$2 libraries loader llvm program
    libraries=usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
    loader=$(cd "$where/$libraries" && ls ld-linux*.so.* ld-*.so.* 2>/dev/null | head -n 1)
    llvm=$(cd "$where/usr/lib" && ls -d llvm-* | sort -V | tail -n 1)
    local rpath=$final/$libraries:$final/usr/lib/$llvm/lib
    for program in "$where/usr/lib/$llvm/bin"/* "$where"/usr/bin/wasm-* "$where/usr/bin/node"; do
        [ -f "$program" ] && [ ! -L "$program" ] && [ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || continue
        # A static program has no interpreter to change.
        patchelf --print-interpreter "$program" >/dev/null 2>&1 || continue
        patchelf --set-interpreter "$final/$libraries/$loader" --force-rpath --set-rpath "$rpath" "$program"
    done
    # The libraries that these load, with the same path; the C library itself is never touched.
    find "$where/$libraries" "$where/usr/lib/$llvm/lib" -maxdepth 1 -type f -name '*.so*' |
        grep -vE '/(ld-|libc\.so|libm\.so|libmvec|libpthread|libdl|librt|libresolv|libutil|libanl|libnss_|libthread_db|libBrokenLocale|libc_malloc|libmemusage|libpcprofile|libnsl)' |
        while read -r library; do
            patchelf --force-rpath --set-rpath "$rpath" "$library" 2>/dev/null || true
        done
    # Emscripten's JavaScript optimiser asks for acorn, which Debian's node finds by a path of the host.
    mkdir -p "$where/usr/share/emscripten/node_modules"
    ln -sfn ../../nodejs/acorn "$where/usr/share/emscripten/node_modules/acorn"
    cat >"$where/usr/share/emscripten/.emscripten" <<EOF
LLVM_ROOT = '$final/usr/lib/$llvm/bin'
BINARYEN_ROOT = '$final/usr'
NODE_JS = '$(node_program "$final")'
CACHE = '$final/system-libraries'
LLVM_ADD_VERSION = ''
CLANG_ADD_VERSION = ''
EOF
}

_link_host_compiler() {
    local root
    root=$(_host_emcc)
    rm -rf "$HUISCLOS_PREFIX"
    mkdir -p "$HUISCLOS_PREFIX"
    ln -s "$root" "$HUISCLOS_PREFIX/emscripten"
    "$root/emcc" -dumpversion | head -n 1 >"$HUISCLOS_PREFIX/version"
    # Where node_program looks for the Node that runs what the compiler makes.
    mkdir -p "$HUISCLOS_PREFIX/usr/bin"
    ln -sfn "$("$root/em-config" NODE_JS)" "$HUISCLOS_PREFIX/usr/bin/node"
}

# The first link of each kind builds the C and C++ libraries for it: better here, once, than in the first build. Those of
# web-debug are left to its own first link.
_build_system_libraries() {
    local folder kind index=0
    folder=$(mktemp -d)
    cat >"$folder/a.cpp" <<'EOF'
#include <emscripten/html5.h>
#include <cstdio>
#include <string>
int main(int argc, char** argv)
{
    std::string const name{argc > 1 ? argv[1] : "nobody"};
    std::printf("%s %p\n", name.c_str(), reinterpret_cast<void*>(emscripten_webgl_get_current_context()));
}
EOF
    for kind in "-Oz -flto -fno-exceptions" "-O1 -fwasm-exceptions"; do
        # shellcheck disable=SC2086
        "$HUISCLOS_PREFIX/emscripten/em++" $kind -msimd128 -sMAX_WEBGL_VERSION=2 -sALLOW_MEMORY_GROWTH -lGL \
            "$folder/a.cpp" -o "$folder/a.mjs"
        index=$((index + 1))
        progress $index 2
    done
    rm -rf "$folder"
    touch "$HUISCLOS_PREFIX/complete"
}

ensure_compiler() {
    if ! compiler_ready; then
        need_room 2500
        if _host_emcc >/dev/null; then
            step "Compiler to WebAssembly, from this machine" _link_host_compiler
        else
            step "Compiler to WebAssembly, download" _download_compiler
            step "Compiler to WebAssembly, unpacking" _unpack_compiler
        fi
        step "C and C++ libraries for WebAssembly" _build_system_libraries
    fi
    [ ! -e "$HUISCLOS_PREFIX/different" ] || say "  note: the suite serves $(cat "$HUISCLOS_PREFIX/different"); going on with it."
}
