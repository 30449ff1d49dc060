# The folder in which toolchains/run keeps what is its own: where it is, the port that belongs to it, the link of a store in
# which no council was founded yet. Sourced after steps.sh.
#
# Addresses of the store and links hold the port of the start that made them, and the page reaches its own origin alone: what
# was made on one port opens on no other. DATA/port is that of the first start, DATA/demonstration that of the council.

# open_data DIR: sets data; empty means the usual folder. Checked before the build, which is long; the server checks again.
open_data() {
    local free
    data=$1
    if [ -z "$data" ]; then
        [ -n "${XDG_DATA_HOME:-}${HOME:-}" ] || die "HOME is not set: there is no folder to keep what is stored." \
            "Give one: toolchains/run --data DIR"
        data=${XDG_DATA_HOME:-${HOME:-}/.local/share}/huisclos
    fi
    (umask 077 && mkdir -p "$data") 2>/dev/null && [ -w "$data" ] ||
        die "The folder $data cannot be written." "Give another one: toolchains/run --data DIR"
    data=$(cd "$data" && pwd)
    free=$(df -Pm "$data" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge 50 ] || die "Only $free MB are free below $data and 50 MB are needed." \
        "Free some room, or give a folder of another disk: toolchains/run --data DIR"
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# typed_with_port PORT: the command as it was typed (typed=WORD...), but for its port.
typed_with_port() {
    local word is_value=
    printf 'toolchains/run --port %s' "$1"
    for word in "${typed[@]}"; do
        case $is_value$word in
            --port) is_value=yes- ;;
            yes-* | --port=*) is_value= ;;
            *) printf ' %q' "$word" ;;
        esac
    done
}

# choose_port WANTED EMPTY: sets port. WANTED and EMPTY are what --port and --empty said, or nothing.
choose_port() {
    local own other
    own=$(cat "$data/port" 2>/dev/null || true)
    [ -n "$2" ] || own=$(cat "$data/demonstration" 2>/dev/null || echo "$own")
    port=${1:-${own:-8080}}
    { [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$((10#$port))" -ge 1 ] && [ "$((10#$port))" -le 65535 ]; } ||
        die "« $port » is no port." "Give a number from 1 to 65535."
    port=$((10#$port))
    other=$((port < 65535 ? port + 1 : port - 1))
    if [ -z "$2" ] && [ -e "$data/demonstration" ]; then
        [ "$port" = "$own" ] || die "The demonstration council of $data opens on port $own only." \
            "Start it without --port, or make another one: toolchains/run --port $port --data DIR"
        port_is_free "$port" || die "Port $port is taken, and the demonstration council of $data opens on no other." \
            "Stop what listens there, or make another council: toolchains/run --port $other --data DIR"
    fi
    port_is_free "$port" || die "Port $port is taken." "Choose another: $(typed_with_port "$other")"
    [ -z "$own" ] || [ "$port" = "$own" ] ||
        say "  note: what was made in $data on port $own opens on that port only; for another port: --data DIR."
}

# founding_link STUB ADDRESS: prints the link of an empty store on the running server. DATA/empty-store keeps the last one, for
# this user only, until something lies in its tree: the server knows no token by itself.
founding_link() (
    umask 077
    local stub=$1 address=$2 kept tree id link said
    kept=$(cat "$data/empty-store" 2>/dev/null || true)
    read -r id tree link <<<"$kept" || true
    if [ "${link%%#*}" = "$address" ] && [ -z "$(find "$data/store/trees/$tree" -type f -print -quit 2>/dev/null)" ] &&
        "$stub" token list --data "$data/store" | awk -v id="$id" -v tree="$tree" \
            '$1 == id && $3 == tree && !/ expired$/ { found = 1 } END { exit !found }'; then
        printf '%s\n' "$link"
        exit 0
    fi
    # What is no secret is said beside the link: « ID tree TREE … ».
    link=$("$stub" token new --data "$data/store" --link --url "$address" 2>"$data/empty-store") ||
        die "No token can be made in $data/store." "Give another folder: toolchains/run --data DIR"
    said=$(cat "$data/empty-store")
    read -r id _ tree _ <<<"$said"
    printf '%s %s %s\n' "$id" "$tree" "$link" >"$data/empty-store"
    printf '%s\n' "$link"
)
