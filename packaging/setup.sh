# Sourced by the other scripts here: finds Python, installs what the system lacks, fills .venv from the locks.
# Bash 3.2 (macOS) and later. Everything it says goes to stderr; the log of the last set-up is .venv/setup.log.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

# What PySide6's xcb plugin, PortAudio and libpulse load from the system, and one font.
APP_PACKAGES="libportaudio2 libpulse0 libasound2-plugins
  libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libx11-xcb1 libxkbcommon0 libxkbcommon-x11-0
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 fonts-dejavu-core"

# A screen, a sound server, a voice and a keychain for the tests.
TEST_PACKAGES="xvfb openbox picom xdotool x11-utils scrot pulseaudio pulseaudio-utils espeak-ng dbus gnome-keyring"

tell() { printf 'moneytime: %s\n' "$*" >&2; }
die() { tell "$*"; exit 2; }

# --- system packages (Debian, Ubuntu) -----------------------------------------------------------------------------

is_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

installed() {
  local name
  for name in "$1" "$1t64"; do # the name after the 64-bit time change of Ubuntu 24.04 and Debian 13
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] && return 0
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif sudo -n true 2>/dev/null; then sudo -n "$@"
  elif [ -t 0 ] && command -v sudo >/dev/null; then sudo "$@"
  else return 126
  fi
}

updated=
apt_install() {
  local log status=0
  log=$(mktemp)
  tell "installing system packages: $*"
  {
    [ -n "$updated" ] || as_root apt-get update -q
    updated=yes
    # --no-remove: on a PipeWire desktop some of the tests' packages would push others out; fail instead
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends --no-remove "$@"
  } >"$log" 2>&1 </dev/null || status=$?
  [ "$status" = 0 ] || tail -n 20 "$log" >&2
  rm -f "$log"
  [ "$status" = 0 ] || die "could not install system packages; ask an administrator to run: apt-get install $*"
}

# system_packages NAMES: installs those that are missing; asks nothing and needs no rights when none is.
system_packages() {
  local name missing=""
  is_debian || return 0
  for name in $1; do
    installed "$name" || missing="$missing $name"
  done
  # shellcheck disable=SC2086 # a list of names
  [ -z "$missing" ] || apt_install $missing
}

# --- Python -------------------------------------------------------------------------------------------------------

usable_python() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if usable_python "$name"; then command -v "$name"; return 0; fi
  done
  return 1
}

# Sets `python` to one that can make environments.
provide_python() {
  local version
  if ! python=$(find_python) && is_debian; then
    as_root apt-get update -q >/dev/null 2>&1 && updated=yes
    for version in 3.13 3.12 3.11; do
      if apt-cache show "python$version" >/dev/null 2>&1; then
        apt_install "python$version" "python$version-venv"
        break
      fi
    done
    python=$(find_python) || true
  fi
  [ -n "$python" ] || die "Python 3.11, 3.12 or 3.13 is needed. Install it (python.org, or brew install python@3.13) and start again."
  if ! "$python" -c 'import ensurepip' 2>/dev/null && is_debian; then
    apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
  fi
}

# --- .venv --------------------------------------------------------------------------------------------------------

# What an environment depends on, in one line; a different line means: install again.
fingerprint() {
  printf '%s ' "$root"
  (cd "$root" && cat pyproject.toml packaging/setup.sh "$@" | cksum)
}

is_current() { # NAME FILES...: whether .venv has what these lock files ask for
  local stamp=$venv/.set-up-$1
  shift
  [ -r "$stamp" ] && [ -x "$venv/bin/python" ] && [ "$(cat "$stamp")" = "$(fingerprint "$@")" ]
}

quietly() {
  "$@" >>"$venv/setup.log" 2>&1 </dev/null && return 0
  tail -n 15 "$venv/setup.log" | grep -ai '^ *error' >&2 || true
  die "setting up failed; the whole log is $venv/setup.log. Check the network and start again."
}

install_locked() { # pip options and lock files: exact versions, files known by their hash
  quietly "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary :all: --no-deps "$@"
}

make_venv() { # keeps one that works and was made in this very folder: a moved one's scripts call the old place
  usable_python "$venv/bin/python" && grep -qsF "$venv/bin/python" "$venv/bin/pip" && return 0
  provide_python
  rm -rf "$venv"
  "$python" -m venv "$venv" || die "could not make $venv with $python"
}

APP_FILES="packaging/lock.txt packaging/lock-build.txt packaging/weights.txt"
DEV_FILES="packaging/lock-dev.txt"

set_up_app() {
  # shellcheck disable=SC2086
  is_current app $APP_FILES && return 0
  system_packages "$APP_PACKAGES"
  make_venv
  tell "setting up $venv (only the first time, and after an update)"
  install_locked -r "$root/packaging/lock.txt" -r "$root/packaging/lock-build.txt" -r "$root/packaging/weights.txt"
  quietly "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --no-build-isolation --no-index -e "$root"
  # shellcheck disable=SC2086
  fingerprint $APP_FILES >"$venv/.set-up-app"
}

set_up_tests() {
  set_up_app
  system_packages "$TEST_PACKAGES"
  is_current dev $DEV_FILES && return 0
  tell "adding the developers' tools"
  install_locked -r "$root/packaging/lock-dev.txt"
  fingerprint $DEV_FILES >"$venv/.set-up-dev"
}

# One set-up at a time: two starts at once would fill the same folder. macOS has no flock.
one_at_a_time() {
  if command -v flock >/dev/null; then
    (flock 9 && "$@") 9>"$root/.venv.lock" || exit $?
  else
    ("$@") || exit $?
  fi
}
