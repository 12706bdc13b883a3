"""What can be wrong with the trust policy of a role."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run

from .case import Case, encrypted_and, names, play
from .roles import TRUST_FIRST, refer_and, trusts
from .scene import (
    ORACLE_USER,
    TENANCY,
    Scene,
    trusting,
)

OTHER_USER = "arn:aws:iam::444455556667:user/oracle-adbs"
ORACLE_ROOT = "arn:aws:iam::444455556666:root"
OTHER_TENANCY = "ocid1.tenancy.oc1..aaaaaaaaothertenancy"


def denying(principal: str = ORACLE_USER, **condition: Any) -> dict[str, Any]:
    statement = {"Effect": "Deny", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    return statement | ({"Condition": condition} if condition else {})


STRANGER = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "sts:AssumeRole"}

CASES = (
    Case(
        "another principal",
        trusts(trusting(OTHER_USER)),
        2,
        ("PRE206", f"does not trust {ORACLE_USER}", f"It trusts {OTHER_USER}", "CLOUD_INTEGRATIONS", TRUST_FIRST),
    ),
    Case(
        "another principal, and nothing is switched",
        encrypted_and(trusts(trusting(OTHER_USER))),
        0,
        ("PRE206", f"It trusts {OTHER_USER}", "The next apply makes it as the spec says"),
    ),
    Case("a user that was deleted", trusts(trusting("AIDAIOSFODNN7EXAMPLE")), 2, ("PRE206", "where the user is gone")),
    Case(
        "another external ID",
        trusts(trusting(external_id=OTHER_TENANCY)),
        2,
        ("PRE207", f"It demands {OTHER_TENANCY}; the spec says {TENANCY}", TRUST_FIRST),
    ),
    Case(
        "the word for the external ID",
        trusts(trusting(external_id="tenant_ocid")),
        2,
        ("PRE207", "The word tenant_ocid is for the database; the trust policy takes the OCID itself"),
    ),
    Case(
        "another external ID in an existing role",
        refer_and(trusts(trusting(external_id=OTHER_TENANCY))),
        2,
        ("PRE207", OTHER_TENANCY, "The spec does not manage this role: correct it where it is made"),
    ),
    Case(
        "no external ID, which keeps nobody out",
        trusts(trusting(external_id=None)),
        0,
        ("PRE208", "without an external ID", '"sts:ExternalId": OCID', "The next apply makes it as the spec says"),
        unsaid=(TRUST_FIRST,),
    ),
    Case(
        "no external ID in an existing role",
        refer_and(trusts(trusting(external_id=None))),
        2,
        ("PRE208", "where it is made"),
    ),
    Case(
        "further conditions",
        trusts(trusting(IpAddress={"aws:SourceIp": "192.0.2.0/24"})),
        0,
        ("PRE209", "demands more of Oracle's user than the external ID: aws:sourceip", "take it out"),
    ),
    Case("a trust that denies", trusts(trusting(), denying()), 2, ("PRE206", "denies Oracle's user the role")),
    Case(
        "a trust that denies the account of Oracle's user",
        trusts(trusting(), denying(ORACLE_ROOT)),
        2,
        ("PRE206", "denies Oracle's user the role", f"It has a Deny for {ORACLE_ROOT}", TRUST_FIRST),
    ),
    Case(
        "a trust that denies the external ID",
        trusts(trusting(), denying(StringEquals={"sts:ExternalId": TENANCY})),
        2,
        ("PRE206", "denies Oracle's user the role", f"under sts:ExternalId StringEquals {TENANCY}", TRUST_FIRST),
    ),
    Case(
        "a trust that denies under conditions",
        trusts(trusting(), denying(Bool={"aws:SecureTransport": "false"})),
        0,
        ("Warning", "PRE206", "denies Oracle's user the role under conditions: aws:securetransport", "take it out"),
    ),
    Case(
        "the whole account of Oracle's user",
        trusts(trusting(ORACLE_ROOT)),
        0,
        ("Warning", "PRE209", f"trusts a whole account: {ORACLE_ROOT}", "The next apply makes it as the spec says"),
        unsaid=("PRE206",),
    ),
    Case(
        "conditions that nobody meets",
        trusts(trusting(Null={"sts:ExternalId": "true"})),
        2,
        ("PRE207", "keeps out the external ID that Oracle presents", f"Null true, StringEquals {TENANCY}", TRUST_FIRST),
    ),
    Case(
        "other external IDs too",
        trusts(trusting(external_id=[TENANCY, OTHER_TENANCY])),
        0,
        ("Warning", "PRE207", f"It accepts {OTHER_TENANCY} as well", "The next apply makes it as the spec says"),
    ),
    Case(
        "no failure: a Deny for other external IDs",
        trusts(trusting(), denying(StringNotEquals={"sts:ExternalId": TENANCY})),
        0,
        ("26 passed, 0 warnings",),
    ),
    Case(
        "others too",
        trusts(trusting(), STRANGER),
        0,
        ("PRE209", "trusts others as well: arn:aws:iam::999999999999:root"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_trust(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
