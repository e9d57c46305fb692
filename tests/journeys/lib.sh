# Sourced by every *.test.sh: a real hub on loopback and real kiosks, in a folder that goes away. Whatever was started
# here is ended here, by its process. LINLI_BIN and LINLI_SOURCE come from ctest.
set -euo pipefail
bin=${LINLI_BIN:?}
source=${LINLI_SOURCE:?}
journeys=$source/tests/journeys
work=$(mktemp -d)
export LINLI_NOW=${LINLI_NOW:-2026-11-21T10:42:00Z}  # a Saturday, 18:42 at the sample station
content=$source/assets/sample
hub_pid= kiosk_pid= url=

finish() {
    local code=$?
    trap - EXIT
    for pid in $kiosk_pid $hub_pid; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
    done
    if [ $code -ne 0 ] && [ -s "$work/hub.log" ]; then
        echo "--- the hub's log:" >&2
        tail -n 20 "$work/hub.log" >&2
    fi
    rm -rf "$work"
    exit $code
}
trap finish EXIT

fail() {
    echo "$0: $*" >&2
    exit 1
}

hub() { "$bin/linli-hub" --data "$work/hub" "$@"; }

# start_hub [PORT]: the same port again after a restart, so that the kiosks find it.
start_hub() {
    : >"$work/hub.out"
    "$bin/linli-hub" --data "$work/hub" serve --listen "127.0.0.1:${1:-0}" --now "$LINLI_NOW" \
        >"$work/hub.out" 2>>"$work/hub.log" &
    hub_pid=$!
    for _ in $(seq 200); do
        url=$(sed -n 's/^listening on //p' "$work/hub.out")
        [ -z "$url" ] || return 0
        kill -0 "$hub_pid" 2>/dev/null || fail "the hub ended at its start"
        sleep 0.05
    done
    fail "the hub does not say that it listens"
}
hub_port() { url=${url%/}; echo "${url##*:}"; }
stop_hub() {
    kill "$hub_pid"
    wait "$hub_pid" || true
    hub_pid=
}
kill_hub() {
    kill -KILL "$hub_pid"
    wait "$hub_pid" 2>/dev/null || true
    hub_pid=
}
load() { hub load --now "$LINLI_NOW" "$@" >/dev/null; }
# A whole hub with the sample content.
open_hub() {
    mkdir -p "$work/hub"
    load "$content"
    start_hub
}
code_for() { hub enrol --now "$LINLI_NOW" --station "$1" "${@:2}" | tail -n 1; }

# begin_kiosk NAME: one beside the script, its process in kiosk_pid, that reads its steps from stdin.
begin_kiosk() {
    "$bin/linli-kiosk" --data "$work/$1" --hub "$url" --headless --size 1080x1920 --now "$LINLI_NOW" --script - \
        --vars "$work/vars" >"$work/$1.out" 2>>"$work/$1.log" <&0 &
    kiosk_pid=$!
}

# kiosk NAME JOURNEY [OPTION...]: plays the journey on that kiosk; variables go from one journey to the next.
kiosk() {
    local name=$1 journey=$2
    shift 2
    mkdir -p "$work/$name" "$work/shots"
    "$bin/linli-kiosk" --data "$work/$name" --hub "$url" --headless --size "${size:-1080x1920}" --now "$LINLI_NOW" \
        --script "$journey" --vars "$work/vars" --shots "${shots:-$work/shots}" "$@" 2>>"$work/$name.log" ||
        { local code=$?; tail -n 5 "$work/$name.log" >&2; return $code; }
}
# steps NAME [OPTION...]: the same with the steps on stdin.
steps() {
    local name=$1
    shift
    cat >"$work/steps.journey"
    kiosk "$name" "$work/steps.journey" "$@"
}
# A kiosk of that station, enrolled.
enrolled() {
    local name=$1 station=$2
    steps "$name" --enrol "$(code_for "$station")" <<<"wait synced 30s"
}

staff_password="correct horse 1"
add_staff() { printf '%s\n' "$staff_password" | hub staff add "$1" --role "$2" --community "${3:-qinghe}" >/dev/null; }
# console LOGIN ACTION [ARGUMENT...]: a member of staff, in a real browser.
console() {
    local login=$1
    shift
    node "$source/tests/e2e/console_cli.mjs" --hub "$url" --login "$login" --password "$staff_password" "$@"
}
