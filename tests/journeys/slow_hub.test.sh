# A hub that takes its time holds up nobody who stands at the kiosk.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
bad_network
dial one --stats "$work/stats"
say <<<"wait synced 30s"
network slow 4000
question "tap drips" 1111 | say
say <<<"wait screen receipt 10s"
await '^slow POST /v1/push' "$work/network.out"
say <<'S'
expect not "已经送到社区"
tap receipt.done
tap home.events
tap events.item.film
tap event.signup
tap signup.seats.1
tap page.end
S
question "lamp out" 2222 | say
say <<'S'
wait screen receipt 10s
wait synced 120s
expect "已经送到社区"
S
hang_up
node -e '
const stats = JSON.parse(require("fs").readFileSync(process.argv[1]));
for (const what of ["tap_to_present_ms", "durable_submit_ms"])
  if (!(stats[what].n > 0 && stats[what].p99 < 2000)) { console.error(`${what}: ${JSON.stringify(stats[what])}`); process.exit(1); }
' "$work/stats" || fail "somebody waited for the hub"
[ "$(requests_at_hub)" -eq 2 ] || fail "expected two requests at the hub, found $(requests_at_hub)"
sound
