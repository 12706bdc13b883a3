"""What `status` found, as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.cli.paint import BOLD, GREEN, RED, YELLOW, Paint, plain
from generator.cli.table import table
from generator.cli.width import WIDEST
from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn
from generator.live.codes import CODE_OF
from generator.live.status.as_json import rfc3339
from generator.live.status.database_status import FIELDS, DatabaseStatus
from generator.live.status.fixes import fixes
from generator.live.status.not_known import Gap, gaps
from generator.live.status.wanted import ORACLES
from generator.report.visible import visible
from generator.report.wrap import wrapped

if TYPE_CHECKING:
    from generator.live.oci.live_database import KeySwitch

_MOST_NAMED = 3
_NOTHING = "-"
_HEADINGS = ("DATABASE", "STATE", "KEY", "SINCE", "STATUS")
_COLORS = {True: GREEN, False: RED, None: YELLOW}


def status_text(
    found: Sequence[DatabaseStatus],
    specs: str,
    spec_of: Mapping[str, str],
    *,
    with_history: bool,
    width: int = WIDEST,
    table_width: int | None = None,
    paint: Paint = plain,
) -> str:
    """A table of all, and below it for each that differs what is wanted and what is found, with what to do; what is
    missing or not known, once per cause; and the history of keys, if it is asked for or there is only one database.
    `specs` are the command's arguments for a shell, `spec_of` the one that a stack is from. Sentences are wrapped at
    `width` columns, and tables are made to fit `table_width`, if it is given."""
    colors = {(number, len(_HEADINGS) - 1): _COLORS[one.matches] for number, one in enumerate(found, start=1)}
    parts = [
        _lines(table([_HEADINGS, *(_row(one) for one in found)], table_width, paint, colors)),
        *(_difference(one, specs, width, paint) for one in found if one.differences),
        *([_missing(found, spec_of, width, paint)] if any(one.missing for one in found) else []),
        *(_gap(gap, width, paint) for gap in gaps(found)),
        *(_history(one, table_width, paint) for one in found if one.found and (with_history or len(found) == 1)),
    ]
    return "\n".join(parts)


def summary(one: DatabaseStatus) -> str:
    """`matches`, `differs: key, role`, `missing: ocid` or `not known`."""
    if one.differences:
        return f"differs: {', '.join(_said(field, one) for field in one.differences)}"
    if one.missing:
        return f"missing: {', '.join(one.missing)}"
    return "not known" if one.unknown else "matches"


def _said(field: str, one: DatabaseStatus) -> str:
    """A difference in few words: the state of a key has no column of its own, and may be its end."""
    state = one.found.key_state if one.found and field == "key_state" else ""
    return f"{FIELDS[field]} {state}".rstrip()


def short_key(provider: str, key_arn: str) -> str:
    """A key in a column of a table: its id, or its alias; "" where nothing is known."""
    if parsed := parse_key_arn(key_arn):
        return parsed.key_id
    if key_arn:
        return key_arn
    return "oracle-managed" if provider == ORACLES else provider


def _row(one: DatabaseStatus) -> tuple[str, ...]:
    if one.found is None:
        return (one.name, _NOTHING, _NOTHING, _NOTHING, summary(one))
    key = short_key(one.found.provider, one.found.key_arn)
    if one.found.key_arn and one.found.key_arn == one.wanted.key_arn and not one.key.startswith(("arn:", ALIAS_PREFIX)):
        key = one.key  # as the spec calls it
    switch = one.last_switch
    since = _time(switch) if switch else ""
    return (one.name, one.found.lifecycle_state or _NOTHING, key or _NOTHING, since or _NOTHING, summary(one))


def _difference(one: DatabaseStatus, specs: str, width: int, paint: Paint) -> str:
    lines = [paint(f"{visible(one.name)} differs:", BOLD)]
    label = max(len(FIELDS[field]) for field in one.differences)
    for field in one.differences:
        wanted, found = (visible(getattr(side, field)) or "(none)" for side in (one.wanted, one.found))
        lines += [f"  {FIELDS[field]:{label}}  wanted  {wanted}", f"  {'':{label}}  found   {found}"]
    lines += [line for fix in fixes(one, specs) for line in _indented(fix, width)]
    return _lines(lines)


def _missing(found: Sequence[DatabaseStatus], spec_of: Mapping[str, str], width: int, paint: Paint) -> str:
    missing = [one for one in found if one.missing]
    fix = "The spec does not say the OCID yet. Once a database is provisioned, this finds it:"
    commands = dict.fromkeys(f"adbkms discover {spec_of[one.stack]}" for one in missing)
    heading = paint(f"Missing, for {_named([one.name for one in missing])}:", BOLD)
    lines = [heading, *_indented(fix, width)]
    return _lines([*lines, *(visible(f"  {command}") for command in commands)])


def _gap(gap: Gap, width: int, paint: Paint) -> str:
    code = CODE_OF[gap.cause]
    lines = [paint(f"Not known, for {_named(gap.databases)} ({code}):", BOLD)]
    for texts, before in ((gap.summaries, ""), (gap.permissions, "Needs ")):
        lines += [line for text in texts[:_MOST_NAMED] for line in _indented(f"{before}{text.rstrip('.')}.", width)]
        if len(texts) > _MOST_NAMED:
            lines.append(f"  … and {len(texts) - _MOST_NAMED} more like this.")
    return _lines([*lines, *_indented(gap.fix, width)])


def _history(one: DatabaseStatus, table_width: int | None, paint: Paint) -> str:
    """What the console shows, newest first."""
    rows = [
        (_time(switch) or _NOTHING, switch.encryption.provider or _NOTHING, switch.encryption.key_arn or _NOTHING)
        for switch in reversed(one.history)
    ]
    heading = paint(f"History of the key of {visible(one.name)}:", BOLD)
    if not rows:
        return _lines([heading, "  OCI has none."])
    shown = table([("TIME", "PROVIDER", "KEY"), *rows], table_width - 2 if table_width else None)
    return _lines([heading, *(f"  {line}" for line in shown)])


def _time(switch: KeySwitch) -> str:
    """`2026-10-01 12:30:05 UTC`, as sortable as it is readable."""
    text = rfc3339(switch.time)
    return text.replace("T", " ").replace("Z", " UTC") if text else ""


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(visible(name) for name in names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        return f"{len(names)} databases ({shown}, …)"
    return shown


def _indented(text: str, width: int) -> Iterator[str]:
    return (f"  {line}" for line in wrapped(" ".join(text.split()), width - 2))


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)
