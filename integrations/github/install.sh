#!/usr/bin/env bash
# Installs adbkms out of the action's own checkout, everything that it needs in the locked versions, by hash.
set -euo pipefail

root="$(dirname "${BASH_SOURCE[0]}")/../.."
environment="$RUNNER_TEMP/adbkms"

"$ADBKMS_PYTHON" -P -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo '::error title=adbkms::adbkms needs Python 3.11 or newer: use actions/setup-python, or set the input python.'
  exit 1
}
# -P: with -m alone Python would take a module from the checkout that is judged, such as a venv.py at its top.
"$ADBKMS_PYTHON" -P -m venv "$environment"
install=("$environment/bin/python" -P -m pip --disable-pip-version-check install --quiet --no-deps)
"${install[@]}" --require-hashes --requirement "$root/integrations/requirements.lock"
"${install[@]}" --no-build-isolation "$root"

# The command alone is put on the PATH of the steps that follow, not the environment's Python.
mkdir -p "$environment/commands"
ln -sf "$environment/bin/adbkms" "$environment/commands/adbkms"
echo "$environment/commands" >>"$GITHUB_PATH"
