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

# progress_of_ninja: copies its input and reports the [n/m] that ninja prints, and huisclos_demo.
progress_of_ninja() {
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] && progress "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    done
    return 0
}

# progress_of_lines TOTAL PATTERN: copies its input and reports how many of its lines match; more than TOTAL count for none.
progress_of_lines() {
    local line done=0
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ $line =~ $2 ]] && [ "$done" -lt "$1" ] && done=$((done + 1)) && progress "$done" "$1"
    done
    return 0
}

# progress_of_apt FROM TO: copies what apt-get says with APT::Status-Fd=1 but for its states, which it reports as parts of
# the way between the two percents: the first half is the download.
progress_of_apt() {
    local from=$1 to=$2 line states='(dl|pm)status:[^:]*:([0-9]+)' half
    while IFS= read -r line; do
        if [[ $line =~ $states ]]; then
            half=$([ "${BASH_REMATCH[1]}" = dl ] && echo 0 || echo 100)
            progress $((from + (half + BASH_REMATCH[2]) * (to - from) / 200)) 100
        else
            printf '%s\n' "$line"
        fi
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

# _prepare_step LABEL: sets log, work, reason and fifo. Whatever cannot be opened is said before the fork: a child that
# ends without opening the fifo would leave its reader waiting for ever.
_prepare_step() {
    mkdir -p "$HUISCLOS_LOGS" 2>/dev/null ||
        die "The folder $HUISCLOS_CACHE cannot be written." "Give another one in HUISCLOS_CACHE."
    log=$HUISCLOS_LOGS/$(printf '%s' "$1" | tr -cs 'A-Za-z0-9' '-').log
    { : >"$log"; } 2>/dev/null ||
        die "The log $log cannot be written." \
            "If it is root's: sudo chown -R \"\$USER\" $HUISCLOS_CACHE. Else give another folder in HUISCLOS_CACHE."
    work=$(mktemp -d 2>/dev/null) && fifo=$work/progress && mkfifo -m 600 "$fifo" 2>/dev/null ||
        die "No temporary file can be made in ${TMPDIR:-/tmp}." "Free some room there, or give another folder in TMPDIR."
    reason=$work/reason
    : >"$reason"
}

# step LABEL COMMAND...: runs it in a subshell with -e; its output goes to a log, its progress to the bar.
step() {
    local label=$1 started log work fifo reason done total rc=0
    shift
    _prepare_step "$label"
    started=$(_now)
    [ ! -t 2 ] || printf '  %-44s ...' "$label" >&2
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
    [ ! -t 2 ] || printf '\r%*s\r' 90 '' >&2
    if [ "$rc" -ne 0 ]; then
        printf '  %-44s failed after %s\n' "$label" "$(_seconds $(($(_now) - started)))" >&2
        if [ -s "$reason" ]; then
            { read -r sentence; read -r advice; } <"$reason" || true
            rm -rf "$work"
            die "$sentence" "${advice:-}"
        fi
        rm -rf "$work"
        tail -n 25 "$log" | sed 's/^/  | /' >&2
        if tail -n 25 "$log" | grep -q 'No space left on device'; then
            die "The disk is full." "Free some room, then run the same command again."
        fi
        die "The step « $label » failed." "Its whole output is in $log."
    fi
    rm -rf "$work"
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
