"""The stage that a database is in: it follows from the spec and from the keys that it has had."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from generator.configuration.references import ORACLE_MANAGED
from generator.spec import model


class Stage(StrEnum):
    """The stages that the two clouds impose, in their order."""

    PROVISION = "provision"
    TRUST = "trust"
    ENCRYPT = "encrypt"
    ROTATE = "rotate"
    REVERT = "revert"


def stage_of(database: model.Database, history: Sequence[str]) -> Stage:
    """The stage of a database. `history` are the keys that its `encryption_key` block has named, as `RootModule` has
    them: the last one is the one that it names now."""
    if database.ocid is None and not history:
        return Stage.PROVISION
    before = [key for key in history[:-1] if key != history[-1]]
    if database.encryption.key == ORACLE_MANAGED:
        return Stage.REVERT if before else Stage.TRUST
    return Stage.ROTATE if before and before[-1] != ORACLE_MANAGED else Stage.ENCRYPT
