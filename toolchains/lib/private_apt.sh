# An apt of our own, apart from the host's: another suite, no root, nothing of the host changed; signatures and hashes
# are checked by apt as always. Sourced after steps.sh; every function runs inside a step.

# The archive's address: HUISCLOS_DEBIAN_ARCHIVE, else the one that the host's own apt uses for its release.
debian_archive() {
    if [ -n "${HUISCLOS_DEBIAN_ARCHIVE:-}" ]; then
        printf '%s\n' "$HUISCLOS_DEBIAN_ARCHIVE"
        return
    fi
    local codename
    codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
        awk -v codename="$codename" '$3 == "main" { if ($2 == codename) { print $1; found = 1; exit } if (!first) first = $1 }
            END { if (!found && first) print first }'
}

# private_apt_open FOLDER: makes it there and reads the suite's lists, once a call.
private_apt_open() {
    local folder=$1 archive suite keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    archive=$(debian_archive)
    suite=$(locked suite debian)
    [ -n "$archive" ] || fail "This machine's apt names no Debian archive." \
        "Give its address in HUISCLOS_DEBIAN_ARCHIVE, for example the one of your nearest mirror."
    [ -e "$keyring" ] || fail "Debian's archive keyring is missing." "As root: apt-get install debian-archive-keyring"
    mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
    : >"$folder/state/status"
    printf '%s [signed-by=%s] %s %s main\n' deb "$keyring" "$archive" "$suite" deb-src "$keyring" "$archive" "$suite" \
        >"$folder/sources.list"
    # Dir::Etc::parts stays the host's: it may hold what its mirror needs.
    cat >"$folder/apt.conf" <<EOF
Dir::State "$folder/state";
Dir::State::status "$folder/state/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "-";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
EOF
    export APT_CONFIG=$folder/apt.conf
    # Errors of the network are only warnings for update: ask for an error.
    apt-get -q -o APT::Update::Error-Mode=any update ||
        fail "Debian's suite « $suite » cannot be read from the archive that this machine uses." \
            "Check the network, or give another mirror in HUISCLOS_DEBIAN_ARCHIVE."
}

# private_apt_get PERCENT_FROM PERCENT_TO ARGUMENT...: apt-get with its downloads shown as progress.
private_apt_get() {
    local from=$1 to=$2 rc=0
    shift 2
    # dlstatus:<n>:<percent>:<text>
    { apt-get -q -o APT::Status-Fd=4 "$@" 4>&1 >&5 || echo "rc:$?"; } 5>&1 | while IFS=: read -r kind number percent _; do
        case $kind in
            dlstatus) progress $((from + ${percent%%.*} * (to - from) / 100)) 100 ;;
            rc) exit "$number" ;;
        esac
    done || rc=$?
    return $rc
}
