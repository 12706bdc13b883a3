"""Commands of the AWS CLI, as a fix names them."""

from __future__ import annotations

import shlex

from generator.live.access import AwsAccess


def aws_command(access: AwsAccess, *words: str) -> str:
    """A line for a shell, with the profile of the stack and, for KMS, the region."""
    region = ("--region", access.region) if words[0] == "kms" else ()
    profile = ("--profile", access.profile) if access.profile else ()
    return f"`{shlex.join(('aws', *words, *region, *profile))}`"
