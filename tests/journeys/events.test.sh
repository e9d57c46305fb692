# Every way into an event and out of it: alone, with family, a child with consent and the digits for picking up, two at
# the same time. What staff changed meanwhile is the first thing that the resident reads the next time.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1

# receipt NAME: handed in, confirmed, and on with the same person.
receipt() {
    cat <<S
tap signup.submit
wait screen receipt 10s
wait "名额确认了" 30s
keep receipt.code $1
tap receipt.more
expect screen home
S
}
# mine NAME DIGITS
mine() {
    cat <<S
tap home.mine
type mine.code "\$$1"
tap mine.next
type mine.digits "$2"
tap mine.open
wait screen item 10s
S
}

{
    cat <<'S'
tap home.events
tap events.item.jobfair
expect not event.clash
tap event.signup
type signup.name.1 "Li Hua"
tap signup.next
type signup.phone "13800003001"
tap signup.next
tap signup.next
expect "Li Hua"
expect "尾号 3001"
S
    receipt JOBFAIR
    cat <<'S'
tap home.events
tap events.item.dumplings
tap event.signup
tap signup.seats.3
type signup.name.1 "Li Hua"
type signup.name.2 "Wang"
type signup.name.3 "Mei"
tap signup.next
tap signup.next
type signup.digits "3002"
tap signup.next
expect "3 人"
expect "Mei"
S
    receipt DUMPLINGS
    cat <<'S'
tap home.events
tap events.item.film
tap event.signup
tap signup.seats.1
tap signup.next
tap signup.next
type signup.digits "3003"
tap signup.next
S
    receipt FILM
    cat <<'S'
tap home.events
tap events.item.film
expect event.taken
expect not event.signup
tap page.back
tap events.item.electric
expect "今晚看电影"
expect event.clash
tap event.signup
tap signup.next
tap signup.next
type signup.digits "3004"
tap signup.next
expect signup.clash
S
    receipt ELECTRIC
    cat <<'S'
tap home.events
tap events.item.holiday
expect "6 到 12 岁"
expect event.pickup
tap event.signup
tap signup.seats.1
expect "孩子叫什么？"
type signup.name.1 "Mei"
type signup.guardian "Wang"
tap signup.next
expect "先打 120，再给我打电话"
expect signup.agree
tap signup.agree
tap signup.next
type signup.pickup "2468"
tap signup.next
type signup.phone "13800003005"
tap signup.next
tap signup.next
expect "2468"
expect "Wang"
S
    receipt KIDS
    echo "tap page.end"
} >"$work/in.journey"
kiosk one "$work/in.journey"

load "$journeys/content/changed_events.json"
{
    echo "wait synced 30s"
    mine FILM 3003
    cat <<'S'
expect "活动取消了：下雨，改到下周六。"
expect not item.withdraw
tap page.end
S
    mine DUMPLINGS 3002
    cat <<'S'
expect "名额变少了，您的还在，照常来。"
expect "名额确认了，3 人"
tap page.end
S
    mine ELECTRIC 3004
    cat <<'S'
expect "这一场取消了：老师病了。"
tap page.end
S
    mine KIDS 3005
    cat <<'S'
expect not item.news
expect "2468"
expect "您已同意活动说明"
tap item.withdraw
tap withdraw.go
expect screen item
wait "报名取消了" 30s
tap page.end
S
    mine JOBFAIR 3001
    cat <<'S'
expect not item.news
expect "Li Hua"
S
} >"$work/out.journey"
kiosk one "$work/out.journey"
sound
