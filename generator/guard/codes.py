"""What the guard has to say about the plan as a whole, by code. What it says of a resource is a rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOT_A_PLAN, NOT_THE_WHOLE, ALLOWED_NOTHING, WRONG_ALLOW = "GRD001", "GRD002", "GRD005", "GRD007"

CODES: Mapping[str, str] = MappingProxyType(
    {
        NOT_A_PLAN: """\
# This is not a plan that can be read

`adbkms guard` reads what `terraform show -json PLANFILE` (or `tofu show -json`) prints: one JSON document with
`format_version` 1.x. A plan file itself is an archive, and what `terraform plan -json` writes is a log; neither
can be judged, nor can a state. What does not have the types that the format and the providers promise is refused as
well: a guess could let something pass.

**To fix it**, save the plan with `terraform plan -out plan.tfplan`, and give `terraform show -json plan.tfplan` to the
guard. Apply that same `plan.tfplan`: a later plan can be another one.
""",
        NOT_THE_WHOLE: """\
# The plan does not say everything that will happen

The plan ended with an error, was made for a part of the configuration only (`-target`, `-exclude`), has deferred
changes or actions, or a condition of the configuration does not hold. What is missing in it cannot be judged, so the
guard does not let it pass; it says what it found in the rest.

**To fix it**, mend what Terraform complains of, and plan the whole configuration.
""",
        ALLOWED_NOTHING: """\
# An --allow that allowed nothing

`--allow CODE=ADDRESS` lets one finding pass: that code at that address, exactly as they are printed. The plan has no
such finding. Left in a pipeline, the option would let the same thing pass later, when nobody thinks of it.

**To fix it**, take the option away, or write the address as the guard prints it, with quotes for the shell:
`--allow 'GRD201=module.databases["orders"].oci_database_autonomous_database.this'`.
""",
        WRONG_ALLOW: """\
# An --allow that cannot be read

`--allow` takes the code of a rule of the guard and a resource address, with an equals sign between them. Without an
address it would let the same thing pass everywhere, and a code that is no rule's would let nothing pass. The plan is
not judged at all, so that nobody takes the rest for the answer that was asked for.

**To fix it**, write the code and the address as the guard prints them, with quotes for the shell:
`--allow 'GRD201=module.databases["orders"].oci_database_autonomous_database.this'`.
""",
    }
)
"""By code: Markdown whose first line is the title and whose paragraphs say what it means, why, and how to mend it."""
