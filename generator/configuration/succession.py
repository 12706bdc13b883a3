"""From the tree that was published last to this one: what must not happen in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from generator.configuration.history import UNREADABLE, DatabaseFacts, StackFacts, past_of, reached_by
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Expression
from generator.diagnostics import Diagnostic, Severity
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Mapping as MappingNode

LOST_OBJECT, STILL_IN_USE, OTHER_REGION, UNSAID_REVERT, LOST_KEY = "STG110", "STG111", "STG112", "STG113", "STG115"


def stack_facts(spec: Spec, roots: Sequence[RootModule]) -> dict[str, dict[str, Any]]:
    """The `StackFacts` of this tree as JSON's types, by stack."""
    facts = {
        loaded.name: StackFacts(
            protected=root.protected,
            keys=tuple(key.address for key in root.keys),
            key_region=loaded.stack.aws.region if root.keys else None,
            databases={
                database.address: DatabaseFacts(root.histories[database.address], reached_by(database))
                for database in root.databases
            },
        )
        for loaded, root in zip(spec.stacks, roots, strict=True)
    }
    return {name: msgspec.to_builtins(one) for name, one in facts.items()}


def check_succession(before: Mapping[str, StackFacts], spec: Spec, roots: Sequence[RootModule]) -> list[Diagnostic]:
    """What would get lost or locked out if this tree took the place of the one whose facts, by stack, are `before`."""
    now = {loaded.name: (loaded, root) for loaded, root in zip(spec.stacks, roots, strict=True)}
    found: list[Diagnostic] = []
    for name, facts in sorted(before.items()):
        loaded, root = now.get(name, (None, None))
        kept = _kept(root, facts) if root else set()
        released = _released(root) if root else set()
        used = _used_keys(facts, kept)
        lost = {*facts.protected, *used} - kept - released
        found += (_lost_key(name, one, used[one]) if one in used else _lost(name, one) for one in sorted(lost))
        if loaded and root:
            found += _in_use(facts, kept, root)
            found += _region(loaded, root, facts)
            found += _reverts(loaded, facts)
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


def _used_keys(facts: StackFacts, kept: set[str]) -> dict[str, str]:
    """The keys of the stack that a database which lives on has used, with that database."""
    return {
        key: address
        for address, database in sorted(facts.databases.items())
        if address in kept
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


def _in_use(facts: StackFacts, kept: set[str], root: RootModule) -> Iterator[Diagnostic]:
    for address, database in sorted(facts.databases.items()):
        for used in database.uses if address in kept else ():
            if used not in kept:
                yield Diagnostic(
                    Severity.ERROR,
                    STILL_IN_USE,
                    f"{used} is still in use",
                    f"In the tree that was published last {address} reaches its key by it. Terraform would destroy it "
                    "before it changes the database, and Oracle would lose the key. Put it back, select the other role "
                    "or key, render and apply; then remove it.",
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


def _reverts(loaded: LoadedStack, facts: StackFacts) -> Iterator[Diagnostic]:
    for name, database in loaded.stack.databases.items():
        past = past_of(loaded.stack, name, facts) or (ORACLE_MANAGED,)
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
    return node is not None


CODES = {
    LOST_OBJECT: """\
# A protected key or database would be lost

The tree that was published last has a key or a database under protection (`protect: true`), and the spec no longer has
it. Terraform would destroy what its files no longer mention: `prevent_destroy` goes with the block that it stands in.

For a key that means its end after the deletion window, and the end of every backup and clone that was made with it. An
old key is never deleted, only no longer selected: leave it in `keys`.

**To fix it**, put the object back. If it has another name now, say so with `renamed_from: OLD_NAME`; a `moved` block
then renames it without a change. That works only where the new name was free: two objects cannot become one. If it is
really to be destroyed, do it in two steps, so that a reviewer sees both: render with `protect: false` for the stack
first, then remove the object.
""",
    LOST_KEY: """\
# A key that a database has used would be lost

The database has been encrypted with this key, and the spec no longer has it. Its backups and clones need the key that
they were made with, however long ago that was: without it they cannot be restored. That holds for a stack with
`protect: false` as well, as long as the database is there.

**To fix it**, put the key back into `keys`: an old key costs little, and is only no longer selected. If it has another
name now, say so with `renamed_from: OLD_NAME`. If somebody else is to look after it, put it back with `retired: true`:
a `removed` block has Terraform forget it and destroys nothing (Terraform 1.7 or newer). Give its ARN as well, `arn:
ARN`, so that the policies go on to allow its use. Once that is applied, the key may leave the spec.
""",
    STILL_IN_USE: """\
# A role or policy that a database uses would be removed

In the tree that was published last the database reaches its key by this role or policy, and the spec no longer has it.
With the reference gone Terraform sees no order between the two, and destroys the role or policy before it changes the
database. From then on Oracle cannot use the key: after two hours of grace the database is inaccessible.

**To fix it**, do it in two steps. First select the other role or key, or go back to Oracle's, and leave the old role
and policy in the spec; render and apply. Then remove them.
""",
    OTHER_REGION: """\
# The region of a stack's keys was changed

A KMS key lives in one region. With another `aws.region` the provider looks for the stack's keys there, finds none,
and makes new ones, while the old ones are forgotten and old backups lose them. `prevent_destroy` does not help, since
nothing is destroyed.

**To fix it**, put the region back. Keys of another region belong into a stack of their own; select one of them by its
ARN.
""",
    UNSAID_REVERT: """\
# A database would go back to Oracle's key without a word

In the tree that was published last the database has a key in AWS KMS. The spec says nothing about its encryption any
more, which would mean Oracle's key.

**To fix it**, select the key again. To go back to Oracle's key, say so: `encryption: {key: oracle-managed}`.
""",
    UNREADABLE: """\
# The manifest's facts cannot be read

`.adbkms/manifest.json` holds a few facts about each stack, so that the next run notices what would get lost. They are
not as adbkms writes them.

**To fix it**, restore the file, for instance with `git checkout`.
""",
}
