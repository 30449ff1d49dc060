# Node for tools and tests: the host's from 20.19 on, else the private compiler's. Sourced after paths.sh.

_node_is_recent() {
    local version major minor
    version=$("$1" --version 2>/dev/null) || return 1
    version=${version#v}
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    [ "$major" -gt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -ge 19 ]; }
}

# node_program PREFIX: the path of a Node that is recent enough.
node_program() {
    local host
    if host=$(command -v node) && _node_is_recent "$host"; then
        printf '%s\n' "$host"
    else
        printf '%s\n' "$1/usr/bin/node"
    fi
}
