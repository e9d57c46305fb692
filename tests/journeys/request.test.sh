# A repair reported with the network down, sent when it is back, answered by staff in a browser, read back and rated.
. "$(dirname "$0")/lib.sh"
open_hub
add_staff lihua desk
enrolled one qinghe-1
steps one <<'S'
link down
tap home.requests
tap requests.kind.repair
expect "水管爆了"
tap request.next
tap request.area.room
tap request.room.qh3
tap request.room.floor.4
tap request.room.room.402
tap request.words.phrase.2
tap request.next
tap request.time.day.1
tap request.time.slot.evening
tap request.next
type request.phone "13812345678"
expect "物业看不到号码"
tap request.next
expect request.digits
tap request.next
expect "3 号楼 402"
expect "尾号 5678"
tap request.submit
wait screen receipt 10s
expect "现在离线"
expect not "已经送到社区"
keep receipt.code CODE
link up
wait "已经送到社区" 30s
tap receipt.done
expect screen home
wait synced 30s
S
id=$(console lihua queueLines | grep -oE 'K[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
[ -n "$id" ] || fail "the desk does not see the request"
console lihua answer "$id" "您哪天在家？" >/dev/null
steps one <<'S'
wait synced 30s
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "5678"
tap mine.open
wait screen item 10s
expect item.news
expect "工作人员问您：您哪天在家？"
tap page.end
S
console lihua moveTo "$id" team >/dev/null
console lihua answer "$id" "王师傅明天晚上七点来" >/dev/null
console lihua close "$id" solved "换了阀门" >/dev/null
steps one <<'S'
wait synced 30s
tap home.mine
type mine.code "$CODE"
tap mine.next
type mine.digits "5678"
tap mine.open
wait screen item 10s
expect "王师傅明天晚上七点来"
expect "办完了，请您评一评"
tap item.rate
tap slip.verdict.not-solved
tap slip.grade.2
tap slip.submit
expect screen item
expect "存好了"
wait "重新在办" 30s
expect "已经重新打开，又在办了。"
tap page.end
expect screen home
expect not "402"
S
console lihua queueLines | grep -q "$id" || fail "not solved, and yet not in the queue again"
