# Sources of the third-party libraries, from the suite that versions.lock names. Sourced after private_apt.sh.

sources_ready() { [ -e "$HUISCLOS_SOURCES/complete" ]; }

_fetch_sources() {
    local work=$HUISCLOS_SOURCES.partial name wanted got dsc index=0 names=()
    rm -rf "$work"
    mkdir -p "$work/download"
    while read -r _ name _; do names+=("$name"); done < <(locked_lines source)
    private_apt_open "$work/apt"
    progress 20 100
    cd "$work/download"
    apt-get -q source --download-only "${names[@]}" ||
        fail "The third-party sources could not be downloaded." "Check the network, then run the same command again."
    progress 60 100
    for name in "${names[@]}"; do
        dsc=$(ls "$name"_*.dsc)
        dpkg-source --no-check -x "$dsc" "$work/$name"
        got=$(awk '$1 == "Version:" { print $2; exit }' "$dsc")
        wanted=$(locked source "$name")
        # Upstream's version, without Debian's epoch, repack mark and revision.
        got=$(printf '%s' "$got" | sed 's/^[0-9]*://; s/-[^-]*$//; s/[+~].*$//')
        [ "$got" = "$wanted" ] || printf '%s %s instead of %s\n' "$name" "$got" "$wanted" >>"$work/different"
        # One line for the components list: name, version, SHA-256 of upstream's archive.
        awk -v name="$name" -v version="$got" '/^Checksums-Sha256:/ { on = 1; next } /^[^ ]/ { on = 0 }
            on && $3 ~ /\.orig\.tar\./ { print name, version, $1 }' "$dsc" >>"$work/components"
        index=$((index + 1))
        progress $((60 + index * 40 / ${#names[@]})) 100
    done
    cd /
    rm -rf "$work/download" "$work/apt"
    touch "$work/complete"
    rm -rf "$HUISCLOS_SOURCES"
    mv "$work" "$HUISCLOS_SOURCES"
}

ensure_sources() {
    sources_ready || { need_room 400; step "Third-party sources" _fetch_sources; }
    [ ! -e "$HUISCLOS_SOURCES/different" ] ||
        say "  note: the suite serves $(paste -sd ',' "$HUISCLOS_SOURCES/different" | sed 's/,/, /g'); going on with it."
}
