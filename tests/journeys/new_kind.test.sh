# A new kind of request is a file: loaded into the running hub, it is on the kiosk, with its form, and can be handed in.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
steps one <<'S'
tap home.requests
expect not requests.kind.lost
S
load "$journeys/content/lost.json"
steps one <<'S'
wait synced 30s
tap home.requests
wait requests.kind.lost 10s
tap requests.kind.lost
expect "丢了什么？"
tap request.what.keys
tap request.where.qh3
tap request.where.qh3-laundry
type request.words "red ring"
tap request.next
tap request.next
type request.digits "9090"
tap request.next
expect "钥匙"
expect "red ring"
tap request.submit
wait screen receipt 10s
wait "已经送到社区" 30s
S
