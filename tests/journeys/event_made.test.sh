# An event from the desk to the evening: staff make it, a kiosk shows it, a resident signs up, staff check them in by the
# number on the receipt; and one that is called off says why on the receipt.
. "$(dirname "$0")/lib.sh"
open_hub
add_staff lihua desk
kite=$(console lihua makeEvent 做风筝 2026-11-22 18:00 20:00 12 | tr -d '"')
lamp=$(console lihua makeEvent 做灯笼 2026-11-24 19:00 21:00 12 | tr -d '"')
enrolled one qinghe-1
sign_up() {
    cat <<S
tap home.events
tap events.item.$1
expect "$2"
expect "青禾公寓二楼教室"
tap event.signup
tap signup.next
type signup.phone "13800001111"
tap signup.next
tap signup.next
tap signup.submit
wait screen receipt 10s
wait "名额确认了" 30s
expect "$3"
keep receipt.code $4
tap receipt.done
S
}
{
    echo 'wait synced 30s'
    sign_up "$kite" 做风筝 K1-1 KITE
    sign_up "$lamp" 做灯笼 K1-2 LAMP
} | steps one
console lihua arrive "$kite" k1-1 | grep -q 到了 || fail "the number on the receipt is not taken"
console lihua arrive "$kite" k1-2 | grep -q 没有这个编号 || fail "a receipt of another event is taken"
console lihua callOff "$lamp" 老师病了 >/dev/null
console lihua see /calls 活动取消了 >/dev/null
steps one <<'S'
wait synced 30s
tap home.mine
type mine.code "$LAMP"
tap mine.next
type mine.digits "1111"
tap mine.open
wait screen item 10s
expect "老师病了"
expect "报名取消了"
S
sound
