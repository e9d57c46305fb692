# Left alone the kiosk warns, waits, and wipes; nothing of the person is left, neither words nor settings.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
steps one <<'S'
tap home.language
tap language.choice.en
tap language.done
tap home.requests
tap requests.kind.question
type request.words "my landlord"
elapse 119s
expect not "Are you still there?"
elapse 2s
expect "Are you still there?"
tap idle.more
expect "my landlord"
elapse 121s
tap idle.more
expect screen request
elapse 3min
expect screen attract
expect not "my landlord"
tap attract.start
expect "您好，想办什么？"
tap home.requests
tap requests.kind.question
expect not "my landlord"
tap page.end
expect screen home
elapse 121s
expect screen attract
S
