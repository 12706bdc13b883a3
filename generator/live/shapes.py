"""The kinds of text in answers, with limits: no cloud has longer ones, and what is printed stays small and in its line.
An answer that has others is not taken."""

from __future__ import annotations

from typing import Annotated

import msgspec

from generator.live.texts import LONGEST_DOCUMENT

Word = Annotated[str, msgspec.Meta(max_length=100, pattern=r"\A[A-Za-z0-9_.-]*\Z")]
"""One of a cloud's own words, or a number: `PendingDeletion`, `us-ashburn-1`, `111122223333`."""

Name = Annotated[str, msgspec.Meta(max_length=2048, pattern=r"\A[!-~]*\Z")]
"""What something is called, without a space: an ARN (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html
has its length), an OCID, an alias, an address."""

Line = Annotated[str, msgspec.Meta(max_length=300)]
"""A few words for people: a display name is one of 255 characters at most."""

Text = Annotated[str, msgspec.Meta(max_length=8192)]
"""A description: https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html has the longest ones."""

Document = Annotated[str, msgspec.Meta(max_length=LONGEST_DOCUMENT)]
"""A policy."""
