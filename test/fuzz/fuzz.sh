#!/bin/sh
# usage: fuzz.sh BUILD_DIR [RUNS [FUZZER...]]
# Runs every fuzzer (or those named, with or without `fuzz_`) RUNS times from
# its seeds, as many at once as there are processors or JOBS says, and ends with
# a table of what was covered. What one finds is left in
# BUILD_DIR/test/fuzz/found; copy it to the seeds once mended.
set -eu
script=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
build=$(cd "$1" && pwd)
runs=${2:-100000}
[ $# -gt 1 ] && shift 2 || shift
cd "$build/test/fuzz"

# What libFuzzer's log says last of a number, e.g. `cov: 1234`.
last() { sed -n "s/.*$2: *\([0-9]*\).*/\1/p" "$1" | tail -1; }

row() { printf '%-18s %12s %8s %8s  %s\n' "$@"; }

# Leaks are looked for when the tests run the seeds: after each run it would
# take most of the time.
run_one() {
  fuzzer=fuzz_$1
  log=$fuzzer.log
  corpus=corpus/$fuzzer
  mkdir -p "$corpus" found
  start=$(date +%s)
  result=nothing
  # shellcheck disable=SC2046
  "./$fuzzer" -runs="$runs" -max_len=8192 -timeout=120 -rss_limit_mb=3072 \
    -detect_leaks=0 -artifact_prefix="found/$fuzzer-" -print_final_stats=1 \
    "$corpus" $(cat "$fuzzer.seeds") >"$log" 2>&1 || {
    result=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
    result="$build/test/fuzz/${result:-$log}"
    tail -40 "$log"
  }
  executions=$(last "$log" stat::number_of_executed_units)
  edges=$(last "$log" cov)
  row "$1" "${executions:-?}" "${edges:-?}" "$(($(date +%s) - start))" \
    "$result" >"$fuzzer.row"
  cat "$fuzzer.row"
}

if [ -n "${KILN_FUZZ_ONE:-}" ]; then
  run_one "$1"
  exit
fi

[ $# -gt 0 ] || set -- fuzz_*.seeds
names=""
for fuzzer in "$@"; do
  fuzzer=${fuzzer#fuzz_}
  fuzzer=${fuzzer%.seeds}
  names="$names $fuzzer"
  rm -f "fuzz_$fuzzer.row"
done
# shellcheck disable=SC2086
printf '%s\n' $names |
  KILN_FUZZ_ONE=1 xargs -P "${JOBS:-$(nproc)}" -n 1 "$script" "$build" "$runs"

echo
row fuzzer executions edges seconds found
status=0
for fuzzer in $names; do
  cat "fuzz_$fuzzer.row" || status=1
  grep -q ' nothing$' "fuzz_$fuzzer.row" || status=1
done
exit $status
