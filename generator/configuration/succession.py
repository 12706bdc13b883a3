"""From the tree that was published last to this one: what must not happen in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import msgspec

from generator.configuration import references
from generator.configuration.codes import (
    MADE_ANEW,
    NOT_ALLOWED,
    OTHER_REGION,
    SKIPPED_TRUST,
    STILL_IN_USE,
    UNSAID_REVERT,
)
from generator.configuration.database import Past
from generator.configuration.history import DatabaseFacts, StackFacts, keys_by_ocid, pasts_of, reached_by
from generator.configuration.losses import left_behind, lost, lost_key, lost_stack, perhaps_not_released
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Expression
from generator.diagnostics import Diagnostic, Severity
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Mapping as MappingNode
from generator.spec.nodes import Scalar


def stack_facts(spec: Spec, roots: Sequence[RootModule]) -> dict[str, dict[str, Any]]:
    """The `StackFacts` of this tree as JSON's types, by stack."""
    facts = {loaded.name: facts_of(loaded, root) for loaded, root in zip(spec.stacks, roots, strict=True)}
    decoded: dict[str, dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(facts))
    return decoded


def facts_of(loaded: LoadedStack, root: RootModule) -> StackFacts:
    """What the next run has to know of one stack."""
    return StackFacts(
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


@dataclass(frozen=True)
class Succession:
    """What concerns one stack on the way from the tree that was published last to this one, and what has to be known
    of it for the whole: the addresses that live on (`kept`) and that Terraform forgets (`released`), and the OCIDs of
    its databases. `against_facts` and `against_pasts` are findings, apart because of their order."""

    name: str
    kept: frozenset[str]
    released: frozenset[str]
    ocids: frozenset[str]
    against_facts: tuple[Diagnostic, ...]
    against_pasts: tuple[Diagnostic, ...]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Those of this stack by itself."""
        return (*self.against_facts, *self.against_pasts)


def check_succession(before: Mapping[str, StackFacts], spec: Spec, roots: Sequence[RootModule]) -> list[Diagnostic]:
    """What would get lost or locked out if this tree took the place of the one whose facts, by stack, are `before`."""
    elsewhere = keys_by_ocid(before)
    together = []
    for loaded, root in zip(spec.stacks, roots, strict=True):
        facts = before.get(loaded.name)
        together.append(succession_of(loaded, root, facts, pasts_of(loaded, facts, elsewhere)))
    return check_successions(before, together)


def succession_of(
    loaded: LoadedStack, root: RootModule, facts: StackFacts | None, pasts: Mapping[str, Past]
) -> Succession:
    """The part of one stack, with its facts and the pasts of its databases (`pasts_of`)."""
    kept = _kept(root, facts or StackFacts())
    against_facts: list[Diagnostic] = []
    if facts:
        against_facts += _made_anew(loaded, facts)
        against_facts += _skipped_trust(loaded, root, facts)
        against_facts += _in_use(facts, kept, root)
        against_facts += _region(loaded, root, facts)
    return Succession(
        loaded.name,
        kept=frozenset(kept),
        released=frozenset(_released(root)),
        ocids=frozenset(one.ocid for one in loaded.stack.databases.values() if one.ocid is not None),
        against_facts=tuple(against_facts),
        against_pasts=(*_reverts(loaded, pasts), *_no_longer_allowed(loaded, root)),
    )


def check_successions(before: Mapping[str, StackFacts], stacks: Sequence[Succession]) -> list[Diagnostic]:
    """The findings of all stacks, which are in the order of the spec, with what only all of them show: stacks that are
    no longer there, and keys of databases that live on in another stack."""
    now = {stack.name: stack for stack in stacks}
    ocids = frozenset().union(*(stack.ocids for stack in stacks))
    found: list[Diagnostic] = []
    for name, facts in sorted(before.items()):
        stack = now.get(name)
        kept = stack.kept if stack else frozenset()
        left = kept | stack.released if stack else kept
        used = _used_keys(facts, kept, ocids)
        missing = sorted({*facts.protected, *used} - left)
        if stack is None and missing:
            found.append(lost_stack(name, missing))
            continue
        found += _left_behind(name, facts, ocids) if stack is None else ()
        found += (lost_key(name, one, used[one]) if one in used else lost(name, one) for one in missing)
        found += (perhaps_not_released(name, one) for one in facts.removed if one not in left)
        found += stack.against_facts if stack else ()
    for stack in stacks:
        found += stack.against_pasts
    return found


def _left_behind(name: str, facts: StackFacts, ocids: Set[str]) -> Iterator[Diagnostic]:
    """What a stack that is no longer there has had, but for the databases that live on in another."""
    gone = [database for database in facts.databases.values() if database.ocid not in ocids]
    if gone or facts.keys:
        yield left_behind(name, len(gone), len(facts.keys), lives_on=len(gone) < len(facts.databases))


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


def _used_keys(facts: StackFacts, kept: Set[str], ocids: Set[str]) -> dict[str, str]:
    """The keys of the stack that a database which lives on, here or in another stack, has used, with that database."""
    return {
        key: address
        for address, database in sorted(facts.databases.items())
        if address in kept or database.ocid in ocids
        for key in database.keys
        if key in facts.keys
    }


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
    if not new:
        return
    for (name, database), resource in zip(loaded.stack.databases.items(), root.databases, strict=True):
        role = references.module("role", database.encryption.role or "").source
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
    allowed = {
        one.source if isinstance(one, Expression) else one for arns in lists if isinstance(arns, tuple) for one in arns
    }
    used = {key for keys in root.histories.values() for key in keys}
    for name, key in stack.keys.items():
        is_used = references.module("key", name).source in used
        is_allowed = references.module("key", name, "arn").source in allowed or key.adopt in allowed
        if is_used and references.is_created(key) and not is_allowed:
            yield loaded.diagnostic(
                Severity.WARNING,
                NOT_ALLOWED,
                f"No policy of this stack allows the use of {name}, which a database has used",
                "Its backups and clones need the key. Add it to the `keys` of a policy of the role.",
                ("keys", name),
            )


def _reverts(loaded: LoadedStack, pasts: Mapping[str, Past]) -> Iterator[Diagnostic]:
    for name, database in loaded.stack.databases.items():
        past = pasts.get(name) or (ORACLE_MANAGED,)
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
