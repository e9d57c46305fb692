# A full disk, in a small file system of its own: the resident is told that nothing was saved, what was saved before is
# there, and once there is room the same page hands in. A hub whose disk is full takes nothing and loses nothing.
if [ -z "${LINLI_OWN_MOUNTS:-}" ]; then
    # Root needs no user namespace, which a changed root would forbid.
    own=-m
    [ "$(id -u)" -eq 0 ] || own=-rm
    if ! unshare $own true 2>/dev/null; then
        echo "skipped: no namespace of its own can be made here, so no small disk can be mounted"
        exit 77
    fi
    LINLI_OWN_MOUNTS=1 exec unshare $own bash "$0"
fi
. "$(dirname "$0")/lib.sh"
mkdir -p "$work/one" "$work/hub"
mount -t tmpfs -o size=24m kiosk "$work/one"
mount -t tmpfs -o size=24m hub "$work/hub"
fill() { head -c 40000000 /dev/zero >"$1/filler" 2>/dev/null || true; }
open_hub
enrolled one qinghe-1
dial one
say <<<"wait synced 30s"
say <<<"link down"
question "tap drips" 1111 | say
say <<'S'
wait screen receipt 10s
keep receipt.code FIRST
tap receipt.done
S
fill "$work/one"
question "lamp out" 2222 | say
say <<'S'
wait "这台机器存满了，没有存下" 10s
expect not receipt.code
expect "lamp out"
S
rm "$work/one/filler"
say <<'S'
tap request.submit
wait screen receipt 10s
keep receipt.code SECOND
tap receipt.done
expect "2 件存在这里"
S
fill "$work/hub"
say <<'S'
link up
wait "社区系统暂时忙不过来" 30s
expect "2 件存在这里"
S
rm "$work/hub/filler"
say <<'S'
link down
link up
wait synced 60s
S
for pair in FIRST:1111 SECOND:2222; do
    say <<S
tap home.mine
type mine.code "\$${pair%:*}"
tap mine.next
type mine.digits "${pair#*:}"
tap mine.open
wait screen item 10s
expect "正在办"
tap page.end
S
done
hang_up
[ "$(requests_at_hub)" -eq 2 ] || fail "expected two requests, found $(requests_at_hub)"
sound
