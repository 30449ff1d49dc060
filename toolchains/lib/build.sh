# Building by preset. Sourced after steps.sh.

# _build_preset PRESET TARGET...: configures when needed, builds with progress.
_build_preset() {
    local preset=$1
    shift
    cd "$HUISCLOS_ROOT"
    cmake --preset "$preset"
    cmake --build "build/$preset" ${HUISCLOS_JOBS:+-j "$HUISCLOS_JOBS"} --target "$@" | progress_of_ninja
}

has_demo() { compgen -G "$HUISCLOS_ROOT/toolchains/demo/*.cpp" >/dev/null; }

build_native() {
    local targets=(server-stub)
    ! has_demo || targets+=(huisclos_demo)
    step "Native programs" _build_preset native-release "${targets[@]}"
}

# HUISCLOS_CONNECT: a list (;) of origins of stores other than the page's own, for this build alone.
_build_bundle() {
    (cd "$HUISCLOS_ROOT" && cmake --preset web-release -DHUISCLOS_CONNECT="${HUISCLOS_CONNECT:-}") >/dev/null
    _build_preset web-release bundle
}
build_web() { step "Web bundle" _build_bundle; }
