"""Ways to spoil Oracle's role that several tests take."""

from __future__ import annotations

from typing import Any

from .case import Stage
from .scene import ORACLE_USER, ROLE_ARN, Scene

TRUST_FIRST = "Apply the stage trust first"


def trusts(*statements: dict[str, Any]) -> Stage:
    return lambda scene: scene.trust(*statements)


def refer(scene: Scene) -> None:
    """The role is an existing one."""
    user = f"        oracle_user_arn: {ORACLE_USER}\n        external_id: tenant_ocid\n"
    scene.edit(f"        policies: [ADBS_AWS_Policy1]\n{user}", f"        arn: {ROLE_ARN}\n")


def refer_and(stage: Stage) -> Stage:
    def staged(scene: Scene) -> None:
        refer(scene)
        stage(scene)

    return staged
