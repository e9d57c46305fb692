# A code works once, for its time, and only if it is one; each refusal says which.
. "$(dirname "$0")/lib.sh"
mkdir "$work/hub"
load "$content"
# A code of the same hub that it does not have: made after the backup that it was restored from.
cp -r "$work/hub" "$work/newer"
unknown=$("$bin/linli-hub" --data "$work/newer" enrol --now "$LINLI_NOW" --station qinghe-1 | tail -n 1)
start_hub
used=$(code_for qinghe-1)
steps first --enrol "$used" <<<"wait screen home 10s"
expired=$(code_for qinghe-1 --ttl 1m)
good=$(code_for qinghe-2)
# One character of another code: its check fails before anything is asked.
typo=${good%?}$([ "${good: -1}" = 7 ] && echo 8 || echo 7)
printf 'UNKNOWN=%s\nUSED=%s\nEXPIRED=%s\nTYPO=%s\nGOOD=%s\n' "$unknown" "$used" "$expired" "$typo" "$good" >"$work/vars"
steps second <<'S'
expect screen enrol
expect not page.end
type enrol.code "$TYPO"
tap enrol.go
expect "打错了"
S
steps second <<'S'
type enrol.code "$USED"
tap enrol.go
wait "已经用过了" 20s
S
steps second <<'S'
type enrol.code "$UNKNOWN"
tap enrol.go
wait "社区系统没有这个登记码" 20s
expect screen enrol
S
LINLI_NOW=2026-11-21T12:00:00Z
port=$(hub_port)
stop_hub
start_hub "$port"
steps second <<'S'
type enrol.code "$EXPIRED"
tap enrol.go
wait "过期" 20s
S
stop_hub
steps second <<'S'
type enrol.code "$GOOD"
tap enrol.go
wait "连不上" 60s
S
start_hub "$port"
good=$(code_for qinghe-2)
printf 'GOOD=%s\n' "$good" >"$work/vars"
steps second <<'S'
type enrol.code "$GOOD"
tap enrol.go
wait screen home 20s
wait synced 30s
expect "小哥之家"
S
if steps third --enrol "$used" <<<"expect screen home" 2>"$work/err"; then fail "a used code enrolled a third kiosk"; fi
grep -q "used already" "$work/err" || fail "no clear line: $(cat "$work/err")"
