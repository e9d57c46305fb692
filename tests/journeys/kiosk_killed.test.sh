# A receipt is a promise: killed right after it was shown, the kiosk starts again, still has the request, and sends it.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
mkfifo "$work/in"
exec 7<>"$work/in"
begin_kiosk one <&7
cat >&7 <<'S'
link down
tap home.requests
tap requests.kind.question
type request.words "hello"
tap request.next
tap request.next
type request.digits "7777"
tap request.next
tap request.submit
wait screen receipt 10s
transcript
S
for _ in $(seq 400); do
    code=$(awk -F '\t' '$2 == "receipt.code" { print $3 }' "$work/one.out" | tail -n 1)
    [ -z "$code" ] || break
    sleep 0.05
done
[ -n "$code" ] || fail "no receipt: $(cat "$work/one.out")"
kill -KILL "$kiosk_pid"
wait "$kiosk_pid" 2>/dev/null || true
kiosk_pid=
exec 7>&-
echo "CODE=$code" >"$work/vars"
steps one <<'S'
link down
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "7777"
tap mine.open
wait screen item 10s
expect "hello"
link up
wait synced 30s
wait "正在办" 30s
S
