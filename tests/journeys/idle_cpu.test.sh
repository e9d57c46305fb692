# A kiosk that nobody touches sleeps: it stands there for years, on a box without a fan.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
"$bin/linli-kiosk" --data "$work/one" --hub "$url" --headless --size 1080x1920 --now "$LINLI_NOW" 2>>"$work/one.log" &
kiosk_pid=$!
ticks() { awk '{print $14 + $15}' "/proc/$kiosk_pid/stat"; }
# Up and synced once it has been quiet for half a second; a loop that spins never is.
for _ in $(seq 60); do
    before=$(ticks)
    sleep 0.5
    [ "$(ticks)" -gt $((before + 1)) ] || exit 0
done
fail "a kiosk that nobody touches does not come to rest"
