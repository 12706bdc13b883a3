"""An IAM policy that allows the use of keys: a call of the policy module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.configuration.terraform import Block, Value
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning import lifecycle, module_source, tags
from generator.diff.meaning.afterwards import address_in, is_taken_over
from generator.diff.meaning.by_action import by_action
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.made_anew import allows_new_keys_alone, is_new_key
from generator.diff.meaning.names import Named, kind_of, name_of, named
from generator.diff.meaning.selection import grouped, users_of_key, users_of_role
from generator.diff.meaning.words import MOST_NAMES, are, few, listed, plain, value_of
from generator.facts.kms_actions import KEY_USER, matching

_DECRYPT = "kms:Decrypt"


def meanings(case: Case) -> Iterator[Said]:
    """What becomes of a policy."""
    return by_action(
        case, stays="stays in AWS", added=_added, removed=_removed, changed=lambda case: by_parts(case, _PARTS)
    )


def _added(case: Case) -> Iterator[Said]:
    keys = listed(one.name for one in _keys(case.after("key_arns"), case.new))
    if is_taken_over(case.new, case.change.address):
        yield Said(f"will be taken over as it is in AWS, and allow the use of {keys}", Risk.OPENS_ACCESS)
        return
    is_first = allows_new_keys_alone(case, case.after("key_arns"))
    yield Said(f"will be made, and allow the use of {keys}", Risk.IN_PLACE if is_first else Risk.OPENS_ACCESS)


def _removed(case: Case) -> Said:
    roles = case.old.once(_roles_by_policy).get(case.change.address, ())
    users = case.old.once(_users_left, case.new)
    left: list[str] = []
    for role in roles:
        left += users[role][: max(MOST_NAMES - len(left), 0)]
    count = sum(len(users[role]) for role in roles)
    locked = f": {are(left, count)} locked out of the key unless another policy allows the same" if left else ""
    return Said(f"will be deleted in AWS{locked}", Risk.DESTROYS)


def _keys(value: Value, folder: Folder) -> list[Named]:
    return [named(one, folder) for one in (value if isinstance(value, tuple) else (value,))]


def _roles_by_policy(folder: Folder) -> Mapping[str | None, tuple[str, ...]]:
    """The addresses of the roles that have a policy, by the policy's."""
    return grouped(
        (address, block.address)
        for block in folder.once(_roles)
        if isinstance(policies := block.arguments.get("policy_arns"), Mapping)
        for address in dict.fromkeys(named(one, folder).address for one in policies.values())
    )


def _users_left(old: Folder, new: Folder) -> Mapping[str, Sequence[str]]:
    """The databases that have reached their key by a role, by its address, of those that reach it by one now."""
    now = {database for block in new.once(_roles) for database in users_of_role(new, block.address)}
    return {
        block.address: [name for name in users_of_role(old, block.address) if name in now] for block in old.once(_roles)
    }


def _roles(folder: Folder) -> Sequence[Block]:
    return [block for block in folder.of_type("module") if kind_of(block) == "role"]


def _replaced(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    yield Said(
        f"will be deleted and made anew in AWS, since the {listed(one.path for one in changed)} cannot be changed; "
        "until attached again, Oracle cannot use the keys by it",
        Risk.REPLACES,
    )


def _other_keys(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        added = [named(value_of(item), case.new) for item in one.items_added]
        new = [key.name for key in added if is_new_key(case, key)]
        known = [key.name for key in added if not is_new_key(case, key)]
        removed = [named(value_of(item), case.old) for item in one.items_removed]
        if known:
            yield Said(f"will allow the use of {listed(known)} as well", Risk.OPENS_ACCESS)
        if new:
            yield Said(f"will allow the use of {listed(new)} as well", Risk.IN_PLACE)
        for key in removed:
            yield _without(case, key)
        if not (added or removed):
            yield Said(f"will allow the use of the keys that {one.new or 'the module'} says", Risk.OPENS_ACCESS)


def _without(case: Case, key: Named) -> Said:
    """What it means that the policy does not allow the use of a key any more. Whoever was allowed it can have used it,
    and there are backups then."""
    said = f"will no longer allow the use of {key.name}"
    address = address_in(case.new, key.address) if key.address else None
    now = Named(key.name, address, key.by_alias)
    if others := case.new.once(_policies_by_key).get(address or key.name):
        return Said(f"{said}, which {listed(few(others))} still allows", Risk.IN_PLACE)
    if users := users_of_key(case.new, now):
        return Said(f"{said}: {are(users)} locked out of what it encrypts", Risk.ENDANGERS)
    if users := users_of_key(case.old, key):
        return Said(f"{said}, which old backups of {listed(few(users))} need", Risk.ENDANGERS)
    return Said(f"{said}, which old backups can need", Risk.ENDANGERS)


def _actions(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        before, after = (_covered(given) for given in (case.before("actions"), case.after("actions")))
        if before is None or after is None:
            yield Said(f"will allow the actions that {one.new or 'the module'} says", Risk.OPENS_ACCESS)
            continue
        added = [plain(item) for item in one.items_added] if one.old is not None else sorted(after - before)
        removed = [plain(item) for item in one.items_removed] if one.new is not None else sorted(before - after)
        if after - before:
            yield Said(f"will allow {listed(added)} as well", Risk.OPENS_ACCESS)
        if before - after:
            locked = "" if _DECRYPT in after else ": without kms:Decrypt Oracle cannot open the databases"
            needed = (before - after) & (_covered(KEY_USER) or frozenset())
            yield Said(f"will no longer allow {listed(removed)}{locked}", Risk.ENDANGERS if needed else Risk.IN_PLACE)
        if before == after:
            yield Said("will allow the same actions, said in other words", Risk.NONE)


def _covered(given: Value) -> frozenset[str] | None:
    """The actions of AWS KMS that a list covers; None where it cannot be told. The module's default is a list, too."""
    listed_ = KEY_USER if given is None else given
    if not isinstance(listed_, tuple):
        return None
    patterns = [one for one in listed_ if isinstance(one, str)]
    if len(patterns) < len(listed_):
        return None
    return frozenset(action for one in patterns for action in (matching(one) or (one.casefold(),)))


_PARTS = (
    Part(("name", "path", "description"), _replaced),
    Part(("key_arns",), _other_keys),
    Part(("actions",), _actions),
    Part(tags.HEADS, tags.sentences),
    Part(module_source.HEADS, module_source.sentences),
    Part(lifecycle.HEADS, lifecycle.sentences),
)


def _policies_by_key(folder: Folder) -> Mapping[str, tuple[str, ...]]:
    """The names of the policies that allow the use of a key, by its address or name."""
    return grouped(
        (key, name_of(block))
        for block in folder.of_type("module")
        if kind_of(block) == "policy"
        for key in dict.fromkeys(one.address or one.name for one in _keys(block.arguments.get("key_arns"), folder))
    )
