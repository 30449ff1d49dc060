# The demonstration council of a data folder. Sourced after steps.sh.
#
# DATA/demonstration says that it was made. DATA/token is there while it is being made, and afterwards no more: it opens
# its store for reading and writing, and is a file because the words of a command can be seen by every user.
# Councils that were founded have trees of random names beside its own, with their own tokens: nothing here touches them.

_demonstration_tree=demonstration

# take_half_made_demonstration_away DATA STUB: what a making that did not end has left, and nothing else.
take_half_made_demonstration_away() {
    local data=$1 stub=$2 tokens id
    [ -e "$data/token" ] || return 0
    if [ -d "$data/store" ]; then
        # The lock that a server of this folder holds: it knows its trees by heart.
        exec {lock}>>"$data/store/lock"
        flock -n "$lock" || die "Another process serves $data." "Stop it, or give another folder: toolchains/run --data DIR"
        rm -rf "$data/store/trees/$_demonstration_tree"
        tokens=$("$stub" token list --data "$data/store") ||
            die "The tokens in $data/store cannot be listed." "Give another folder: toolchains/run --data DIR"
        for id in $(awk -v tree="$_demonstration_tree" '$2 == "tree" && $3 == tree { print $1 }' <<<"$tokens"); do
            "$stub" token revoke "$id" --data "$data/store" >/dev/null ||
                die "The token $id in $data/store cannot be revoked." "Give another folder: toolchains/run --data DIR"
        done
        exec {lock}>&-
    fi
    # The token last: while it is there, the next start comes back to the rest.
    rm -f "$data/accounts.txt" "$data/token"
}

# make_demonstration DATA STUB DEMO ADDRESS: a step, on a store that is served at that address.
make_demonstration() {
    local data=$1 stub=$2 demo=$3 address=$4
    "$stub" token new --data "$data/store" --tree "$_demonstration_tree" >"$data/token"
    "$demo" --store "${address}store/$_demonstration_tree/" --token-file "$data/token" --bundle "$address" --out "$data" |
        progress_of_ninja ||
        fail "The demonstration council could not be made." "Try again with another folder: toolchains/run --data DIR"
    [ -s "$data/accounts.txt" ] || fail "The demonstration's maker wrote no accounts." "Run toolchains/test native."
    chmod 600 "$data/accounts.txt"
}
