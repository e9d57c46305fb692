# What no kiosk and no browser would send gets a clear refusal; the hub stays up and goes on serving. A note of 10,000
# characters or of broken text is kept as far as it is text.
. "$(dirname "$0")/lib.sh"
open_hub
add_staff lihua desk
enrolled one qinghe-1

# refused STATUS WHAT CURL_OPTION...
refused() {
    local expected=$1 what=$2 found
    shift 2
    found=$(curl -s -o "$work/reply" -w '%{http_code}' --max-time 20 "$@" || true)
    [[ $found =~ ^($expected)$ ]] || fail "$what: expected $expected, found $found: $(head -c 300 "$work/reply")"
    kill -0 "$hub_pid" || fail "$what: the hub ended"
}
nonce='Linli-Nonce: AAAAAAAAAAAAAAAAAAAAAA'
claim='Linli-Kiosk: K1'
head -c 5000 /dev/urandom >"$work/noise"
head -c 10000 /dev/zero | tr '\0' '\001' >"$work/control"
printf '{"kiosk":"K1","epoch":1,"ops":[{"words":"\xff\xfe\x00\xc3\x28' >"$work/broken"
head -c 200000 /dev/zero | tr '\0' '[' >"$work/deep"
head -c 3000000 /dev/zero >"$work/large"
for file in noise control broken deep; do
    refused '4..' "$file, pushed" --data-binary "@$work/$file" "$url/v1/push"
    refused '4..' "$file, pushed as a kiosk" -H "$nonce" -H "$claim" --data-binary "@$work/$file" "$url/v1/push"
    refused '4..' "$file, pushed as zstd" -H "$nonce" -H 'Content-Encoding: zstd' --data-binary "@$work/$file" "$url/v1/push"
    refused '4..' "$file, to enrol" -H "$nonce" --data-binary "@$work/$file" "$url/v1/enrol"
    refused '4..' "$file, to log in" --data-binary "@$work/$file" "$url/login"
    refused '3..|4..' "$file, to a page that wants a log-in" --data-binary "@$work/$file" "$url/requests/K1.1.1/answer"
done
refused 413 "three megabytes" -H "$nonce" --data-binary "@$work/large" "$url/v1/push"
refused '4..' "three megabytes to log in" --data-binary "@$work/large" "$url/login"
refused '4..' "a long target" "$url/$(head -c 9000 /dev/zero | tr '\0' a)"
refused '4..' "long headers" -H "X-Long: $(head -c 60000 /dev/zero | tr '\0' a)" "$url/login"
refused '3..|4..' "a broken escape" "$url/%ff%00%zz"
refused '4..' "an unsigned poll" "$url/v1/changes?since=-1&gen=x"

# The forms of the console, by someone who is logged in.
jar="$work/jar"
token() { curl -s -b "$jar" -c "$jar" "$url$1" | sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' | head -n 1; }
csrf=$(token /login)
refused '303|302' "a log-in" -b "$jar" -c "$jar" --data-urlencode "csrf=$csrf" --data-urlencode "login=lihua" \
    --data-urlencode "password=$staff_password" "$url/login"
{
    question "$(printf 'word %.0s' $(seq 30))" 1111
    echo 'wait screen receipt 10s'
    echo 'wait "已经送到社区" 30s'
} | steps one
curl -s -L -b "$jar" "$url/" >"$work/queue"
id=$(grep -oE 'K[0-9]+\.[0-9]+\.[0-9]+' "$work/queue" | head -n 1)
[ -n "$id" ] || fail "the desk does not see the request"
page=$(grep -oE "/[a-z/]*$id" "$work/queue" | head -n 1)
csrf=$(token "$page")
[ -n "$csrf" ] || fail "the page of the request has no form: $page"
head -c 10000 /dev/zero | tr '\0' 'x' >"$work/long"
for words in '%FF%FE%C3%28' '%00%01%02%1B' "$(cat "$work/long")"; do
    refused '303|4..' "${words:0:12} as a note" -b "$jar" -d "csrf=$csrf&words=$words" "$url$page/note"
done
refused '4..' "an answer of control characters alone" -b "$jar" -d "csrf=$csrf&words=%01%02" "$url$page/answer"
refused '4..' "a form without its token" -b "$jar" -d "words=hello" "$url$page/answer"
refused 200 "the page of the request" -b "$jar" "$url$page"
iconv -f utf-8 -t utf-8 "$work/reply" >/dev/null || fail "the page holds broken text"
! LC_ALL=C grep -q $'[\x01-\x08\x0b\x0c\x0e-\x1f]' "$work/reply" || fail "the page holds control characters"
grep -q xxxx "$work/reply" || fail "the long note was not kept, not even its beginning"
steps one <<<"wait synced 30s"
grep -qi 'assert\|terminate\|sanitizer' "$work/hub.log" && fail "the hub's log: $(cat "$work/hub.log")"
sound
