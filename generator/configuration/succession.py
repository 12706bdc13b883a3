"""From the tree that was published last to this one: what must not happen in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from generator.configuration import references
from generator.configuration.codes import (
    LOST_KEY,
    LOST_OBJECT,
    MADE_ANEW,
    NOT_ALLOWED,
    OTHER_REGION,
    RELEASE_DROPPED,
    SKIPPED_TRUST,
    STILL_IN_USE,
    UNSAID_REVERT,
)
from generator.configuration.history import DatabaseFacts, StackFacts, past_of, reached_by
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Expression
from generator.diagnostics import Diagnostic, Severity
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Mapping as MappingNode
from generator.spec.nodes import Scalar


def stack_facts(spec: Spec, roots: Sequence[RootModule]) -> dict[str, dict[str, Any]]:
    """The `StackFacts` of this tree as JSON's types, by stack."""
    facts = {
        loaded.name: StackFacts(
            protected=root.protected,
            keys=tuple(key.address for key in root.keys),
            roles=tuple(role.address for role in root.roles),
            key_region=loaded.stack.aws.region if root.keys else None,
            removed=tuple(sorted(_released(root))),
            databases={
                resource.address: DatabaseFacts(database.ocid, root.histories[resource.address], reached_by(resource))
                for database, resource in zip(loaded.stack.databases.values(), root.databases, strict=True)
            },
        )
        for loaded, root in zip(spec.stacks, roots, strict=True)
    }
    decoded: dict[str, dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(facts))
    return decoded


def check_succession(before: Mapping[str, StackFacts], spec: Spec, roots: Sequence[RootModule]) -> list[Diagnostic]:
    """What would get lost or locked out if this tree took the place of the one whose facts, by stack, are `before`."""
    now = {loaded.name: (loaded, root) for loaded, root in zip(spec.stacks, roots, strict=True)}
    ocids = {database.ocid for loaded in spec.stacks for database in loaded.stack.databases.values()} - {None}
    found: list[Diagnostic] = []
    for name, facts in sorted(before.items()):
        loaded, root = now.get(name, (None, None))
        kept = _kept(root, facts) if root else set()
        released = _released(root) if root else set()
        used = _used_keys(facts, kept, ocids)
        lost = {*facts.protected, *used} - kept - released
        if root is None and lost:
            found.append(_lost_stack(name, sorted(lost)))
            continue
        found += (_lost_key(name, one, used[one]) if one in used else _lost(name, one) for one in sorted(lost))
        found += (_perhaps_not_released(name, one) for one in facts.removed if one not in kept | released)
        if loaded and root:
            found += _made_anew(loaded, facts)
            found += _skipped_trust(loaded, root, facts)
            found += _in_use(facts, kept, root)
            found += _region(loaded, root, facts)
    for loaded, root in now.values():
        found += _reverts(loaded, before)
        found += _no_longer_allowed(loaded, root)
    return found


def _kept(root: RootModule, facts: StackFacts) -> set[str]:
    """The addresses that live on: what is rendered, and what is moved to a place that was free. Where it was not, one
    of the two objects would be destroyed."""
    used = (one for database in facts.databases.values() for one in database.uses)
    taken = {*facts.protected, *facts.keys, *facts.databases, *used}
    moved = {
        source.source
        for block in root.moved
        if isinstance(source := block.arguments["from"], Expression)
        and isinstance(target := block.arguments["to"], Expression)
        and target.source not in taken
    }
    return moved | {block.address for block in (*root.keys, *root.policies, *root.roles, *root.databases)}


def _released(root: RootModule) -> set[str]:
    """The addresses that Terraform forgets without destroying anything."""
    return {one.source for block in root.removed if isinstance(one := block.arguments["from"], Expression)}


def _used_keys(facts: StackFacts, kept: Set[str], ocids: Set[str | None]) -> dict[str, str]:
    """The keys of the stack that a database which lives on, here or in another stack, has used, with that database."""
    return {
        key: address
        for address, database in sorted(facts.databases.items())
        if address in kept or database.ocid in ocids
        for key in database.keys
        if key in facts.keys
    }


def _lost(stack: str, address: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        LOST_OBJECT,
        f"{address} would be lost",
        f'The stack "{stack}" has it in the tree that was published last, under protection, and the spec no longer '
        "does. Put it back, or say `renamed_from` where it has another name now. To destroy it on purpose, render the "
        "stack with `protect: false` first.",
        address=address,
    )


def _lost_stack(stack: str, addresses: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        LOST_OBJECT,
        f'The stack "{stack}" would be lost, with {", ".join(addresses)}',
        "It is in the tree that was published last, and the spec does not have it. If the tree is rendered from more "
        "specs than these, give all of them; a tree of other stacks needs a folder of its own. A stack cannot be "
        "renamed: its name is that of its root module, whose state has the objects. To destroy it on purpose, render "
        "it with `protect: false` first, and take its databases out of the spec.",
    )


def _lost_key(stack: str, address: str, database: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        LOST_KEY,
        f"{address} would be lost, and {database} has used it",
        "Backups and clones of the database need the key that they were made with. Put it back into `keys` of "
        f'"{stack}", or say `renamed_from` where it has another name now. To have the stack let go of it without '
        "destroying it, put it back with `retired: true`.",
        address=address,
    )


def _perhaps_not_released(stack: str, address: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        RELEASE_DROPPED,
        f"{address} is no longer said to be handed over",
        f'In the tree that was published last "{stack}" lets go of it by a `removed` block. Where that has not been '
        "applied yet, Terraform would now destroy the key: put the entry back with `retired: true` until it is.",
        address=address,
    )


def _made_anew(loaded: LoadedStack, facts: StackFacts) -> Iterator[Diagnostic]:
    used = {key for database in facts.databases.values() for key in database.keys} | {*facts.removed}
    for name, key in loaded.stack.keys.items():
        address = references.module("key", name).source
        if references.is_created(key) and not key.adopt and address in used and address not in facts.keys:
            yield loaded.diagnostic(
                Severity.ERROR,
                MADE_ANEW,
                f"{name} was handed over, and would be made anew",
                "It would be another key with the same name, and its alias is taken. To take the old one back, give "
                "its ARN: `adopt: ARN`. To use it as it is, give `arn: ARN`. A new key needs a new name.",
                ("keys", name),
            )


def _skipped_trust(loaded: LoadedStack, root: RootModule, facts: StackFacts) -> Iterator[Diagnostic]:
    """A key that is selected together with the role that Oracle is to use it by."""
    new = {role.address for role in root.roles} - {*facts.roles, *_moved_to(root)}
    for name in loaded.stack.databases:
        role = references.module("role", loaded.stack.databases[name].encryption.role or "").source
        resource = next(one for one in root.databases if one.labels[1] == name)
        if role in new and role in reached_by(resource):
            yield loaded.diagnostic(
                Severity.WARNING,
                SKIPPED_TRUST,
                f"{name} would get its key in the same apply as the role",
                "IAM is eventually consistent: Oracle may not be able to use the role yet when the database is told. "
                "Render and apply with `key: oracle-managed` first, and select the key in an apply of its own.",
                ("databases", name, "encryption", "key"),
            )


def _moved_to(root: RootModule) -> set[str]:
    return {one.source for block in root.moved if isinstance(one := block.arguments["to"], Expression)}


def _in_use(facts: StackFacts, kept: set[str], root: RootModule) -> Iterator[Diagnostic]:
    for address, database in sorted(facts.databases.items()):
        for used in database.uses if address in kept else ():
            if used not in kept:
                yield Diagnostic(
                    Severity.ERROR,
                    STILL_IN_USE,
                    f"{used} is still in use",
                    f"In the tree that was published last {address} reaches its key by it. Terraform would destroy it "
                    "before it changes the database, and Oracle would lose the key. If it has another name now, say "
                    "`renamed_from`. Else put it back, select the other role or key, render and apply; then remove it.",
                    address=used,
                )


def _region(loaded: LoadedStack, root: RootModule, facts: StackFacts) -> Iterator[Diagnostic]:
    region = loaded.stack.aws.region
    if facts.key_region not in (None, region) and root.keys:
        yield loaded.diagnostic(
            Severity.ERROR,
            OTHER_REGION,
            f"The keys of this stack are in {facts.key_region}",
            f"In {region} the provider would not find them, make new ones and forget the old. A key cannot move. Write "
            f"{facts.key_region}, and make keys for {region} in a stack of its own.",
            ("aws", "region"),
        )


def _no_longer_allowed(loaded: LoadedStack, root: RootModule) -> Iterator[Diagnostic]:
    """Keys that databases have used and that no policy of the stack names. Where a role has policies or is itself
    from elsewhere, nobody here knows."""
    stack = loaded.stack
    attached = {name for role in stack.roles.values() for name in role.policies}
    if not root.roles or any(not references.is_created(stack.policies.get(name)) for name in attached):
        return
    lists = (policy.arguments["key_arns"] for policy in root.policies)
    allowed = {one.source for arns in lists if isinstance(arns, tuple) for one in arns if isinstance(one, Expression)}
    used = {key for keys in root.histories.values() for key in keys}
    for name, key in stack.keys.items():
        is_used = references.module("key", name).source in used
        if is_used and references.is_created(key) and references.module("key", name, "arn").source not in allowed:
            yield loaded.diagnostic(
                Severity.WARNING,
                NOT_ALLOWED,
                f"No policy of this stack allows the use of {name}, which a database has used",
                "Its backups and clones need the key. Add it to the `keys` of a policy of the role.",
                ("keys", name),
            )


def _reverts(loaded: LoadedStack, before: Mapping[str, StackFacts]) -> Iterator[Diagnostic]:
    for name, database in loaded.stack.databases.items():
        past = past_of(loaded, name, before) or (ORACLE_MANAGED,)
        if past[-1] == ORACLE_MANAGED or database.encryption.key != ORACLE_MANAGED:
            continue
        if not says_key(loaded, name):
            yield loaded.diagnostic(
                Severity.ERROR,
                UNSAID_REVERT,
                f"{name} would go back to Oracle's key, and the spec does not say so",
                "In the tree that was published last it has a key in AWS KMS. Select the key again, or write "
                "`encryption: {key: oracle-managed}` if it is to go back.",
                ("databases", name),
            )


def says_key(loaded: LoadedStack, database: str) -> bool:
    """True if the spec, or its defaults, say `encryption.key` for a database."""
    node: object = loaded.node
    for step in ("databases", database, "encryption", "key"):
        node = node.get(step) if isinstance(node, MappingNode) else None
    return isinstance(node, Scalar) and not node.is_null
