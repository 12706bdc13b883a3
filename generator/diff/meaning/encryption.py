"""What another selection of a key means for a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.terraform import Block, Expression
from generator.diff.changes import Action, ArgumentChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning import way_to_key
from generator.diff.meaning.access import is_ignored
from generator.diff.meaning.afterwards import address_in, is_let_go
from generator.diff.meaning.case import Case, Said, is_at, others
from generator.diff.meaning.names import Named, named
from generator.diff.meaning.selection import ORACLE, Selection, selection_of
from generator.diff.meaning.words import listed

HEADS = ("encryption_key", "depends_on", "lifecycle.postcondition")
_ELSEWHERE = {
    "AZURE": "a key in Azure Key Vault",
    "GCP": "a key in Google Cloud KMS",
    "OCI": "a key in OCI Vault",
    "OKV": "a key in Oracle Key Vault",
}


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """What the changes of the block mean, with those of what follows from it: what the database waits for, and what an
    apply is checked for."""
    of_key = [one for one in changed if is_at(one.path, "encryption_key")]
    if of_key and all(is_ignored(case.now, one.path) for one in of_key):
        yield _kept(case, "Terraform ignores changes of its encryption_key")
    elif of_key:
        yield from _selected(case, changed)
        if selection_of(case.now, case.new).is_aws:
            yield from _no_longer_checked(case)
        return
    for one in changed:
        if one.path == "depends_on":
            yield from _waits(case, one)
    checks = [one for one in changed if is_at(one.path, "lifecycle.postcondition")]
    if checks:
        yield from _checked(case, checks)


def _selected(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    before, after = selection_of(case.was, case.old), selection_of(case.now, case.new)
    found = [*_of_key(case, before, after), *way_to_key.sentences(case, before, after)]
    if not found:
        found = [others(one for one in changed if is_at(one.path, "encryption_key"))]
    yield from found


def _of_key(case: Case, before: Selection, after: Selection) -> Iterator[Said]:
    old_key = before.key if before.is_aws else None
    if after.provider is None:
        yield _left_out(case, old_key)
    elif after.provider == ORACLE:
        if old_key:
            yield _with_fate(case, "will go back to Oracle's key", old_key)
        elif before.provider != ORACLE:
            was = "whatever key it has now" if before.provider is None else f"no longer {_elsewhere(before)}"
            yield Said(f"will be told to use Oracle's key, {was}", Risk.IN_PLACE)
    elif not after.is_aws:
        if before.provider != after.provider:
            yield _with_fate(case, f"will be encrypted with {_elsewhere(after)}", old_key)
    elif after.key and old_key is None:
        instead = _elsewhere(before) if before.provider and not before.is_aws else "Oracle's key"
        yield Said(
            f"will be encrypted with {after.key.name} in AWS KMS{after.way}, instead of {instead}", Risk.IN_PLACE
        )
    elif after.key and old_key:
        yield from _other_key(case, old_key, after.key)
    if after.is_aws and after.missing and after.missing != before.missing:
        yield Said(
            f"will be told of a key without {listed(after.missing)}: the provider sends an empty text, and the service "
            "cannot use the key",
            Risk.ENDANGERS,
        )


def _elsewhere(selection: Selection) -> str:
    if selection.provider == ORACLE:
        return "Oracle's key"
    return _ELSEWHERE.get(selection.provider or "", f"what {selection.provider} says")


def _left_out(case: Case, key: Named | None) -> Said:
    if key is None:
        return Said("will keep the key that it has: the encryption_key block is left out", Risk.NONE)
    return _kept(case, "the provider changes nothing where the encryption_key block is left out")


def _kept(case: Case, why: str) -> Said:
    selected = selection_of(case.was, case.old)
    key = selected.key if selected.is_aws else None
    if key is None:
        return Said(f"will keep the key that it has: {why}", Risk.NONE)
    _, risk = fate(case, key)
    kept = f"will keep {key.name}: {why}"
    if risk is Risk.DESTROYS:
        return Said(f"{kept}; but {key.name} will be deleted, and its data is lost with it", risk)
    return Said(kept, Risk.NONE)


def _other_key(case: Case, old: Named, new: Named) -> Iterator[Said]:
    address = address_in(case.new, old.address) if old.address else None
    same = address == new.address if address else old.name == new.name and new.address is None
    if not same:
        yield _with_fate(case, f"will be encrypted with {new.name}{_perhaps_the_same(case, old, new)}", old)
    elif old.by_alias is not new.by_alias:
        name = "its alias instead of its ARN" if new.by_alias else "its ARN instead of its alias"
        yield Said(f"will name {new.name} by {name}: the same key, which is sent again", Risk.IN_PLACE)


def _perhaps_the_same(case: Case, old: Named, new: Named) -> str:
    """A key that the stack lets go of can go on to be used by its ARN; the trees do not tell that it is the same."""
    if old.address and new.address is None and is_let_go(case.new, old.address):
        return f", the same key if that is the ARN of {old.name}"
    return ", which this stack does not manage" if new.address is None and new.is_known else ""


def _with_fate(case: Case, said: str, key: Named | None) -> Said:
    if key is None:
        return Said(said, Risk.IN_PLACE)
    text, risk = fate(case, key)
    return Said(f"{said}; {text}", risk)


def fate(case: Case, key: Named) -> tuple[str, Risk]:
    """What becomes of a key that a database has been encrypted with."""
    if key.address is None:
        whose = ", which this stack does not manage," if key.is_known else ""
        return f"{key.name}{whose} has to stay for old backups", Risk.IN_PLACE
    if case.new.at(address_in(case.new, key.address)):
        return f"{key.name} stays for old backups", Risk.IN_PLACE
    if is_let_go(case.new, key.address):
        return f"{key.name} is let go of and stays in AWS for old backups", Risk.IN_PLACE
    return f"{key.name} will be deleted, and old backups are lost with it", Risk.DESTROYS


def _waits(case: Case, change: ArgumentChange) -> Iterator[Said]:
    gone = [_waited_for(one, case.old) for one in change.items_removed if case.new.at(one)]
    left = [_waited_for(one, case.old) for one in change.items_removed if not case.new.at(one)]
    new = [_waited_for(one, case.new) for one in change.items_added]
    if gone:
        yield Said(
            f"will no longer wait for {listed(gone)}: it can be told of its key before Oracle may use it", Risk.IN_PLACE
        )
    if left:
        yield Said(f"will no longer wait for {listed(left)}, which the stack no longer has", Risk.NONE)
    if new or not (gone or left):
        yield Said(f"will wait for {listed(new) if new else 'other objects'} when it changes", Risk.NONE)


def _waited_for(hcl: str, folder: Folder) -> str:
    """The name of the object at an address, as it stands in `depends_on`."""
    return named(Expression(f"{hcl}.arn"), folder).name


def _no_longer_checked(case: Case) -> Iterator[Said]:
    """An apply can end well with the old key when the service's work request fails: the checks catch that."""
    before, after = (_postconditions(block) for block in (case.was, case.now))
    if len(after) < len(before):
        what = "no longer be checked" if not after else "be checked less"
        yield Said(
            f"will {what} for the key that it has after an apply, so another key can go unnoticed", Risk.ENDANGERS
        )


def _checked(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    gone = [*_no_longer_checked(case)]
    if gone:
        yield from gone
    elif not _postconditions(case.was):
        yield Said("will be checked after an apply", Risk.NONE)
    elif any(one.path.endswith(".condition") for one in changed):
        yield Said("will be checked for something else after an apply: see that it is still the key", Risk.IN_PLACE)
    elif case.change.action is not Action.MOVED:
        yield _called_otherwise(case) or Said("will be checked with another message after an apply", Risk.NONE)


def _called_otherwise(case: Case) -> Said | None:
    """The messages of the checks name the database and its key, and so are others after a renaming."""
    before, after = selection_of(case.was, case.old).key, selection_of(case.now, case.new).key
    if before is None or after is None or before.address is None or before.address == after.address:
        return None
    return Said(f"will keep {after.name} as its key, which Terraform knows at another address", Risk.NONE)


def _postconditions(block: Block | None) -> list[Block]:
    lifecycles = block.nested("lifecycle") if block else ()
    return [one for lifecycle in lifecycles for one in lifecycle.nested("postcondition")]
