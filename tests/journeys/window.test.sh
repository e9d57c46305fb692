# A real window on a real X server, with a real pointer: a kiosk does not close by keys, two quick clicks hand in once,
# nothing sticks.
. "$(dirname "$0")/lib.sh"
for tool in Xvfb xdotool; do
    command -v "$tool" >/dev/null || { echo "$tool is missing"; exit 77; }
done
open_hub
enrolled one qinghe-1
printf '246810\n' | "$bin/linli-kiosk" hash-service-pin >"$work/kiosk.toml"
mkfifo "$work/display"
Xvfb -displayfd 9 -screen 0 1080x1920x24 -nolisten tcp 9>"$work/display" 2>"$work/x.log" &
# shellcheck disable=SC2034  # ended with the rest
network_pid=$!
read -r number <"$work/display"
export DISPLAY=:$number

# on_glass NAME [OPTION...]: as dial, on the X server.
on_glass() {
    local name=$1
    shift
    rm -f "$work/to" "$work/from"
    mkfifo "$work/to" "$work/from"
    "$bin/linli-kiosk" --data "$work/$name" --hub "$url" --now "$LINLI_NOW" --script - --vars "$work/vars" "$@" \
        <"$work/to" >"$work/from" 2>>"$work/$name.log" &
    kiosk_pid=$!
    exec 7>"$work/to" 8<"$work/from"
}
# middle ID: of a control on the screen, for the pointer.
middle() {
    local line at=
    echo transcript >&7
    while read -r -t 30 line <&8; do
        [ "$line" != ok ] || break
        IFS=$'\t' read -r _ id _ x y w h _ <<<"$line"
        [ "$id" != "$1" ] || at="$((${x%.*} + ${w%.*} / 2)) $((${y%.*} + ${h%.*} / 2))"
    done
    [ -n "$at" ] || fail "$1 is not on the screen"
    echo "$at"
}
click() { xdotool mousemove $(middle "$1") click 1; }

on_glass one --config "$work/kiosk.toml"
say <<<'expect screen home'
await 'display: x11, surface' "$work/one.log"
xdotool key alt+F4 key ctrl+q key ctrl+w key Escape
say <<<'expect screen home'
kill -0 "$kiosk_pid" || fail "a kiosk was closed by keys"

# A press that leaves the window's focus is taken back: nothing is tapped, and the next click is.
at=$(middle home.requests)
xdotool mousemove $at mousedown 1
xdotool mousemove 1 1 mouseup 1
say <<<'expect screen home'
click home.requests
say <<<'expect screen requests'

# Two quick clicks on the same spot, as an impatient hand makes them, also where the page has changed in between.
say <<'S'
tap page.end
tap home.requests
tap requests.kind.question
type request.words "What is open tonight"
tap request.next
tap request.next
type request.digits "1234"
tap request.next
S
at=$(middle request.submit)
xdotool mousemove $at click --repeat 4 --delay 60 1
say <<'S'
wait screen receipt 10s
expect screen receipt
wait synced 30s
S
[ "$(requests_at_hub)" = 1 ] || fail "$(requests_at_hub) requests of one"

# The way out: five clicks on the mark, the PIN, the question.
say <<<'tap receipt.done'
at=$(middle page.mark)
xdotool mousemove $at click --repeat 5 --delay 120 1
say <<<'expect screen service'
for digit in 2 4 6 8 1 0; do click service.digit.$digit; done
click service.open
say <<<'wait screen operator 10s'
click operator.exit
xdotool mousemove $(middle operator.go) click 1
wait "$kiosk_pid" || fail "the operator's end is exit $?"
exec 7>&- 8<&-

# systemd's end is one too; and the keyboard leads to the PIN.
on_glass one --config "$work/kiosk.toml"
say <<<'expect screen home'
xdotool key ctrl+shift+o
say <<<'wait screen service 10s'
kill -TERM "$kiosk_pid"
wait "$kiosk_pid" || fail "SIGTERM is exit $?"
kiosk_pid=
exec 7>&- 8<&-

# A display that is not there is said at the start.
echo 'display = 3' >"$work/wrong.toml"
if "$bin/linli-kiosk" --data "$work/one" --hub "$url" --config "$work/wrong.toml" 2>"$work/err"; then
    fail "a display that is not there was taken"
fi
grep -q 'display 3: this machine has 0 to 0' "$work/err" || fail "no clear line: $(cat "$work/err")"
