"""The OCI credentials belong to the tenancy of the spec."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.oci.tenancy import Tenancy
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    wanted = subject.stack.oci.tenancy_id
    found = ask(Tenancy(oci_access(subject.stack)))
    if found is None or isinstance(found, NotKnown):
        yield not_known(f"which tenancy the OCI credentials of {subject.name} belong to", found)
    elif wanted is None or found == wanted:
        yield passed(f"The OCI tenancy is {found}")
    else:
        yield failed(
            f"The OCI credentials are those of the tenancy {found}, and the stack is in {wanted}",
            "Set `oci.profile` of the stack, or OCI_CLI_PROFILE or OCI_CONFIG_FILE, so that they lead to the right "
            "one; or correct `oci.tenancy_id`: it is also the external ID of roles with `tenant_ocid`.",
            "oci",
            "tenancy_id",
        )


CHECK = Check(
    code="PRE301",
    title="The OCI credentials belong to the spec's tenancy",
    kind="stack",
    explanation="""\
The OCI configuration says which tenancy the credentials are of; the spec says which one the stack is in
(`oci.tenancy_id`). In another tenancy the compartment and the databases are not found, and the external ID of roles
with `tenant_ocid` would be the wrong one, so that Oracle could not assume them. Where the spec gives no tenancy there
is nothing to compare.

Choose another profile with `oci.profile` of the stack, or correct `oci.tenancy_id`.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm",
    check=check,
)
