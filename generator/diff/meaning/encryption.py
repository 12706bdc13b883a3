"""What another selection of a key means for a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.terraform import Block, Expression
from generator.diff.changes import Action, ArgumentChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning.afterwards import address_in, is_let_go
from generator.diff.meaning.case import Case, Said, is_at, others
from generator.diff.meaning.names import Named, named
from generator.diff.meaning.selection import ORACLE, PRESENTED_AS, Selection, selection_of
from generator.diff.meaning.words import listed, shown
from generator.facts.arn import parse_alias_arn, parse_key_arn
from generator.facts.aws_regions import endpoint_region

HEADS = ("encryption_key", "depends_on", "lifecycle.postcondition")
_ELSEWHERE = {
    "AZURE": "a key in Azure Key Vault",
    "GCP": "a key in Google Cloud KMS",
    "OCI": "a key in OCI Vault",
    "OKV": "a key in Oracle Key Vault",
}
_WHOSE = {"tenant_ocid": "its tenancy's", "compartment_ocid": "its compartment's", "database_ocid": "its own"}


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """What the changes of the block mean, with those of what follows from it: what the database waits for, and what an
    apply is checked for."""
    if any(is_at(one.path, "encryption_key") for one in changed):
        yield from _selected(case, changed)
        return
    for one in changed:
        if one.path == "depends_on":
            yield from _waits(case, one)
    checks = [one for one in changed if is_at(one.path, "lifecycle.postcondition")]
    if checks:
        yield from _checked(case, checks)


def _selected(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    before, after = selection_of(case.was, case.old), selection_of(case.now, case.new)
    found = [*_of_key(case, before, after), *_of_way(case, before, after)]
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
    _, risk = fate(case, key)
    kept = f"will keep {key.name}: the provider changes nothing where the encryption_key block is left out"
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


def _of_way(case: Case, before: Selection, after: Selection) -> Iterator[Said]:
    """The role, the endpoint and the external ID. With the first key in AWS KMS they are no news of their own."""
    if not (before.is_aws and after.is_aws):
        return
    if before.role and after.role and not _is_same_role(case, before.role, after.role):
        gone = before.role.address and not case.new.at(address_in(case.new, before.role.address))
        yield Said(
            f"will reach its key by the role {after.role.name} instead of {before.role.name}"
            + (", which goes in the same apply" if gone else ""),
            Risk.IN_PLACE,
        )
    if after.endpoint is not None and before.endpoint is not None and before.endpoint != after.endpoint:
        yield _other_endpoint(case, after, shown(before.endpoint), shown(after.endpoint))
    if after.external_id is not None and before.external_id is not None and before.external_id != after.external_id:
        old, new = (_WHOSE.get(shown(one), shown(one)) for one in (before.external_id, after.external_id))
        said = f"will present {new} OCID as the external ID instead of {old}"
        if after.role and _refuses(case.new, after.role, shown(after.external_id)):
            yield Said(f"{said}, which its role {after.role.name} does not accept", Risk.ENDANGERS)
        else:
            yield Said(f"{said}: its role has to accept that", Risk.IN_PLACE)


def _is_same_role(case: Case, old: Named, new: Named) -> bool:
    address = address_in(case.new, old.address) if old.address else None
    return address == new.address if address else old.name == new.name


def _refuses(folder: Folder, role: Named, external_id: str) -> bool:
    """True if the role is the stack's, and accepts no OCID of the kind that is presented."""
    block = folder.at(role.address) if role.address else None
    accepted = block.arguments.get("external_ids") if block else None
    kinds = [kind for kind, name in PRESENTED_AS.items() if name == external_id]
    if not isinstance(accepted, tuple) or not all(isinstance(one, str) for one in accepted) or not kinds:
        return False
    return not any(shown(one).startswith(f"ocid1.{kinds[0]}.") for one in accepted)


def _other_endpoint(case: Case, selection: Selection, old: str, new: str) -> Said:
    before, after = endpoint_region(old), endpoint_region(new)
    key = _region_of_key(case, selection.key)
    misfit = after is not None and key is not None and key != after
    where = f", and the key is in {key}" if misfit else ""
    risk = Risk.ENDANGERS if misfit else Risk.IN_PLACE
    if before and after and before != after:
        return Said(f"will look for its key in {after} ({new}) instead of {before}{where}", risk)
    return Said(f"will reach AWS KMS by {new} instead of {old}{where}", risk)


def _region_of_key(case: Case, key: Named | None) -> str | None:
    """By its ARN, or by the stack's own provider for AWS; None where neither tells it."""
    if key is None:
        return None
    if arn := parse_key_arn(key.name) or parse_alias_arn(key.name):
        return arn.region
    provider = case.new.at("provider.aws")
    region = provider.arguments.get("region") if provider and key.address else None
    return region if isinstance(region, str) else None


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


def _checked(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """An apply can end well with the old key when the service's work request fails: the checks catch that."""
    before, after = (_postconditions(block) for block in (case.was, case.now))
    if len(after) < len(before):
        what = "no longer be checked" if not after else "be checked less"
        yield Said(
            f"will {what} for the key that it has after an apply, so another key can go unnoticed", Risk.ENDANGERS
        )
    elif not before:
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
