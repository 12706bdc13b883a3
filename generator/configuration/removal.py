"""What must not get lost between one tree and the next: keys and databases under protection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Expression
from generator.diagnostics import Diagnostic, Severity

LOST_OBJECT = "STG110"

EXPLANATION = """\
# A protected key or database would be lost

The tree that was published last has a key or a database under protection (`protect: true`), and the spec no longer has
it. Terraform would destroy what its files no longer mention: `prevent_destroy` goes with the block that it stands in.

For a key that means its end after the deletion window, and the end of every backup and clone that was made with it. An
old key is never deleted, only no longer selected: leave it in `keys`.

**To fix it**, put the object back. If it has another name now, say so with `renamed_from: OLD_NAME`; a `moved` block
then renames it without a change. If it is really to be destroyed, do it in two steps, so that a reviewer sees both:
render with `protect: false` for the stack first, then remove the object.
"""


def removals(before: Mapping[str, Sequence[str]], roots: Sequence[RootModule]) -> list[Diagnostic]:
    """An error for each protected address of `before`, by stack, that is neither rendered now nor moved from."""
    now = {root.name: _addresses(root) for root in roots}
    return [
        Diagnostic(
            Severity.ERROR,
            LOST_OBJECT,
            f"{address} would be lost",
            f'The stack "{stack}" has it in the tree that was published last, under protection, and the spec no longer '
            "does. Put it back, or say `renamed_from` where it has another name now. To destroy it on purpose, render "
            "the stack with `protect: false` first.",
            address=address,
        )
        for stack, addresses in sorted(before.items())
        for address in addresses
        if address not in now.get(stack, ())
    ]


def _addresses(root: RootModule) -> set[str]:
    sources = {block.arguments["from"] for block in root.moved}
    moved = {source.source for source in sources if isinstance(source, Expression)}
    return moved | {block.address for block in (*root.keys, *root.databases)}
