# Events that are over, closed, cancelled or full each say so, and only the full one can still be asked for. One that
# closes while a sign-up is on its way is answered with its reason.
. "$(dirname "$0")/lib.sh"
open_hub
port=$(hub_port)
enrolled one qinghe-1
steps one <<'S'
tap home.events
expect not events.item.clinic
expect "报名截止了"
tap events.item.kids
expect screen event
expect "报名截止了"
expect not event.signup
tap page.back
tap events.item.run
expect "取消了"
expect "河边在修路"
expect not event.signup
tap page.back
tap events.item.firstaid
tap event.signup
tap signup.seats.2
tap signup.next
tap signup.next
type signup.digits "1234"
tap signup.next
tap signup.submit
wait screen receipt 10s
wait "名额确认了，2 人" 30s
tap receipt.done
tap home.events
wait "满了，可以排队" 30s
tap events.item.firstaid
expect "满了，可以排队"
expect "我要排队"
expect event.signup
tap page.end
link down
tap home.events
tap events.item.film
tap event.signup
tap signup.seats.1
tap signup.next
tap signup.next
type signup.digits "4321"
tap signup.next
tap signup.submit
wait screen receipt 10s
keep receipt.code LATE
S
stop_hub
LINLI_NOW=2026-11-21T12:30:00Z  # 20:30: the film runs, its sign-up has closed
start_hub "$port"
steps one <<'S'
wait synced 60s
tap home.mine
type mine.code "$LATE"
tap mine.next
type mine.digits "4321"
tap mine.open
wait screen item 10s
expect "没有报上：报名已经截止。"
expect not "名额确认了"
tap page.end
tap home.events
expect "报名截止了"
S
[ "$(hub export signups --format json --now "$LINLI_NOW" | grep film | grep -c confirmed)" -eq 0 ] || fail "a seat was given after the close"
sound
