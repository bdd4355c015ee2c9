#!/bin/sh
# See to it that system packages are there; quick and silent when they are.
#
#   scripts/packages.sh PACKAGE[:COMMAND]...
#
# A package counts as present when its COMMAND is found; one without a command is always
# installed. Uses apt-get, as root or through a sudo that asks nothing. Where that is not
# possible it says what to install and fails.
set -eu

# Administrators' commands (nft) are often not on a user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

missing=
for entry in "$@"; do
    case $entry in
        *:*) command -v "${entry#*:}" >/dev/null 2>&1 || missing="$missing ${entry%%:*}" ;;
        *) missing="$missing $entry" ;;
    esac
done
[ -n "$missing" ] || exit 0

give_up() {
    echo "$1" >&2
    echo "Install what is missing, then try again:$missing" >&2
    echo "    sudo apt-get install$missing" >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 || give_up "There is no apt-get on this machine."
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    give_up "System packages can be installed only by root."
fi

install() {
    # shellcheck disable=SC2086 # both are lists of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
        --no-install-recommends $missing </dev/null
}

echo "Installing system packages:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! install >"$log" 2>&1; then
    # The package lists may be old, or absent as in a container's image.
    $as_root apt-get update -q >>"$log" 2>&1 </dev/null || true
    if ! install >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        give_up "apt-get could not install them."
    fi
fi
