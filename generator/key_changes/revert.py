"""Back to Oracle's own key."""

from __future__ import annotations

from generator.configuration.references import ORACLE_MANAGED
from generator.diagnostics import Diagnostic
from generator.key_changes.change import KeyChange, find_database
from generator.key_changes.codes import REVERTED
from generator.spec.load import Spec


def revert_key(spec: Spec, address: str) -> KeyChange | Diagnostic:
    """Take the database STACK/DATABASE back to Oracle's key. Keys, policies and roles stay as they are."""
    place = find_database(spec, address)
    if isinstance(place, Diagnostic):
        return place
    before = place.encryption.key
    if before == ORACLE_MANAGED:
        return place.refusal(
            REVERTED,
            f"{place.address} is on Oracle's own key already",
            "There is nothing to change. `adbkms key switch` selects a key in AWS KMS.",
        )
    said = (
        f"{place.address} is encrypted with Oracle's own key, no longer with {before}.",
        "Keys, policies and roles stay: backups and clones that were made with a key need it, and Oracle needs the "
        "role to use it.",
    )
    return KeyChange(place, place.stack, ((),), said).with_encryption(key=ORACLE_MANAGED)
