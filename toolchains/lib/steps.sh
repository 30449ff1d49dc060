# How the scripts of toolchains/ speak: one line per step with its duration, a bar for long ones on a terminal, and on
# failure one sentence with what to do. Sourced after paths.sh. A step's own output goes to a log file.

HUISCLOS_LOGS=$HUISCLOS_CACHE/logs
_step_child=

say() { printf '%s\n' "$*" >&2; }

# die SENTENCE WHAT_TO_DO
die() {
    printf '\nerror: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '       %s\n' "$2" >&2
    exit 1
}

# fail SENTENCE WHAT_TO_DO: ends the running step with its reason.
fail() {
    printf '%s\n' "$@" >"$HUISCLOS_STEP_REASON"
    exit 1
}

# progress DONE TOTAL: tells how far the running step is; does nothing outside one.
progress() { [ -z "${HUISCLOS_STEP_REASON:-}" ] || printf '%s %s\n' "$1" "$2" >&3; }

# progress_of_ninja: copies its input and reports the [n/m] that ninja prints.
progress_of_ninja() {
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] && progress "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    done
    return 0
}

_now() { local us=${EPOCHREALTIME/[.,]/}; echo $((us / 1000)); }
_seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }

_bar() {
    local label=$1 done=$2 total=$3 width=28 filled
    [ "$total" -gt 0 ] || return 0
    filled=$((done * width / total))
    printf '\r  %-44s [%-*s] %3d %%' "$label" "$width" "$(printf '%*s' "$filled" '' | tr ' ' '#')" \
        $((done * 100 / total)) >&2
}

# step LABEL COMMAND...: runs it in a subshell with -e; its output goes to a log, its progress to the bar.
step() {
    local label=$1 started log reason done total rc=0
    shift
    mkdir -p "$HUISCLOS_LOGS" 2>/dev/null ||
        die "The folder $HUISCLOS_CACHE cannot be written." "Give another one in HUISCLOS_CACHE."
    log=$HUISCLOS_LOGS/$(printf '%s' "$label" | tr -cs 'A-Za-z0-9' '-').log
    reason=$(mktemp)
    started=$(_now)
    [ ! -t 2 ] || printf '  %-44s ...' "$label" >&2
    local fifo
    fifo=$(mktemp -u)
    mkfifo -m 600 "$fifo"
    (
        set -euo pipefail
        export HUISCLOS_STEP_REASON=$reason
        "$@"
    ) >"$log" 2>&1 3>"$fifo" </dev/null &
    _step_child=$!
    while read -r done total; do
        [ ! -t 2 ] || _bar "$label" "$done" "$total"
    done <"$fifo"
    wait "$_step_child" || rc=$?
    _step_child=
    rm -f "$fifo"
    [ ! -t 2 ] || printf '\r%*s\r' 90 '' >&2
    if [ "$rc" -ne 0 ]; then
        printf '  %-44s failed after %s\n' "$label" "$(_seconds $(($(_now) - started)))" >&2
        if [ -s "$reason" ]; then
            { read -r sentence; read -r advice; } <"$reason" || true
            rm -f "$reason"
            die "$sentence" "${advice:-}"
        fi
        rm -f "$reason"
        tail -n 25 "$log" | sed 's/^/  | /' >&2
        if tail -n 25 "$log" | grep -q 'No space left on device'; then
            die "The disk is full." "Free some room, then run the same command again."
        fi
        die "The step « $label » failed." "Its whole output is in $log."
    fi
    rm -f "$reason"
    printf '  %-44s %s\n' "$label" "$(_seconds $(($(_now) - started)))" >&2
}

_stop_step() {
    [ -z "$_step_child" ] || kill "$_step_child" 2>/dev/null || true
    exit 130
}
trap _stop_step INT TERM

# need_room MEBIBYTES: the cache's file system must have that much left.
need_room() {
    local free
    mkdir -p "$HUISCLOS_CACHE" 2>/dev/null ||
        die "The folder $HUISCLOS_CACHE cannot be written." "Give another one in HUISCLOS_CACHE."
    free=$(df -Pm "$HUISCLOS_CACHE" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$1" ] ||
        die "Only $free MB are free below $HUISCLOS_CACHE and $1 MB are needed." \
            "Free some room, or give a folder of another disk in HUISCLOS_CACHE."
}
