"""What Terraform is told about an object's life: protection, ignored arguments, when it is replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.references import DATABASE
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning.case import Case, Said, is_at, others
from generator.diff.meaning.words import listed, plain

HEADS = (
    "lifecycle",
    "count",
    "for_each",
    "provider",
    "providers",
    "depends_on",
    "provisioner",
    "connection",
    "timeouts",
)
_ACCESS_LIST = "whitelisted_ips"  # the provider empties it where it is neither given nor ignored
_PROTECTION = "lifecycle.prevent_destroy"
UNPROTECTED = Said("will no longer be protected from being destroyed", Risk.ENDANGERS)
"""Nothing happens to it by that; the next change may destroy it."""
PROTECTED = Said("will be protected from being destroyed", Risk.NONE)
_STILL_UNPROTECTED = Said("will be unprotected from being destroyed, as it was", Risk.NONE)


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """What the changes of meta-arguments mean, of whatever type the object is. What takes a safeguard away changes
    nothing by itself; the next change can."""
    left = []
    for one in changed:
        if one.path == _PROTECTION:
            yield PROTECTED if one.new == "true" else UNPROTECTED if one.old == "true" else _STILL_UNPROTECTED
        elif one.path == "lifecycle.ignore_changes":
            yield from _ignored(case, one)
        elif one.path == "lifecycle.replace_triggered_by":
            yield _replaced_with(one)
        elif one.path in ("count", "for_each"):
            yield Said(
                f"will have other instances ({one.path}): Terraform destroys those that it no longer finds",
                Risk.DESTROYS,
                "instances",
            )
        elif is_at(one.path, "provider") or is_at(one.path, "providers"):
            yield Said(
                "will be looked for by another provider configuration: where that is another account or region, "
                "Terraform makes it anew",
                Risk.REPLACES,
            )
        elif one.path == "depends_on":
            yield Said("will wait for other objects than before when it changes", Risk.NONE)
        elif is_at(one.path, "timeouts"):
            yield Said("will have another time to get done in", Risk.NONE)
        else:
            left.append(one)
    commands = [one for one in left if _is_of_command(one)]
    if any(one.new is not None for one in commands):
        yield Said("will run a command of the configuration where Terraform runs (provisioner)", Risk.OPENS_ACCESS)
    elif commands:
        yield Said("will run no command any more (provisioner)", Risk.IN_PLACE)
    yield from _conditions([one for one in left if not _is_of_command(one)])


def _ignored(case: Case, change: ArgumentChange) -> Iterator[Said]:
    """An argument that changes itself says so in a sentence of its own."""
    changed = {one.path for one in case.change.arguments}
    if changed & {"secret_id", "secret_version_number"}:
        changed.add("admin_password")
    added, removed = ([one for one in map(plain, items) if one not in changed] for items in _items(change))
    if not (change.items_added or change.items_removed):
        what = "changes of all arguments" if change.new == "all" else "other changes than before"
        yield Said(f"will have {what} ignored by Terraform", Risk.IN_PLACE)
    if added:
        important = any(is_at(one, "encryption_key") for one in added)
        said = f"will keep its {listed(added)} as it is: Terraform ignores changes of it"
        yield Said(said, Risk.IN_PLACE if important else Risk.NONE)
    if _ACCESS_LIST in removed and case.change.address.startswith(DATABASE) and case.after(_ACCESS_LIST) is None:
        removed.remove(_ACCESS_LIST)
        yield Said("will have its access list emptied: every address may connect", Risk.OPENS_ACCESS)
    if removed:
        yield Said(f"will be changed where its {listed(removed)} is not what the configuration says", Risk.IN_PLACE)


def _items(change: ArgumentChange) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return change.items_added, change.items_removed


def _names(items: Sequence[str]) -> str:
    return listed(map(plain, items))


def _replaced_with(change: ArgumentChange) -> Said:
    if change.items_added or not change.items_removed:
        with_ = _names(change.items_added) if change.items_added else "other objects"
        return Said(f"will be destroyed and made anew whenever {with_} changes", Risk.REPLACES)
    return Said(f"will no longer be made anew with {_names(change.items_removed)}", Risk.NONE)


def _conditions(changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    conditions = [one for one in changed if _is_of_condition(one)]
    if conditions:
        if all(one.new is None for one in conditions):
            yield Said("will no longer be checked by Terraform before or after a change", Risk.ENDANGERS)
        elif all(one.old is None for one in conditions):
            yield Said("will be checked by Terraform before or after a change", Risk.NONE)
        else:
            yield Said("will be checked by Terraform for something else before or after a change", Risk.IN_PLACE)
    rest = [one for one in changed if not _is_of_condition(one)]
    if rest:
        yield others(rest)


def _is_of_command(change: ArgumentChange) -> bool:
    return is_at(change.path, "provisioner") or is_at(change.path, "connection")


def _is_of_condition(change: ArgumentChange) -> bool:
    return "condition[" in change.path or "condition." in change.path
