# Every kind of notice: one to know, one that matters and asks who has read it, one that cannot wait and stands over
# whatever is being done.
. "$(dirname "$0")/lib.sh"
open_hub
port=$(hub_port)
enrolled one qinghe-1
enrolled two xinsui-1
steps one <<'S'
expect home.notice.water-stop
tap home.notice.water-stop
expect "3 号楼"
expect "不记是谁"
tap notice.read
wait notice.thanks 10s
expect not notice.read
tap page.back
tap home.notices
tap notices.item.desk-hours
expect screen notice
expect not notice.read
expect not notice.urgent
wait synced 30s
S
stop_hub
LINLI_NOW=2026-11-25T00:00:00Z  # four days later, 08:00: there is a storm at Xinsui
start_hub "$port"
steps two <<'S'
wait synced 60s
wait home.notice.strong-wind 10s
tap home.requests
expect page.alarm
tap requests.kind.question
tap request.words.phrase.1
tap page.alarm
expect notice.urgent
expect "大风"
tap page.back
expect screen request
tap request.next
tap request.next
type request.digits "5151"
tap request.next
expect page.alarm
tap request.submit
wait screen receipt 10s
expect page.alarm
tap receipt.done
elapse 3min
expect screen attract
expect home.notice.strong-wind
S
sound
