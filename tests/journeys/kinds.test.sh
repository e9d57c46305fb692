# Every kind of request that the station offers, from the tile to the receipt: who may see it is said before the first
# question and again before it is handed in, an emergency is told its number first, and the hub has all of them.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1

# kind ID WHO_SEES_IT: its own steps come on stdin, from the first question to the review.
kind() {
    cat <<S
tap home.requests
tap requests.kind.$1
expect "$2"
S
    cat
    cat <<S
expect "看一看，对不对？"
expect "$2"
tap request.submit
wait screen receipt 10s
keep receipt.code ${1^^}
tap receipt.done
S
}
# No telephone number, and these four digits.
digits() {
    cat <<S
tap request.next
type request.digits "$1"
tap request.next
S
}

{
    kind repair "公共地方的故障会列出来，不写是谁报的" <<S
expect "物业值班"
expect request.emergency.number
tap request.next
tap request.area.common
tap request.place.qh-yard
tap request.place.qh-lamps
tap request.words.phrase.6
tap request.next
$(digits 1001)
S
    kind safety "社区安全员看得到" <<S
expect "119"
tap request.next
tap request.what.charging
tap request.place.qh2
tap request.place.qh2-kids
tap request.words.phrase.3
tap request.next
$(digits 1002)
S
    kind waste "物业公司和社区看得到" <<S
tap request.what.pests
tap request.place.qh2
tap request.place.qh2-kitchen
tap request.next
$(digits 1003)
S
    kind visit "物业看不到" <<S
expect "120"
tap request.next
tap request.who.elder
tap request.what.health
tap request.room.qh1
tap request.room.floor.2
tap request.room.room.201
tap request.time.day.1
tap request.time.slot.morning
tap request.next
tap request.words.phrase.2
tap request.next
$(digits 1004)
S
    kind paperwork "只有社区服务台和代办员看得到" <<S
tap request.what.insurance
tap request.words.phrase.1
tap request.next
tap request.time.day.2
tap request.time.slot.evening
tap request.next
type request.phone "13800001005"
tap request.next
tap request.next
S
    kind mediation "物业和对方都看不到" <<S
expect "110"
tap request.next
tap request.with.landlord
tap request.words.phrase.2
tap request.next
tap request.next
expect "调解是自愿的"
tap request.consent.no
expect request.no_consent
tap request.consent.yes
type request.phone "13800001006"
tap request.next
tap request.next
S
    kind hardship "物业、房东、单位都看不到" <<S
tap request.next
tap request.need.rent
tap request.words.phrase.1
tap request.next
tap request.way.desk
tap request.time.day.1
tap request.time.slot.afternoon
tap request.next
tap request.consent.yes
$(digits 1007)
S
    kind legal "单位、房东、物业都看不到" <<S
tap request.about.wages
tap request.words.phrase.1
tap request.next
tap request.way.write
$(digits 1008)
S
    kind talk "不告诉单位和家里" <<S
tap request.next
tap request.about.sleep
tap request.next
tap request.way.meet
tap request.time.day.3
tap request.time.slot.evening
tap request.next
tap request.consent.yes
$(digits 1009)
S
    kind works "不写是谁说的" <<S
tap request.next
tap request.what.noise
tap request.place.qh3
tap request.place.qh3-laundry
tap request.words.phrase.1
tap request.next
$(digits 1010)
S
    kind question "凭号码来看" <<S
tap request.words.phrase.3
tap request.next
$(digits 1011)
S
    kind suggestion "不写是谁说的" <<S
tap request.about.classes
tap request.words.phrase.4
tap request.next
$(digits 1012)
S
    cat <<'S'
wait synced 30s
tap home.mine
type mine.code "$HARDSHIP"
tap mine.next
type mine.digits "1007"
tap mine.open
wait screen item 10s
expect "困难帮扶"
expect "家里只有一个人挣钱"
tap page.end
tap home.ask
tap ask.person
expect screen request
expect "您想问什么？"
S
} >"$work/kinds.journey"
kiosk one "$work/kinds.journey"
handed_in=$(hub export requests --format json --now "$LINLI_NOW" | grep -oE '"kind": ?"[a-z-]+"' | sort -u | wc -l)
offered=$(find "$content/requests" -name '*.json' | wc -l)
[ "$handed_in" -eq "$offered" ] || fail "$handed_in of $offered kinds came to the hub"
sound
