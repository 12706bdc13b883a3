"""Fuzzers: whatever bytes come in, what is promised about them holds.

A target is a module with `target(data)`, which raises only where a promise is broken, and `seeds()`, inputs to begin
with. What a fuzzer has found is kept in `corpus/TARGET/`, a file each, and `test_targets.py` tries it at every run.

    python -m tests.fuzz spec_loader -max_total_time=600

looks for more by way of atheris (libFuzzer, guided by coverage) where that is installed, and by changing the seeds at
random where it is not. atheris is in no lock file; it goes into an environment of its own that sees this one:

    python -m venv build/fuzz && build/fuzz/bin/pip install atheris
    echo "$PWD/.venv/lib/python3.11/site-packages" > build/fuzz/lib/python3.11/site-packages/adbkms.pth
    build/fuzz/bin/python -m tests.fuzz spec_loader -max_total_time=600
"""

TARGETS = (
    "spec_loader",
    "hcl_literals",
    "hcl_reading",
    "plan_reader",
    "state_reader",
    "key_edits",
    "records",
    "template_filters",
)
