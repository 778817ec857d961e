#!/bin/sh
# Makes .venv and installs the named hash-locked requirements, unless the same ones are installed already.
set -eu
python=${PYTHON:-python3.11}
command -v "$python" >/dev/null 2>&1 || python=python3
"$python" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null || {
  echo "pocplan needs Python 3.11 or newer; install it, or name it with PYTHON=/path/to/python3.11." >&2
  exit 2
}
wanted=$(cat "$@" | cksum)
stamp=.venv/installed-$#
[ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0
if [ ! -x .venv/bin/python ]; then
  "$python" -c 'import ensurepip' 2>/dev/null || {
    echo "This Python cannot make virtual environments; install its venv package (on Debian: python3.11-venv)." >&2
    exit 2
  }
  "$python" -m venv .venv
fi
echo "Installing the locked requirements (once, and when they change) ..."
set -- $(for file in "$@"; do printf -- '-r %s ' "$file"; done)
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes "$@"
printf '%s\n' "$wanted" > ".venv/installed-$(($# / 2))"
