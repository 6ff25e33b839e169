# Sourced by screenshots and film, after setup.sh: a screen and a home of their own, so that a picture depends on nothing else.

on_a_screen() { # COMMAND...
  local screen display home xvfb status=0
  exec {screen}< <(exec Xvfb -displayfd 1 -screen 0 1400x1000x24 -nolisten tcp 2>/dev/null)
  xvfb=$!
  read -r -u "$screen" display
  home=$(mktemp -d)
  DISPLAY=:$display QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 TZ=Europe/Paris MONEYTIME_HOME=$home HOME=$home \
    PULSE_SERVER=unix:$home/none PYTHONPATH=$root "$@" || status=$?
  kill "$xvfb" 2>/dev/null || true
  rm -rf "$home"
  return "$status"
}
