# Answers that were cut, altered or given by another hub are no answers: what was left stays here and is sent again.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
# Another hub, with keys of its own, that knows the same sample.
here_pid=$hub_pid here=$url
mkdir "$work/foreign"
"$bin/linli-hub" --data "$work/foreign" load "$content" --now "$LINLI_NOW" >/dev/null
"$bin/linli-hub" --data "$work/foreign" serve --listen 127.0.0.1:0 --now "$LINLI_NOW" >"$work/foreign.out" 2>&1 &
foreign_pid=$!
hub_pid="$here_pid $foreign_pid"
await '^listening on ' "$work/foreign.out"
foreign=$(sed -n 's/^listening on //p' "$work/foreign.out")
url=$here
bad_network
dial one
say <<<"wait synced 30s"
number=0
for mode in cut half flip "foreign $foreign"; do
    number=$((number + 1))
    network "$mode"
    question "tap drips" "111$number" | say
    await "^${mode%% *} POST /v1/push" "$work/network.out"
    say <<S
wait screen receipt 10s
keep receipt.code CODE$number
expect not "已经送到社区"
tap receipt.done
wait "1 件存在这里" 10s
expect not "在线"
S
    network pass
    say <<'S'
link down
link up
wait synced 60s
wait "在线" 10s
S
    # The hub had taken all but the one that went to the other: again is not twice.
    [ "$(requests_at_hub)" -eq "$number" ] || fail "after $mode: expected $number requests, found $(requests_at_hub)"
done
for number in 1 2 3 4; do
    say <<S
tap home.mine
type mine.code "\$CODE$number"
tap mine.next
type mine.digits "111$number"
tap mine.open
wait screen item 10s
expect "正在办"
expect "tap drips"
tap page.end
S
done
hang_up
sound
