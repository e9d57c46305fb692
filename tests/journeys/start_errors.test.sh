# What cannot work ends at the start with one line that says why, and wrong usage is told from failure.
. "$(dirname "$0")/lib.sh"

# refused CODE WORDS OPTION...: that exit code, one line, with those words in it.
refused() {
    local expected=$1 words=$2 code=0
    shift 2
    timeout 60 "$bin/linli-kiosk" --headless "$@" </dev/null >"$work/stdout" 2>"$work/stderr" || code=$?
    [ "$code" -eq "$expected" ] || fail "expected exit $expected, found $code: $* $(cat "$work/stderr")"
    grep -qi -- "$words" "$work/stderr" || fail "expected \"$words\" in: $(cat "$work/stderr")"
    [ "$expected" -ne 1 ] || [ "$(grep -c '^linli-kiosk: ' "$work/stderr")" -eq 1 ] || fail "not one line: $(cat "$work/stderr")"
}

refused 2 "no-such" --no-such-option
refused 1 "config" --data "$work/a" --config "$work/none.toml"
printf 'hub = "http://127.0.0.1:1"\ndpi = "wide"\n' >"$work/bad.toml"
refused 1 "dpi" --data "$work/a" --config "$work/bad.toml"
printf 'hub = = 1\n' >"$work/broken.toml"
refused 1 "broken.toml:1" --data "$work/a" --config "$work/broken.toml"
refused 1 "size" --data "$work/a" --size wide
refused 1 "lang" --data "$work/a" --lang tlh
refused 1 "http" --data "$work/a" --hub http://example.org
refused 1 "unreachable\|reached" --data "$work/a" --hub http://127.0.0.1:1 --enrol 51FH-Q45C-2F1N-HDE9-KCZJ-7G7E
refused 1 "none.journey" --data "$work/a" --script "$work/none.journey"
echo 'tap' >"$work/bad.journey"
refused 1 "bad.journey:1" --data "$work/a" --script "$work/bad.journey"

mkfifo "$work/in"
exec 7<>"$work/in"
url=http://127.0.0.1:1
mkdir -p "$work/one"
begin_kiosk one <&7
echo "expect screen enrol" >&7
for _ in $(seq 200); do
    grep -q ok "$work/one.out" && break
    sleep 0.05
done
grep -q ok "$work/one.out" || fail "the kiosk did not start: $(cat "$work/one.log")"
refused 1 "in use" --data "$work/one"
kill -TERM "$kiosk_pid"
wait "$kiosk_pid" || fail "SIGTERM was not a clean end"
kiosk_pid=

# What a disk can do to a folder, at the kiosk and at the hub.
[ ! -s "$work/one/kiosk.db-wal" ] || fail "after a clean end what was saved is not in the database itself"
hub load --now "$LINLI_NOW" "$content" >/dev/null
# refused_both WORDS KIOSK_FOLDER HUB_FOLDER: one line each, with those words.
refused_both() {
    local code=0
    refused 1 "$1" --data "$2" --script "$work/quick.journey"
    timeout 20 "$bin/linli-hub" --data "$3" serve --listen 127.0.0.1:0 >"$work/stdout" 2>"$work/stderr" || code=$?
    [ "$code" -eq 1 ] || fail "the hub: expected exit 1, found $code: $(cat "$work/stderr")"
    [ "$(wc -l <"$work/stderr")" -eq 1 ] || fail "the hub: not one line: $(cat "$work/stderr")"
    grep -qi -- "^linli-hub: .*\($1\)" "$work/stderr" || fail "the hub: expected \"$1\" in: $(cat "$work/stderr")"
}
echo 'expect screen enrol' >"$work/quick.journey"
copies() { rm -rf "$work/k" "$work/h" && cp -r "$work/one" "$work/k" && cp -r "$work/hub" "$work/h"; }
# over BYTE: what is on stdin goes over both databases from there on.
over() {
    cat >"$work/over"
    dd if="$work/over" of="$work/k/kiosk.db" bs=1 seek="$1" conv=notrunc status=none
    dd if="$work/over" of="$work/h/hub.db" bs=1 seek="$1" conv=notrunc status=none
}

copies
printf '\0\0\003\347' | over 60  # the schema's version, in the header
refused_both "start the newer program" "$work/k" "$work/h"
copies
printf 'not what was written here' | over 0
refused_both "restore a backup" "$work/k" "$work/h"
copies
head -c 3000 /dev/zero | tr '\0' x | over 100
refused_both "restore a backup" "$work/k" "$work/h"
touch "$work/file"
refused_both "folder" "$work/file" "$work/file"

start_hub
code=0
timeout 20 "$bin/linli-hub" --data "$work/hub" serve --listen 127.0.0.1:0 >"$work/stdout" 2>"$work/stderr" || code=$?
[ "$code" -eq 1 ] || fail "a second serve: exit $code"
grep -q "^linli-hub: .*in use" "$work/stderr" && [ "$(wc -l <"$work/stderr")" -eq 1 ] || fail "a second serve: $(cat "$work/stderr")"
stop_hub

# Root needs no user namespace, which a changed root would forbid.
own=-m
[ "$(id -u)" -eq 0 ] || own=-rm
if ! unshare $own true 2>/dev/null; then
    echo "no namespace of its own can be made here: a read-only disk is not tried"
    exit 0
fi
export -f refused refused_both fail
export bin work
unshare $own bash -euc '
mkdir "$work/disk"
mount -t tmpfs disk "$work/disk"
cp -r "$work/one" "$work/disk/k"
cp -r "$work/hub" "$work/disk/h"
mount -o remount,ro "$work/disk"
refused_both "read-only" "$work/disk/k" "$work/disk/h"
refused_both "read-only" "$work/disk/new" "$work/disk/new"'
