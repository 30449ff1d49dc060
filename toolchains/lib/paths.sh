# Where things are: sourced by every script of toolchains/, and run by CMake (`bash paths.sh` prints the folders).
#
# Everything fetched or built once lives outside the checkout, each part in a folder named by a hash of its recipe,
# so that a change of recipe makes a new folder and a fresh clone on the same machine finds the old one.

HUISCLOS_TOOLCHAINS=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HUISCLOS_ROOT=$(dirname "$HUISCLOS_TOOLCHAINS")
if [ -z "${HUISCLOS_CACHE:-}${XDG_CACHE_HOME:-}${HOME:-}" ]; then
    printf '\nerror: HOME is not set: there is no folder to keep the compiler and libraries in.\n       %s\n' \
        "Give one in HUISCLOS_CACHE." >&2
    exit 1
fi
HUISCLOS_CACHE=${HUISCLOS_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/huisclos}

# hash_of FILE...: twelve hexadecimal digits that change when any of the files does.
hash_of() { cat "$@" | sha256sum | cut -c1-12; }

# locked KIND NAME: the version that versions.lock names.
locked() { awk -v kind="$1" -v name="$2" '$1 == kind && $2 == name { print $3 }' "$HUISCLOS_TOOLCHAINS/versions.lock"; }

# locked_lines KIND...: the lines of those kinds, without comments.
locked_lines() {
    local kind
    for kind in "$@"; do awk -v kind="$kind" '$1 == kind' "$HUISCLOS_TOOLCHAINS/versions.lock"; done
}

_machine=$(uname -m)
_prefix_hash=$( (locked_lines suite compiler; cat "$HUISCLOS_TOOLCHAINS/lib/emscripten.sh" 2>/dev/null) | hash_of -)
_sources_hash=$(locked_lines suite source | hash_of -)
_libs_hash=$( (echo "$_sources_hash"; cat "$HUISCLOS_TOOLCHAINS"/third_party/*) | hash_of -)
_wasm_hash=$( (echo "$_libs_hash $_prefix_hash") | hash_of -)

HUISCLOS_PREFIX=$HUISCLOS_CACHE/compiler-$_machine-$_prefix_hash
HUISCLOS_SOURCES=$HUISCLOS_CACHE/sources-$_sources_hash
HUISCLOS_NATIVE_LIBS=$HUISCLOS_CACHE/native-$_machine-$_libs_hash
HUISCLOS_WASM_LIBS=$HUISCLOS_CACHE/wasm-$_wasm_hash

# Run, not sourced: a CMake list.
if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    printf '%s;%s;%s;%s' "$HUISCLOS_PREFIX" "$HUISCLOS_SOURCES" "$HUISCLOS_NATIVE_LIBS" "$HUISCLOS_WASM_LIBS"
fi
