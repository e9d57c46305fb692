# Sourced by every *.test.sh: a real hub on loopback and real kiosks, in a folder that goes away. Whatever was started
# here is ended here, by its process. LINLI_BIN and LINLI_SOURCE come from ctest.
set -euo pipefail
bin=${LINLI_BIN:?}
source=${LINLI_SOURCE:?}
journeys=$source/tests/journeys
work=$(mktemp -d)
export LINLI_NOW=${LINLI_NOW:-2026-11-21T10:42:00Z}  # a Saturday, 18:42 at the sample station
content=$source/assets/sample
hub_pid= kiosk_pid= network_pid= url=

finish() {
    local code=$?
    trap - EXIT
    for pid in $kiosk_pid $hub_pid $network_pid; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
    done
    if [ $code -ne 0 ] && [ -s "$work/hub.log" ]; then
        echo "--- the hub's log:" >&2
        tail -n 20 "$work/hub.log" >&2
    fi
    [ -z "${LINLI_OWN_MOUNTS:-}" ] || umount "$work"/*/ 2>/dev/null || true
    rm -rf "$work"
    exit $code
}
trap finish EXIT

fail() {
    echo "$0: $*" >&2
    exit 1
}

hub() { "$bin/linli-hub" --data "$work/hub" "$@"; }

# start_hub [PORT]: the same port again after a restart, so that the kiosks find it. It must not keep a kiosk's line open.
start_hub() {
    : >"$work/hub.out"
    "$bin/linli-hub" --data "$work/hub" serve --listen "127.0.0.1:${1:-0}" --now "$LINLI_NOW" \
        >"$work/hub.out" 2>>"$work/hub.log" 7>&- 8<&- &
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

# dial NAME [OPTION...]: a kiosk that stays on the line, for steps that come one by one.
dial() {
    local name=$1
    shift
    mkdir -p "$work/$name"
    rm -f "$work/to" "$work/from"
    mkfifo "$work/to" "$work/from"
    "$bin/linli-kiosk" --data "$work/$name" --hub "$url" --headless --size 1080x1920 --now "$LINLI_NOW" --script - \
        --vars "$work/vars" "$@" <"$work/to" >"$work/from" 2>>"$work/$name.log" &
    kiosk_pid=$!
    exec 7>"$work/to" 8<"$work/from"
}
# say: steps on stdin, each waited for.
say() {
    local step answer
    while read -r step; do
        echo "$step" >&7
        read -r -t 180 answer <&8 || fail "no answer to: $step"
        [ "$answer" = ok ] || fail "$step: $answer"
    done
}
hang_up() {
    exec 7>&-
    wait "$kiosk_pid" || fail "the kiosk ended badly"
    kiosk_pid=
    exec 8<&-
}

# await WORDS FILE: until they are in it.
await() {
    for _ in $(seq 600); do
        grep -q -- "$1" "$2" 2>/dev/null && return 0
        sleep 0.05
    done
    fail "no \"$1\" in $2: $(tail -n 5 "$2")"
}

# bad_network: kiosks that come now reach the hub through network.mjs.
bad_network() {
    network pass
    node "$journeys/network.mjs" "$url" "$work/network" >"$work/network.out" &
    network_pid=$!
    await '^listening on ' "$work/network.out"
    url=$(sed -n 's/^listening on //p' "$work/network.out")
}
# network MODE: what it does from the next request on.
network() {
    echo "$*" >"$work/network.new"
    mv "$work/network.new" "$work/network"
}
faults() { grep -c "^$1" "$work/network.out" || true; }

# A question, handed in; the kiosk shows its receipt. Its words, then its four digits.
question() {
    cat <<S
tap home.requests
tap requests.kind.question
type request.words "$1"
tap request.next
tap request.next
type request.digits "$2"
tap request.next
tap request.submit
S
}
requests_at_hub() { hub export requests --format json --now "$LINLI_NOW" | grep -c '"id"' || true; }
sound() { [ "$(hub check)" = "all invariants hold" ] || fail "the hub is not sound"; }

staff_password="correct horse 1"
add_staff() { printf '%s\n' "$staff_password" | hub staff add "$1" --role "$2" --community "${3:-qinghe}" >/dev/null; }
# console LOGIN ACTION [ARGUMENT...]: a member of staff, in a real browser.
console() {
    local login=$1
    shift
    node "$source/tests/e2e/console_cli.mjs" --hub "$url" --login "$login" --password "$staff_password" "$@"
}
