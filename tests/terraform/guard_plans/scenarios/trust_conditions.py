"""Trust policies that keep their principal and their external ID, and open or close themselves otherwise."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import ORACLE_USER
from tests.terraform.guard_plans.scenario import Scenario, changed

from .trust import APPLIED, CONDITION, ROLE_ALONE, THE_ROLE

ADDRESS = """
    condition {
      test     = "IpAddress"
      variable = "aws:SourceIp"
      values   = ["192.0.2.0/24"]
    }
"""
FROM_ADDRESS = changed(ROLE_ALONE, (CONDITION, CONDITION + ADDRESS))
ASSUME = '["sts:AssumeRole"]'
DENY = f"""{CONDITION}  }}

  statement {{
    effect  = "Deny"
    actions = ["sts:AssumeRole"]

    principals {{
      type        = "AWS"
      identifiers = ["{ORACLE_USER}"]
    }}
  }}
"""

SCENARIOS = (
    Scenario(
        "bad",
        "trust-from-every-address",
        "The trust policy loses the condition on the address; the external ID stays.",
        ROLE_ALONE,
        before=(FROM_ADDRESS,),
        prints=(f"GRD305 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-from-more-addresses",
        "The condition on the address gets a second range, and another external ID joins the first.",
        changed(
            FROM_ADDRESS,
            ('"192.0.2.0/24"]', '"192.0.2.0/24", "198.51.100.0/24"]'),
            ('payments"]', 'payments", "ocid1.tenancy.oc1..b"]'),
        ),
        before=(FROM_ADDRESS,),
        prints=(f"GRD304 {THE_ROLE}", f"GRD305 {THE_ROLE}"),
    ),
    Scenario(
        "bad",
        "trust-every-action",
        "The action becomes sts:*.",
        changed(ROLE_ALONE, (ASSUME, '["sts:*"]')),
        before=APPLIED,
        prints=(f"GRD305 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-session-tags",
        "The trust policy gets sts:TagSession.",
        changed(ROLE_ALONE, (ASSUME, '["sts:AssumeRole", "sts:TagSession"]')),
        before=APPLIED,
        prints=(f"GRD305 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-denied",
        "The trust policy gets a Deny for Oracle's user.",
        changed(ROLE_ALONE, (f"{CONDITION}  }}\n", DENY)),
        before=APPLIED,
        prints=(f"GRD306 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-deny-gone",
        "The trust policy loses a Deny.",
        ROLE_ALONE,
        before=(changed(ROLE_ALONE, (f"{CONDITION}  }}\n", DENY)),),
        prints=(f"GRD305 {THE_ROLE}",),
    ),
)
