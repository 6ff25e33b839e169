# Sourced by check and test: runs every step even when one fails, and names the failed ones at the end.

# tests that pytest has rewritten once are kept for the next run, beside the environment
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$venv/compiled

failed=""

step() {
  printf '== %s\n' "${*#"$venv/bin/"}"
  "$@" || failed="$failed
  ${*#"$venv/bin/"}"
}

static_checks() {
  step "$venv/bin/ruff" format --check
  step "$venv/bin/ruff" check
  step "$venv/bin/mypy"
  step "$venv/bin/lint-imports" --no-logo
}

tests() { # MARKERS [PYTEST ARGUMENTS...]: on every core
  step "$venv/bin/python" -m pytest -q -n auto --dist worksteal -m "$@"
}

finish() {
  [ -z "$failed" ] && exit 0
  printf 'failed:%s\n' "$failed"
  exit 1
}
