"""What preflight has to say about its own command line, by code. What it says of the clouds are its checks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ALLOWED_NOTHING, WRONG_ALLOW, UNKNOWN_ADDRESS = "PRE001", "PRE002", "PRE003"

CODES: Mapping[str, str] = MappingProxyType(
    {
        ALLOWED_NOTHING: """\
# An --allow of preflight that allowed nothing

`--allow CODE=ADDRESS` lets a finding pass that has failed or is not known: that code at that address, exactly as they
are printed. There is no such finding. Left in a pipeline, the option would let the same thing pass later, when nobody
thinks of it.

**To fix it**, take the option away, or write code and address as preflight prints them, with quotes for the shell:
`--allow 'PRE304=payments-prod/orders'`.
""",
        WRONG_ALLOW: """\
# An --allow of preflight that cannot be read

`--allow` takes the code of a check, alone or with an equals sign and an address: a stack, STACK/DATABASE, or
STACK/keys/NAME, STACK/policies/NAME, STACK/roles/NAME. No cloud has been asked anything, so that nobody takes the rest
for the answer that was asked for.

**To fix it**, write code and address as preflight prints them, with quotes for the shell:
`--allow 'PRE304=payments-prod/orders'`.
""",
        UNKNOWN_ADDRESS: """\
# An --only of preflight that names nothing

`--only` takes the name of a stack, for all that it has, or an address as preflight prints it: STACK/DATABASE, or
STACK/keys/NAME, STACK/policies/NAME, STACK/roles/NAME. The spec has nothing of that name.
""",
    }
)
"""By code: Markdown whose first line is the title and whose paragraphs say what it means, why, and how to mend it."""
