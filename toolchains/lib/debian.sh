# Packages of the host: what a build needs, installed by apt only when missing. Sourced after steps.sh.

# missing_packages GROUP...: names of packages.list that are not installed (groups: build, test, npm).
missing_packages() {
    local wanted installed
    wanted=$(for group in "$@"; do
        awk -v group="$group" '$1 == group { for (i = 2; i <= NF; i++) print $i }' "$HUISCLOS_TOOLCHAINS/packages.list"
    done | sort -u)
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | awk '$1 == "installed" { print $2 }' | sort -u)
    comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

_apt() {
    if [ "$(id -u)" -eq 0 ]; then DEBIAN_FRONTEND=noninteractive "$@"; else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

# Errors of the network are only warnings for update: ask for an error. It ends nothing by itself: an archive of the
# machine that Debian's packages do not come from may be away, and what is needed may be there already.
_install_packages() {
    local is_reached=yes
    _apt apt-get -q -o APT::Update::Error-Mode=any update || is_reached=
    progress 15 100
    _apt apt-get -q -o APT::Status-Fd=1 install -y --no-install-recommends "$@" | progress_of_apt 15 100 ||
        if [ -z "$is_reached" ]; then
            fail "The Debian archive of this machine cannot be reached." \
                "Check the network and /etc/apt/sources.list, or install by hand: $*"
        else
            fail "Some Debian packages could not be installed." "Try it by hand: apt-get install $*"
        fi
}

# ensure_packages GROUP...
ensure_packages() {
    local missing
    command -v dpkg-query >/dev/null ||
        die "This is not a Debian system (no dpkg)." "Debian 12 or later is needed, on the machine or in a container."
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "${missing// /}" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            die "Packages are missing and neither root nor sudo is at hand." "As root: apt-get install $missing"
        sudo -v || die "Packages are missing and sudo refused." "As root: apt-get install $missing"
    fi
    # shellcheck disable=SC2086
    step "Debian packages" _install_packages $missing
}
