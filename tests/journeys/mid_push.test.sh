# The hub is killed inside a push: once after its commit and before anybody hears of it, once before the push is whole.
# The kiosk pushes again, and each request is there once.
. "$(dirname "$0")/lib.sh"
open_hub
port=$(hub_port)
enrolled one qinghe-1
bad_network
through=$url
dial one
say <<<"wait synced 30s"

# killed MODE DIGITS: a request whose push kills the hub.
killed() {
    network "$1" "$hub_pid"
    question "tap drips" "$2" | say
    await "^$1 POST /v1/push" "$work/network.out"
    wait "$hub_pid" 2>/dev/null || true
    hub_pid=
    say <<'S'
wait screen receipt 10s
expect not "已经送到社区"
S
}
back() {
    network pass
    start_hub "$port"
    url=$through
    say <<'S'
link down
link up
wait synced 60s
expect "已经送到社区"
keep receipt.code CODE
tap receipt.done
S
}

killed die-after 1111
grep -q '^die-after POST /v1/push 200$' "$work/network.out" || fail "the hub had not taken it: $(cat "$work/network.out")"
[ "$(requests_at_hub)" -eq 1 ] || fail "the hub had answered and yet has $(requests_at_hub)"
back
[ "$(requests_at_hub)" -eq 1 ] || fail "the push that was repeated made $(requests_at_hub) requests"
killed die-before 2222
[ "$(requests_at_hub)" -eq 1 ] || fail "half a push was taken"
back
say <<'S'
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "2222"
tap mine.open
wait screen item 10s
expect "正在办"
S
hang_up
[ "$(requests_at_hub)" -eq 2 ] || fail "expected two requests, found $(requests_at_hub)"
sound
