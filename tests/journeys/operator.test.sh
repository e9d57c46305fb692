# The operator's page: behind a PIN with few tries; from it alone a kiosk ends; what is calibrated there stays.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
pin_line() { printf '%s\n' "$1" | "$bin/linli-kiosk" hash-service-pin; }
for bad in 12345 1234567890123 12ab56 ''; do
    if pin_line "$bad" >/dev/null 2>"$work/err"; then fail "\"$bad\" was taken for a PIN"; fi
    grep -q "6 to 12 digits" "$work/err" || fail "no clear line: $(cat "$work/err")"
done
config=$work/kiosk.toml
pin_line 246810 >"$config"
grep -q '246810' "$config" && fail "the PIN stands in the configuration"

enter() { printf 'tap service.digit.%s\n' $(fold -w1 <<<"$1"); echo 'tap service.open'; }
mark() { printf 'tap page.mark\n%.0s' 1 2 3 4 5; }

# Without a PIN in the configuration nothing leads there.
{ mark; mark; echo 'expect screen home'; } | steps one

# The first wrong ones are only wrong; then even the right one has to wait.
{
    mark
    echo 'expect screen service'
    for _ in 1 2; do enter 111111; echo 'expect "密码不对。"'; done
    enter 111111; echo 'expect "请过 1 分钟再试"'
    enter 246810; echo 'expect "试错的次数多了"'
    echo 'expect screen service'
    echo 'expect not operator.exit'
} | steps one --config "$config"

# A cut of power takes none of them back: the next process waits as long.
{ mark; enter 246810; echo 'expect "试错的次数多了"'; } | steps one --config "$config"
rm "$work/one/service-tries"

# What the page tells, and a calibration that is still there at the next start.
{
    mark; enter 246810
    cat <<'S'
expect screen operator
expect "K1（qinghe-1）"
expect "没有校准"
expect operator.version
expect not operator.enrol
tap operator.calibrate
tap calibration.cross.1
tap calibration.cross.2
tap calibration.cross.3
tap calibration.cross.4
expect screen operator
expect "在这台机器上做的：1.000000 0.000000"
tap operator.exit
tap operator.stay
expect not operator.go
elapse 150s
expect screen attract
S
    mark; enter 246810; echo 'expect screen operator'; echo 'tap page.back'; echo 'expect screen home'
} | steps one --config "$config"
read -r a _ <"$work/one/touch-calibration" || true
[ "${a%?????}" = 1.0 ] || fail "the calibration is not in the data folder: $(cat "$work/one/touch-calibration")"
{
    mark; enter 246810
    echo 'expect "在这台机器上做的"'
    echo 'tap operator.uncalibrate'
    echo 'expect "没有校准"'
} | steps one --config "$config"
[ ! -e "$work/one/touch-calibration" ] || fail "an undone calibration is still there"

# The end: exit 0 without what the journey still wanted.
{ mark; enter 246810; printf 'tap operator.exit\ntap operator.go\nwait "nothing that comes" 60s\n'; } | steps one --config "$config"

# A kiosk that belongs to nobody is enrolled from there too, and idle wipes it.
{ mark; enter 246810; printf 'expect operator.enrol\ntap operator.enrol\nexpect screen enrol\n'; } |
    steps fresh --config "$config"

# A broken line is found at the start, not on the day when somebody stands there.
echo 'service_pin = "246810"' >"$work/clear.toml"
if steps one --config "$work/clear.toml" <<<'expect screen home' 2>"$work/err"; then fail "a PIN in clear was taken"; fi
grep -q hash-service-pin "$work/err" || fail "no clear line: $(cat "$work/err")"
