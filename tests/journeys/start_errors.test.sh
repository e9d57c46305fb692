# What cannot work ends at the start with one line that says why, and wrong usage is told from failure.
. "$(dirname "$0")/lib.sh"

# refused CODE WORDS OPTION...: that exit code, one line, with those words in it.
refused() {
    local expected=$1 words=$2 code=0
    shift 2
    "$bin/linli-kiosk" --headless "$@" </dev/null >"$work/stdout" 2>"$work/stderr" || code=$?
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
