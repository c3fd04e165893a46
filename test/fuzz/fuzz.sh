#!/bin/sh
# usage: fuzz.sh BUILD_DIR [RUNS [FUZZER...]]
# Runs every fuzzer (or those named) RUNS times from its seeds. What one finds
# is left in BUILD_DIR/test/fuzz/found; copy it to the seeds once mended.
set -eu
build=$1
runs=${2:-100000}
[ $# -gt 1 ] && shift 2 || shift
cd "$build/test/fuzz"
[ $# -gt 0 ] || set -- fuzz_*.seeds
status=0
for fuzzer in "$@"; do
  fuzzer=${fuzzer%.seeds}
  corpus=corpus/$fuzzer
  mkdir -p "$corpus" found
  # shellcheck disable=SC2046
  if "./$fuzzer" -runs="$runs" -max_len=65536 -timeout=20 -rss_limit_mb=4096 \
    -artifact_prefix="found/$fuzzer-" -print_final_stats=1 \
    "$corpus" $(cat "$fuzzer.seeds") >"$fuzzer.log" 2>&1; then
    coverage=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$fuzzer.log" | tail -1)
    executed=$(sed -n 's/.*number_of_executed_units: *//p' "$fuzzer.log")
    echo "$fuzzer: $executed executions, $coverage edges covered, nothing found"
  else
    status=1
    tail -40 "$fuzzer.log"
    echo "$fuzzer: FAILED, see $build/test/fuzz/$fuzzer.log"
  fi
done
exit $status
