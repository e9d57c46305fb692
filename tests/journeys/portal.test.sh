# A network that wants a log-in answers every question with its page: the kiosk says so, keeps what is left, and sends it
# to the real hub once it is there.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
bad_network
network portal
dial one
say <<'S'
wait "这个网络要先登录才能用" 60s
S
question "tap drips" 1111 | say
say <<'S'
wait screen receipt 10s
expect not "已经送到社区"
keep receipt.code CODE
tap receipt.done
expect "这个网络要先登录才能用"
expect "1 件存在这里"
S
[ "$(requests_at_hub)" -eq 0 ] || fail "nothing can have arrived"
[ "$(faults 'portal POST /v1/push')" -ge 1 ] || fail "the portal was never asked: $(cat "$work/network.out")"
network pass
say <<'S'
link down
link up
wait synced 60s
expect not "这个网络要先登录才能用"
S
hang_up
[ "$(requests_at_hub)" -eq 1 ] || fail "expected one request at the hub, found $(requests_at_hub)"
sound
