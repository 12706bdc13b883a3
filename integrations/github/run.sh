#!/usr/bin/env bash
# Checks a spec and its tree, and says in the job's summary what differs from the base. The inputs are ADBKMS_*; they may
# be anything, so each is an argument by itself, behind `=` or `--`; without a line break, so that no message that quotes
# one begins a line of the log, which could be a workflow command.
set -euo pipefail

fail() {
  printf '::error title=adbkms::%s\n' "$1"
  exit 1
}

# One output, whatever is in the value: nobody can guess the line that ends it.
output() {
  local end
  end="end-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
}

case "$ADBKMS_SPEC$ADBKMS_OUT$ADBKMS_MODE$ADBKMS_FORMAT$ADBKMS_SARIF$ADBKMS_BASE" in
  *$'\n'* | *$'\r'*) fail 'An input holds a line break.' ;;
esac

adbkms validate --terraform=off --format="$ADBKMS_FORMAT" -- "$ADBKMS_SPEC" || valid=no
if [ -n "$ADBKMS_SARIF" ]; then
  adbkms validate --terraform=off --format=sarif -- "$ADBKMS_SPEC" >"$ADBKMS_SARIF" || valid=no
fi
[ "${valid:-yes}" = yes ] || fail 'The spec has errors.'

code=0
case "$ADBKMS_MODE" in
  check) adbkms render --check --out="$ADBKMS_OUT" -- "$ADBKMS_SPEC" || code=$? ;;
  render) adbkms render --out="$ADBKMS_OUT" -- "$ADBKMS_SPEC" || code=$? ;;
  *) fail 'The input mode is check or render.' ;;
esac
case "$code" in
  0) ;;
  2) stale=yes ;; # reported below, after the difference
  *) fail 'The tree cannot be compared with the spec.' ;;
esac

# A branch that is new has zeros for what was there before. A shallow clone fetches the one commit.
base="$ADBKMS_BASE"
[[ $base =~ [^0] ]] || base=''
if [ -n "$base" ] && ! git rev-parse --verify --quiet --end-of-options "$base^{commit}" >/dev/null; then
  git fetch --quiet --no-tags --depth=1 --end-of-options origin "$base" ||
    fail 'The base is not in this clone: give fetch-depth: 0 to actions/checkout.'
fi

if [ -z "$base" ]; then
  stacks="$(adbkms stacks --format=matrix -- "$ADBKMS_OUT")"
  difference=true
else
  stacks="$(adbkms stacks --changed="$base" --format=matrix -- "$ADBKMS_OUT")"
  # Git counts a path behind `./` from the working directory. Where the base has no tree yet, all is new.
  old="$base:./$ADBKMS_OUT"
  if ! git cat-file -e "$old" 2>/dev/null; then
    old="$RUNNER_TEMP/adbkms-no-tree"
    mkdir -p "$old/.adbkms"
  fi
  comment="$RUNNER_TEMP/adbkms-diff.md"
  code=0
  adbkms diff --format=markdown -- "$old" "$ADBKMS_OUT" >"$comment" || code=$?
  case "$code" in
    0) difference=false ;;
    2) difference=true ;;
    *) fail 'The difference from the base cannot be told.' ;;
  esac
  cat "$comment" >>"$GITHUB_STEP_SUMMARY"
  output comment-file "$comment"
fi
# A stack that is gone has no folder to run Terraform in.
stacks="$(jq --compact-output '{include: [.include[] | select(.change != "removed")]}' <<<"$stacks")"
output difference "$difference"
output stacks "$stacks"

[ "${stale:-no}" = no ] || fail 'The committed tree is not what the spec gives. Run adbkms render, and commit what it writes.'
