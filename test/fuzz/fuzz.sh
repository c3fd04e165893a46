#!/bin/sh
# usage: fuzz.sh BUILD_DIR [RUNS [FUZZER...]]
# Runs every fuzzer (or those named) RUNS times from its seeds and prints what
# that covered. What one finds is left in BUILD_DIR/test/fuzz/found; copy it to
# the seeds once mended.
set -eu
build=$1
runs=${2:-100000}
[ $# -gt 1 ] && shift 2 || shift
cd "$build/test/fuzz"
[ $# -gt 0 ] || set -- fuzz_*.seeds
status=0
table=""

# What libFuzzer's log says last of a number, e.g. `cov: 1234`.
last() { sed -n "s/.*$2: *\([0-9]*\).*/\1/p" "$1" | tail -1; }

for fuzzer in "$@"; do
  fuzzer=${fuzzer%.seeds}
  corpus=corpus/$fuzzer
  mkdir -p "$corpus" found
  log=$fuzzer.log
  # Leaks are looked for when the tests run the seeds: after each run it would
  # take most of the time.
  # shellcheck disable=SC2046
  if "./$fuzzer" -runs="$runs" -max_len=4096 -timeout=120 -rss_limit_mb=3072 \
    -detect_leaks=0 -artifact_prefix="found/$fuzzer-" -print_final_stats=1 \
    "$corpus" $(cat "$fuzzer.seeds") >"$log" 2>&1; then
    row="$fuzzer: $(last "$log" stat::number_of_executed_units) executions"
    row="$row, $(last "$log" cov) edges covered"
    row="$row, $(last "$log" stat::average_exec_per_sec) a second, nothing found"
  else
    status=1
    tail -40 "$log"
    found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
    row="$fuzzer: FAILED on $build/test/fuzz/${found:-nothing that it wrote}"
    row="$row, see $build/test/fuzz/$log"
  fi
  echo "$row"
  table="$table$row
"
done
[ $# -eq 1 ] || printf '\n%s' "$table"
exit $status
