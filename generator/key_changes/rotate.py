"""The key of the next generation for a database."""

from __future__ import annotations

import msgspec

from generator.configuration.references import ORACLE_MANAGED
from generator.diagnostics import Diagnostic
from generator.key_changes.change import KeyChange, Place, find_database, in_stack
from generator.key_changes.codes import NOT_ON_AWS_KEY
from generator.key_changes.new_key_name import new_key_name
from generator.key_changes.select import select_key
from generator.key_changes.settings import settings_to_copy
from generator.spec import model
from generator.spec.edits.edit import AddEntry
from generator.spec.load import Spec


def rotate_key(spec: Spec, address: str, name: str | None = None) -> KeyChange | Diagnostic:
    """Add a key with the settings of the current one and select it for the database STACK/DATABASE; the current key
    stays, and so do the other databases that use it.

    `name` is that of the new key; without it the stack's `key_name_pattern` says it. Where the current key exists
    outside of the stack, there are no settings to take over.
    """
    place = find_database(spec, address)
    if isinstance(place, Diagnostic):
        return place
    if place.encryption.key == ORACLE_MANAGED:
        return place.refusal(
            NOT_ON_AWS_KEY,
            f"{place.address} is on Oracle's own key",
            f"There is no key to rotate. `adbkms key switch SPEC {place.address} --key NAME` selects a first one.",
        )
    new = new_key_name(spec, place, name)
    if isinstance(new, Diagnostic):
        return new
    return select_key(_with_new_key(place, new), new, None)


def _with_new_key(place: Place, name: str) -> KeyChange:
    current = place.encryption.key
    declared = place.stack.keys.get(current)
    key, like = model.Key(), ""
    if declared is not None and declared.arn is None:
        like = f", with the settings of {current}"
        key = msgspec.structs.replace(declared, alias=None, adopt=None, retired=False, renamed_from=None)
    path = in_stack(place, "keys")
    attempts = tuple(
        (AddEntry(path, name, settings, after=current),) for settings in settings_to_copy(place.loaded, current)
    )
    said = f"The key {name} is new{like}."
    stack = msgspec.structs.replace(place.stack, keys={**place.stack.keys, name: key})
    return KeyChange(place, stack, attempts, (said,))
