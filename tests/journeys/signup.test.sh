# Seats: signed up offline, confirmed by the hub; the next one waits; a cancellation moves the list.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
enrolled two qinghe-2
steps one <<'S'
link down
tap home.events
tap events.item.firstaid
tap event.signup
tap signup.seats.2
tap signup.next
type signup.phone "13800002222"
tap signup.next
tap signup.next
tap signup.submit
wait screen receipt 10s
expect "现在离线"
expect not "名额确认了"
keep receipt.code FIRST
link up
wait "名额确认了，2 人" 30s
S
steps two <<'S'
wait synced 30s
tap home.events
expect "满了，可以排队"
tap events.item.firstaid
tap event.signup
tap signup.seats.1
tap signup.next
tap signup.next
type signup.digits "4321"
tap signup.next
expect "看一看，排队吗？"
tap signup.submit
wait screen receipt 10s
wait "在排队，第 1 位" 30s
keep receipt.code SECOND
S
steps one <<'S'
tap home.mine
type mine.code "$FIRST"
tap mine.next
type mine.digits "2222"
tap mine.open
wait screen item 10s
expect "名额确认了，2 人"
tap item.withdraw
tap withdraw.keep
expect screen item
tap item.withdraw
tap withdraw.go
expect screen item
expect "存好了"
wait "报名取消了" 30s
S
steps two <<'S'
wait synced 30s
tap home.mine
type mine.code "$SECOND"
tap mine.next
type mine.digits "4321"
tap mine.open
wait screen item 10s
expect "名额确认了，1 人"
S
