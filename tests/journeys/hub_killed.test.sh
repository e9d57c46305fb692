# The hub dies while kiosks push, and comes back on the same port: everything arrives, and once.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
port=$(hub_port)
cat >"$work/in" <<'S'
link down
tap home.events
tap events.item.film
tap event.signup
tap signup.seats.5
tap signup.next
tap signup.next
type signup.digits "1234"
tap signup.next
tap signup.submit
wait screen receipt 10s
keep receipt.code CODE
link up
wait synced 120s
S
begin_kiosk one <"$work/in"
for _ in 1 2 3 4 5; do
    sleep 0.7
    kill_hub
    sleep 0.3
    start_hub "$port"
done
wait "$kiosk_pid" || fail "the kiosk ended badly"
grep -q error "$work/one.out" && fail "the kiosk did not get through: $(cat "$work/one.out")"
kiosk_pid=
[ "$(hub export signups --format csv --now "$LINLI_NOW" | grep -c film)" -eq 1 ] || fail "expected one sign-up: $(hub export signups --format csv)"
steps one <<'S'
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "1234"
tap mine.open
wait screen item 10s
wait "名额确认了，5 人" 30s
S
