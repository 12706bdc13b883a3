"""Another key, or a first one, for a database."""

from __future__ import annotations

from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED
from generator.diagnostics import Diagnostic, did_you_mean
from generator.facts.arn import parse_key_arn
from generator.key_changes.change import KeyChange, Place, find_database
from generator.key_changes.codes import CURRENT, NO_KEY, ORACLES_KEY, RETIRED
from generator.key_changes.select import select_key
from generator.rules.reading.arns import ARN_PREFIX
from generator.spec.load import Spec


def switch_key(spec: Spec, address: str, key: str, role: str | None = None) -> KeyChange | Diagnostic:
    """Select `key`, a name in `keys`, a key ARN or `alias/NAME`, for the database STACK/DATABASE.

    `role` is a role's name or ARN. Without it the role stays; if there is none yet it is the only one of the stack.
    """
    place = find_database(spec, address)
    if isinstance(place, Diagnostic):
        return place
    refusal = _unfit(place, key)
    return refusal or select_key(KeyChange(place, place.stack, ((),), ()), key, role)


def _unfit(place: Place, key: str) -> Diagnostic | None:
    if key == ORACLE_MANAGED:
        return place.refusal(
            ORACLES_KEY,
            "A switch leads to a key in AWS KMS",
            f"`adbkms key revert SPEC {place.address}` takes the database back to Oracle's key.",
        )
    keys = place.stack.keys
    declared = keys.get(key)
    if declared is None and not key.startswith(ALIAS_PREFIX) and parse_key_arn(key) is None:
        if key.startswith(ARN_PREFIX):
            return place.refusal(
                NO_KEY, f'"{key}" is not the ARN of a KMS key', "It is arn:aws:kms:REGION:ACCOUNT:key/ID."
            )
        detail = did_you_mean(key, list(keys)) or "`keys` is empty: declare it there, or give an ARN."
        return place.refusal(NO_KEY, f'There is no key "{key}" in this stack', detail)
    if _key_itself(place, key) == _key_itself(place, place.encryption.key):
        return place.refusal(
            CURRENT,
            f"{key} is the current key of {place.address}",
            f"To rotate is to select another key: `adbkms key rotate SPEC {place.address}` makes the next one.",
        )
    if declared is not None and declared.retired:
        return place.refusal(
            RETIRED,
            f"{key} is retired",
            "The stack has let go of it. Select another key. To take this one back, put `adopt: ARN` in the place of "
            "`retired` and `arn`, render and apply; then select it.",
        )
    return None


def _key_itself(place: Place, key: str) -> str:
    """The ARN of a key that exists already, by whatever name; the name of any other."""
    declared = place.stack.keys.get(key)
    return declared.arn if declared is not None and declared.arn is not None else key
