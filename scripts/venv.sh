#!/bin/sh
# Make a virtual environment in FOLDER with the first Python >= 3.11 that is found.
#
#   scripts/venv.sh FOLDER
#
# PYTHON names another interpreter. On Debian, `python3 -m venv` is a package of its own
# (python3-venv); it is installed where that is allowed, else this says what to install.
set -eu

folder=$1
here=$(dirname "$0")

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in ${PYTHON:-python3 python3.11 python3.12 python3.13 /usr/bin/python3}; do
    if fits "$candidate"; then
        # The interpreter itself, not a version manager's shim in front of it.
        python=$("$candidate" -c 'import sys; print(sys.executable)')
        break
    fi
done
if [ -z "$python" ]; then
    echo "No Python 3.11 or newer was found. Install one (Debian: apt install python3)" >&2
    echo "or name it: make ... PYTHON=/path/to/python3" >&2
    exit 1
fi

if ! "$python" -c 'import venv; from ensurepip import bootstrap' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    "$here/packages.sh" "$version-venv"
fi
rm -rf "$folder"
"$python" -m venv "$folder"
