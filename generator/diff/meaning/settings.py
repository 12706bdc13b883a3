"""What a database is and has: size, version, name, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.configuration.references import DATABASE
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning.access import is_ignored
from generator.diff.meaning.case import Case, Said, others
from generator.diff.meaning.words import instead, listed, plain
from generator.facts import provider_schema
from generator.facts.replacing_arguments import REPLACING

_TAGS = {"freeform_tags": "free-form tags", "defined_tags": "defined tags", "system_tags": "system tags"}
_STANDBYS = "Oracle does not support a key in AWS KMS for a cross-region standby"


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """What the changes of all arguments mean that are nobody else's. The provider takes what it fills in by itself from
    the service where an argument is left out: then nothing changes."""
    ignored = [one for one in changed if is_ignored(case.now, one.path)]
    if ignored:
        names = listed(dict.fromkeys(one.path for one in ignored))
        yield Said(f"will keep its {names} as it is: Terraform ignores changes of it", Risk.NONE)
    changed = [one for one in changed if one not in ignored]
    kept = [one for one in changed if one.new is None and _is_filled_in(one.path)]
    if kept:
        names = listed(dict.fromkeys(one.path for one in kept))
        yield Said(f"will keep what it has of {names}, which the configuration no longer says", Risk.NONE)
    left = []
    tags: dict[str, list[ArgumentChange]] = {}
    for one in changed:
        if one in kept:
            continue
        argument = one.path.partition("[")[0]
        if argument in _TAGS:
            tags.setdefault(argument, []).append(one)
        elif argument in REPLACING[DATABASE]:
            yield _replaced(case, one)
        elif one.path in _IN_WORDS:
            yield _IN_WORDS[one.path](case, one)
        else:
            left.append(one)
    for argument, of_it in tags.items():
        yield Said(f"will have other {_TAGS[argument]} in OCI{_keys(of_it)}", Risk.IN_PLACE)
    if left:
        yield others(left)


def _is_filled_in(path: str) -> bool:
    """Of a map, or a list of blocks, an item that is left out is taken away."""
    if not path.isidentifier():
        return False
    attribute = provider_schema.argument_type(DATABASE, path)
    return isinstance(attribute, provider_schema.Attribute) and attribute.computed


def _keys(changed: Sequence[ArgumentChange]) -> str:
    keys = [plain(one.path.partition("[")[2][:-1]) for one in changed if "[" in one.path]
    return f": {listed(keys)}" if keys else ""


def _replaced(case: Case, change: ArgumentChange) -> Said:
    lifecycles = case.now.nested("lifecycle") if case.now else ()
    kept = any(one.arguments.get("prevent_destroy") is True for one in lifecycles)
    why = f"another {change.path} needs another database"
    lost = "Terraform refuses while prevent_destroy is set" if kept else "its data is lost"
    cross = f"; {_STANDBYS}" if "CROSS_REGION" in (change.new or "").upper() else ""
    return Said(f"will be destroyed and made anew, since {why}; {lost}{cross}", Risk.REPLACES)


_Say: TypeAlias = Callable[[Case, ArgumentChange], Said]


def _says(words: str, risk: Risk = Risk.IN_PLACE) -> _Say:
    """`{}` is the new value, instead of the old one where there is one."""
    return lambda _, change: Said(words.format(instead(change)), risk)


def _goes(words: str, risk: Risk = Risk.IN_PLACE) -> _Say:
    """The same, from the old value."""

    def say(_: Case, change: ArgumentChange) -> Said:
        from_ = f" from {plain(change.old)}" if change.old is not None and change.new is not None else ""
        return Said(words.format(plain(change.new or change.old or "") + from_), risk)

    return say


def _amount(unit: str) -> _Say:
    def say(_: Case, change: ArgumentChange) -> Said:
        before = f" instead of {plain(change.old)}" if change.old is not None else ""
        return Said(f"will have {plain(change.new or '')} {unit}{before}", Risk.IN_PLACE)

    return say


def _compute(case: Case, change: ArgumentChange) -> Said:
    unit = "ECPUs" if case.after("compute_model") == "ECPU" else "units of compute"
    return _amount(unit)(case, change)


def _switch(on: str, off: str) -> _Say:
    def say(_: Case, change: ArgumentChange) -> Said:
        if change.new in ("true", "false"):
            return Said(on if change.new == "true" else off, Risk.IN_PLACE)
        return others([change])

    return say


def _retention(_: Case, change: ArgumentChange) -> Said:
    old, new = change.old or "", change.new or ""
    text = f"will keep its backups for {instead(change)} days"
    if old.isdecimal() and new.isdecimal() and int(new) < int(old):
        return Said(f"{text}: older ones are lost", Risk.DESTROYS, "older backups")
    return Said(text, Risk.IN_PLACE)


_IN_WORDS: Mapping[str, _Say] = {
    "compartment_id": _goes(
        "will move to the compartment {}; other policies of OCI decide there who may use it", Risk.OPENS_ACCESS
    ),
    "db_name": _goes("will be renamed to {}, also in its connect strings"),
    "display_name": _says("will be called {} in the console of OCI"),
    "compute_count": _compute,
    "compute_model": _says("will be sized by {}"),
    "cpu_core_count": _amount("OCPUs"),
    "data_storage_size_in_tbs": _amount("TB of storage"),
    "data_storage_size_in_gb": _amount("GB of storage"),
    "license_model": _says("will be licensed as {}"),
    "db_workload": _says("will have the workload type {}"),
    "db_version": _says("will run Oracle Database {}"),
    "database_edition": _says("will be of the edition {}"),
    "backup_retention_period_in_days": _retention,
    "is_auto_scaling_enabled": _switch(
        "will scale its compute by itself", "will no longer scale its compute by itself"
    ),
    "is_auto_scaling_for_storage_enabled": _switch(
        "will scale its storage by itself", "will no longer scale its storage by itself"
    ),
    "is_local_data_guard_enabled": _switch(
        "will get a standby in its region; whether that works with a key in AWS KMS, Oracle does not say",
        "will no longer have a standby in its region",
    ),
    "is_disconnect_peer": _says("will be told whether to leave its standby: {}"),
    "peer_db_id": _says(f"will have the peer {{}}; {_STANDBYS}"),
    "kms_key_id": _says("will be told of a key in OCI Vault as well, {}, in the way of before there were AWS keys"),
    "vault_id": _says("will be told of a vault in OCI as well, {}, in the way of before there were AWS keys"),
    "rotate_key_trigger": _says("will be told to rotate Oracle's key, which is for dedicated infrastructure only: {}"),
}
