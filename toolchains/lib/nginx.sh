# Debian's nginx, which toolchains/bench compares with: the one of this machine, else its program alone, unpacked into the cache.
# It is not installed: its package would start a service on port 80. Sourced after steps.sh and debian.sh.

HUISCLOS_NGINX=$(command -v nginx || { [ ! -x /usr/sbin/nginx ] || echo /usr/sbin/nginx; })
HUISCLOS_NGINX=${HUISCLOS_NGINX:-$HUISCLOS_CACHE/nginx/usr/sbin/nginx}

_unpack_nginx() {
    local work=$HUISCLOS_CACHE/nginx.partial
    rm -rf "$work"
    mkdir -p "$work"
    cd "$work"
    apt-get -q download nginx || { _apt apt-get -q update && apt-get -q download nginx; } ||
        fail "Debian's nginx, to compare with, could not be downloaded." "Check the network, or install nginx by hand."
    progress 1 2
    dpkg -x nginx_*.deb "$work"
    "$work/usr/sbin/nginx" -v ||
        fail "Debian's nginx does not run without its other packages on this machine." "Install nginx by hand."
    rm -rf "$HUISCLOS_CACHE/nginx"
    mv "$work" "$HUISCLOS_CACHE/nginx"
}

ensure_nginx() { [ -x "$HUISCLOS_NGINX" ] || { need_room 50; step "nginx, to compare with" _unpack_nginx; }; }
