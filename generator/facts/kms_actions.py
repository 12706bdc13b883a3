"""The actions of AWS KMS that an IAM policy can allow, and adbkms's presets of them.

Source: Service Authorization Reference
(https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html). By it every API operation
is authorised by the action of its name, except `ReEncrypt`, which needs `kms:ReEncryptFrom` on one key and
`kms:ReEncryptTo` on the other; and one action belongs to no operation. The operations are botocore's, pinned
in `data/aws-kms-operations.json` (`generator.facts.refresh`).
"""

from __future__ import annotations

import difflib
import fnmatch
import functools
from collections.abc import Mapping
from types import MappingProxyType

from generator.facts.pinned import pinned

# The statement "Allow use of the key" of the key policy that the console of AWS KMS writes for key users:
# https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-users-crypto
# Oracle does not publish which actions its service calls; this is AWS's list, not Oracle's.
KEY_USER: tuple[str, ...] = (
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
)

# The reading half of KEY_USER.
DECRYPT_ONLY: tuple[str, ...] = ("kms:DescribeKey", "kms:Decrypt")

# By the words that a spec uses.
PRESETS: Mapping[str, tuple[str, ...]] = MappingProxyType({"key-user": KEY_USER, "decrypt-only": DECRYPT_ONLY})

_NOT_AN_ACTION = "ReEncrypt"
_WITHOUT_OPERATION = ("ReEncryptFrom", "ReEncryptTo", "SynchronizeMultiRegionKey")


@functools.cache
def known_actions() -> tuple[str, ...]:
    """Every action of AWS KMS with its prefix, such as `kms:Decrypt`, in alphabetical order."""
    operations: list[str] = pinned("aws-kms-operations.json")
    names = {*operations, *_WITHOUT_OPERATION} - {_NOT_AN_ACTION}
    return tuple(sorted(f"kms:{name}" for name in names))


def matching(action: str) -> tuple[str, ...]:
    """The known actions that an `Action` element covers; () for none.

    `*` stands for any characters and `?` for one; case does not count
    (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html).
    """
    if not action.isascii() or "[" in action:  # `[` would be a character class to fnmatch
        return ()
    pattern = action.lower()
    return tuple(known for known in known_actions() if fnmatch.fnmatchcase(known.lower(), pattern))


def unknown(action: str) -> bool:
    """True if an `Action` element covers nothing in AWS KMS. IAM accepts such a policy silently."""
    return not matching(action)


def nearest(action: str) -> str | None:
    """The action that was probably meant, with the `*` that was given; None if none is near."""
    name = action.strip().lower().removeprefix("kms:")
    if name == _NOT_AN_ACTION.lower():
        return "kms:ReEncrypt*"
    by_name = {known.removeprefix("kms:").lower(): known for known in known_actions()}
    near = difflib.get_close_matches(name.rstrip("*"), by_name, n=1, cutoff=0.6)
    return by_name[near[0]] + ("*" if name.endswith("*") else "") if near else None
