# A lift that is out of order is reported once; the next resident adds herself, at another kiosk.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
enrolled two qinghe-2
steps one <<'S'
tap home.requests
tap requests.kind.repair
tap request.next
tap request.area.common
tap request.place.qh3
tap request.place.qh3-lift
tap request.words.phrase.7
tap request.next
tap request.next
type request.digits "1111"
tap request.next
tap request.submit
wait screen receipt 10s
wait "已经送到社区" 30s
S
steps two <<'S'
wait synced 30s
tap home.requests
tap requests.kind.repair
tap request.next
tap request.area.common
tap request.place.qh3
tap request.place.qh3-lift
expect "已经有人报过了"
expect "1 人报过"
expect not "1111"
tap "加上我"
expect screen join
tap join.next
type join.digits "2222"
tap join.next
tap join.submit
wait screen receipt 10s
wait "已经送到社区" 30s
keep receipt.code CODE
tap receipt.done
wait synced 30s
tap home.requests
tap requests.kind.repair
tap request.next
tap request.area.common
tap request.place.qh3
tap request.place.qh3-lift
expect "2 人报过"
tap page.end
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "2222"
tap mine.open
wait screen item 10s
expect "加上我"
S
