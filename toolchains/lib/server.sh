# The storage server of toolchains/run, from its start to its end. Sourced after steps.sh; the caller sets stub, data,
# port and bundle.

server=
stop_server() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; }
trap 'stop_server; _stop_step' INT TERM
trap stop_server EXIT

# start_server ARGUMENT...: waits until it listens, and sets address; what it prints goes to $data/server.log.
start_server() {
    : >"$data/server.log"
    "$stub" run --data "$data/store" --port "$port" --www "$bundle" "$@" >"$data/server.log" 2>&1 &
    server=$!
    until grep -q '^listening on ' "$data/server.log"; do
        kill -0 "$server" 2>/dev/null || { server=; die "$(tail -n 1 "$data/server.log")" "Its whole output is in $data/server.log."; }
        sleep 0.05
    done
    address=$(sed -n 's/^listening on //p' "$data/server.log")
    # Of the first start (lib/data.sh).
    [ -s "$data/port" ] || echo "$port" >"$data/port"
}

# serve_until_stopped: Ctrl+C ends it well; a server that ends by itself is an error, whatever it says.
serve_until_stopped() {
    local code=0
    trap 'stop_server; exit 0' INT TERM
    wait "$server" || code=$?
    server=
    die "The server ended by itself, with exit code $code: nothing is served any more." \
        "Its whole output is in $data/server.log. What it stored stays in $data; to go on: $(typed_with_port "$port")"
}
