#!/bin/sh
# usage: run_tests.sh BUILD_DIR [lit arguments]
# Runs every test with lit (GoogleTest programs included) and ends with a line
# that counts them.
set -eu
build=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
suites=""
for suite in bin lit; do
  [ ! -f "$build/test/$suite/lit.site.cfg.py" ] || suites="$suites $build/test/$suite"
done
# Debian's own python3, which has the psutil that --timeout needs: one test that
# hangs must not take the others with it.
# shellcheck disable=SC2086
/usr/bin/python3 "${LIT:-/usr/lib/llvm-22/bin/lit}" -s --no-progress-bar \
  --order=smart --timeout "${TIMEOUT:-300}" "$@" $suites >"$log" 2>&1 || status=$?
cat "$log"

# The sum of lit's summary lines of the given kinds, e.g. "  Passed: 12 (100%)".
count() {
  sum=0
  for kind in "$@"; do
    n=$(sed -n "s/^ *$kind *: *\([0-9]*\).*/\1/p" "$log" | tail -1)
    sum=$((sum + ${n:-0}))
  done
  echo "$sum"
}
passed=$(count Passed "Expectedly Failed")
failed=$(count Failed "Timed Out" Unresolved "Unexpectedly Passed")
skipped=$(count Unsupported Skipped)
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
if [ "$passed" = 0 ] && [ "$failed" = 0 ]; then
  echo "no test ran" >&2
  status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
