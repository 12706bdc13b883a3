"""Plans of Oracle's own example, which are also in `examples/plans`."""

from __future__ import annotations

from tests.terraform.guard_plans.clouds import database_ocid
from tests.terraform.guard_plans.scenario import Rendered, Scenario, changed
from tests.terraform.moto_server import ACCOUNT_ID
from tests.terraform.rendered_stack import EXAMPLES

EXAMPLE_ACCOUNT_ID = "111122223333"
EXAMPLE_OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
OCID = database_ocid("ORDERS")


def _stage(name: str, *changes: tuple[str, str]) -> str:
    text = (EXAMPLES / "quickstart" / f"{name}.yaml").read_text("utf-8").replace(EXAMPLE_OCID, OCID)
    password = ("{variable: true}", "{secret_id: ocid1.vaultsecret.oc1.iad.aaaaaaaaorders}")
    return changed(text, (EXAMPLE_ACCOUNT_ID, ACCOUNT_ID), password, *changes)


PROVISION, TRUST, ENCRYPT = _stage("1-provision"), _stage("2-trust"), _stage("3-encrypt")
ROTATE = changed(
    ENCRYPT,
    ("    policies:\n      ADBS", "      ADBS_TestAWSKMSKey_2: {}\n    policies:\n      ADBS"),
    ("[ADBS_TestAWSKMSKey]", "[ADBS_TestAWSKMSKey, ADBS_TestAWSKMSKey_2]"),
    ("key: ADBS_TestAWSKMSKey\n", "key: ADBS_TestAWSKMSKey_2\n"),
)
REVERT = changed(ENCRYPT, ("key: ADBS_TestAWSKMSKey\n", "key: oracle-managed\n"))
BEFORE = (Rendered(PROVISION), Rendered(TRUST), Rendered(ENCRYPT))
DATABASE = "oci_database_autonomous_database.orders"

SCENARIOS = (
    Scenario(
        "good",
        "quickstart-rotate",
        "Oracle's example: a second key is made, allowed and selected.",
        Rendered(ROTATE),
        before=BEFORE,
        spec=ROTATE,
    ),
    Scenario(
        "bad",
        "quickstart-revert",
        "Oracle's example: the database goes back to Oracle's key.",
        Rendered(REVERT),
        before=BEFORE,
        spec=REVERT,
        prints=(f"GRD202 {DATABASE}",),
    ),
)
