"""The IAM role that Oracle assumes: a call of the role module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.configuration.terraform import Value
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning import lifecycle, module_source, tags
from generator.diff.meaning.afterwards import address_in, is_taken_over, is_whole_stack
from generator.diff.meaning.by_action import by_action
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.made_anew import is_new_policy_of_new_keys
from generator.diff.meaning.names import named
from generator.diff.meaning.selection import PRESENTED_AS, grouped, presenters, users_of_role
from generator.diff.meaning.words import are, few, instead, listed, plain, shown, value_of


def meanings(case: Case) -> Iterator[Said]:
    """What becomes of a role."""
    return by_action(
        case, stays="stays in AWS", added=_added, removed=_removed, changed=lambda case: by_parts(case, _PARTS)
    )


def _added(case: Case) -> Iterator[Said]:
    """In a new stack, with its own new keys, it lets nobody at anything that there is."""
    made = "taken over as it is in AWS" if is_taken_over(case.new, case.change.address) else "made"
    policies = [named(one, case.new) for one in _mapping(case.after("policy_arns")).values()]
    use = f"use {listed(one.name for one in policies)}" if policies else "assume it"
    is_first = (
        is_whole_stack(case.old) and made == "made" and all(is_new_policy_of_new_keys(case, one) for one in policies)
    )
    yield Said(
        f"will be {made}, and let Oracle's user {shown(case.after('oracle_user_arn'))} {use} with the external ID "
        f"{_ids(case.after('external_ids'))}",
        Risk.IN_PLACE if is_first else Risk.OPENS_ACCESS,
    )


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _ids(value: Value) -> str:
    return listed(map(shown, value), "or") if isinstance(value, tuple) and value else shown(value)


def _removed(case: Case) -> Said:
    left = users_of_role(case.new, case.change.address)
    before = users_of_role(case.old, case.change.address)
    if left:
        return Said(f"will be deleted in AWS: {are(left)} locked out of the key", Risk.DESTROYS)
    if before:
        return Said(
            f"will be deleted in AWS before its databases have let go of it: {listed(few(before))} can lose the key",
            Risk.DESTROYS,
        )
    return Said("will be deleted in AWS; no database of the stack reaches its key by it", Risk.DESTROYS)


def _replaced(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    yield Said(
        f"will be deleted and made anew in AWS, since the {listed(one.path for one in changed)} cannot be changed; "
        "databases that reach their key by it lose it until they are told of the new one",
        Risk.REPLACES,
    )


def _trusted(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        if one.new is not None:
            yield Said(f"will trust Oracle's user {plain(one.new)}", Risk.OPENS_ACCESS)
        if one.old is not None:
            yield Said(
                f"will no longer trust Oracle's user {plain(one.old)}: a database whose Oracle user that is cannot "
                "reach its key",
                Risk.ENDANGERS,
            )


def _external_ids(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        if one.items_added:
            yield Said(f"will accept the external ID {listed(map(plain, one.items_added))} as well", Risk.OPENS_ACCESS)
        for kind, items in grouped((_kind_of(item), item) for item in map(plain, one.items_removed)).items():
            yield _no_longer_accepted(case, kind, items)
        if not (one.items_added or one.items_removed):
            yield Said(f"will accept the external IDs that {one.new or 'nobody'} says", Risk.OPENS_ACCESS)


def _kind_of(external_id: str) -> str:
    """`tenancy`, `compartment` or `autonomousdatabase` of an OCID; nothing of what is none."""
    kind = external_id.split(".", 2)[1] if external_id.count(".") > 1 else ""
    return kind if kind in PRESENTED_AS else ""


def _no_longer_accepted(case: Case, kind: str, external_ids: Sequence[str]) -> Said:
    """The databases that present an OCID of that kind are locked out if none of the kind is left, and can be if there
    is another one."""
    said = f"will no longer accept the external ID {listed(external_ids, 'or')}"
    after = case.after("external_ids")
    same_kind = [one for one in after if shown(one).startswith(f"ocid1.{kind}.")] if isinstance(after, tuple) else []
    names = presenters(case.new, case.change.address, PRESENTED_AS.get(kind, ""))
    if names and not same_kind:
        return Said(f"{said}: {are(names)} locked out of the key", Risk.ENDANGERS)
    return Said(f"{said}: a database that presents it cannot reach its key", Risk.ENDANGERS if names else Risk.IN_PLACE)


def _policies(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    attached: list[str] = []
    new: list[str] = []
    detached: list[str] = []
    changed, again = _attached_again(case, changed)
    for before, after in again:
        yield Said(
            f"will have {before} attached anew as {after}; until then Oracle cannot use the keys by it",
            Risk.REPLACES,
            "an attachment",
        )
    for one in changed:
        name = _key(one)
        if one.old is None:
            is_new = is_new_policy_of_new_keys(case, named(value_of(one.new or ""), case.new))
            (new if is_new else attached).append(name or one.new or "")
        elif one.new is None:
            detached.append(name or one.old)
        else:
            after, before = named(value_of(one.new), case.new).name, named(value_of(one.old), case.old).name
            yield Said(f"will have {after} attached in the place of {before}", Risk.ENDANGERS)
    if attached:
        yield Said(f"will have {listed(attached)} attached", Risk.OPENS_ACCESS)
    if new:
        yield Said(f"will have {listed(new)} attached", Risk.IN_PLACE)
    if detached:
        users = users_of_role(case.new, case.change.address)
        locked = f": {are(users)} locked out of the key unless another policy allows the same" if users else ""
        yield Said(f"will have {listed(detached)} detached{locked}", Risk.ENDANGERS)


def _attached_again(
    case: Case, changed: Sequence[ArgumentChange]
) -> tuple[list[ArgumentChange], list[tuple[str, str]]]:
    """The changes that are left when a policy with another name is the same one, and the names of those."""
    attached: dict[str, list[ArgumentChange]] = {}
    for one in reversed(changed):
        if one.old is None and one.new and (address := named(value_of(one.new), case.new).address):
            attached.setdefault(address, []).append(one)
    done: set[str] = set()
    again = []
    for old in changed:
        was = named(value_of(old.old), case.old).address if old.old and old.new is None else None
        if was and (same := attached.get(address_in(case.new, was))):
            new = same.pop()
            done |= {old.path, new.path}
            again.append((_key(old), _key(new)))
    return [one for one in changed if one.path not in done], again


def _key(change: ArgumentChange) -> str:
    return plain(change.path.partition("[")[2][:-1])


def _boundary(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    yield from map(bounded, changed)


def bounded(change: ArgumentChange) -> Said:
    """A boundary that does not allow the use of the key takes it away, whatever the policies say."""
    if change.new in (None, "null"):
        return Said(f"will no longer be bounded by {plain(change.old or '')} (permissions boundary)", Risk.OPENS_ACCESS)
    bound = plain(change.new) if change.old in (None, "null") else instead(change)
    return Said(
        f"will be bounded by {bound} (permissions boundary): Oracle can use the key only if that allows it, too",
        Risk.ENDANGERS,
    )


def _session(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        yield Said(f"will let a session last {instead(one)} seconds", Risk.IN_PLACE)


def _description(_: Case, __: Sequence[ArgumentChange]) -> Iterator[Said]:
    yield Said("will have another description in AWS", Risk.IN_PLACE)


_PARTS = (
    Part(("name", "path"), _replaced),
    Part(("description",), _description),
    Part(("oracle_user_arn",), _trusted),
    Part(("external_ids",), _external_ids),
    Part(("policy_arns",), _policies),
    Part(("permissions_boundary",), _boundary),
    Part(("max_session_duration",), _session),
    Part(tags.HEADS, tags.sentences),
    Part(module_source.HEADS, module_source.sentences),
    Part(lifecycle.HEADS, lifecycle.sentences),
)
