# The tour, as packaging/run plays it, in both orientations.
. "$(dirname "$0")/lib.sh"
open_hub
enrolled one qinghe-1
kiosk one "$journeys/tour.journey"
[ "$(ls "$work/shots" | wc -l)" -eq 24 ] || fail "expected 24 pictures, found $(ls "$work/shots" | wc -l)"
size=1920x1080 kiosk one "$journeys/tour.journey"
