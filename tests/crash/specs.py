"""Specs of a few small stacks."""

from __future__ import annotations

from collections.abc import Iterable

_STACK = """\
  {name}:
    protect: false
    aws:
      account_id: "111122223333"
      region: us-east-2
    oci:
      tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy
      compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment
      region: us-ashburn-1
    keys:
      {name}-key:
        description: {description}
"""
_ROLE = """\
    policies:
      {name}-policy:
        keys: [{name}-key]
    roles:
      {name}-role:
        policies: [{name}-policy]
        oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
        external_id: tenant_ocid
"""


def spec(stacks: Iterable[str], *, roles: bool, description: str = "A key") -> str:
    """The text of a spec with a key in each stack and, where there are `roles`, what Oracle needs to use it."""
    texts = [(_STACK + (_ROLE if roles else "")).format(name=name, description=description) for name in stacks]
    return "version: 1\nstacks:\n" + "".join(texts)
