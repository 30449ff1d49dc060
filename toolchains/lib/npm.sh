# npm packages that tests and the build read, exactly those of tests/package-lock.json, kept in the cache and linked as
# tests/node_modules. No script of a package is run. Sourced after steps.sh.

HUISCLOS_NPM=$HUISCLOS_CACHE/npm-$(hash_of "$HUISCLOS_ROOT/tests/package-lock.json")

npm_ready() { [ -e "$HUISCLOS_NPM/complete" ] && [ "$(readlink "$HUISCLOS_ROOT/tests/node_modules")" = "$HUISCLOS_NPM/node_modules" ]; }

_install_npm_packages() {
    local work=$HUISCLOS_NPM.partial packages
    if [ ! -e "$HUISCLOS_NPM/complete" ]; then
        rm -rf "$work"
        mkdir -p "$work"
        cp "$HUISCLOS_ROOT"/tests/package.json "$HUISCLOS_ROOT"/tests/package-lock.json "$HUISCLOS_ROOT"/tests/.npmrc "$work"
        packages=$(grep -c '"integrity":' "$work/package-lock.json")
        # A line for each archive that is fetched. By itself npm waits minutes before it says that nobody answers.
        (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=http \
            --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 2>&1) |
            progress_of_lines "$packages" '^npm http .*\.tgz' ||
            fail "The npm packages could not be fetched." "Check the network and « npm config get registry », then run the same command again."
        touch "$work/complete"
        rm -rf "$HUISCLOS_NPM"
        mv "$work" "$HUISCLOS_NPM"
    fi
    if [ -e "$HUISCLOS_ROOT/tests/node_modules" ] && [ ! -L "$HUISCLOS_ROOT/tests/node_modules" ]; then
        rm -rf "$HUISCLOS_ROOT/tests/node_modules"
    fi
    ln -sfn "$HUISCLOS_NPM/node_modules" "$HUISCLOS_ROOT/tests/node_modules"
}

ensure_npm() {
    npm_ready && return
    command -v npm >/dev/null || ensure_packages npm
    need_room 300
    step "npm packages" _install_npm_packages
}
