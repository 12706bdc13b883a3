"""What is not known of a cloud, as a warning."""

from __future__ import annotations

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.codes import diagnostic_of

PERMISSION = "kms:DescribeKey on arn:aws:kms:us-east-2:111122223333:key/x"


@pytest.mark.parametrize(
    ("fix", "detail"),
    [
        ("Ask for it.", f"Ask for it. It needs the permission {PERMISSION}."),
        (
            "Ask for it. AWS says: no identity-based policy allows it",
            f"Ask for it. AWS says: no identity-based policy allows it. It needs the permission {PERMISSION}.",
        ),
        (f"Give the caller {PERMISSION}.", f"Give the caller {PERMISSION}."),
    ],
)
def test_the_permission_is_a_sentence_of_its_own_and_said_once(fix: str, detail: str) -> None:
    why = NotKnown(Cause.NOT_PERMITTED, "AWS KMS does not permit it", fix, PERMISSION)

    assert diagnostic_of(why).detail == detail
