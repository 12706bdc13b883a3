"""The ways to the two clouds: whose credentials are used, and which region is asked. Data only."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from generator.spec import model


@dataclass(frozen=True)
class AwsAccess:
    """An AWS account by a profile of the AWS configuration (None: the SDK's own chain), and a role to assume with it.
    What other accounts say is not taken for an answer."""

    account_id: str
    region: str
    profile: str | None = None
    assume_role_arn: str | None = None

    def in_region(self, region: str) -> AwsAccess:
        """The same account in another region."""
        return dataclasses.replace(self, region=region)


@dataclass(frozen=True)
class OciAccess:
    """A tenancy, by a profile of the OCI configuration (None: the SDK's default), and a region of it."""

    region: str
    profile: str | None = None


Access = AwsAccess | OciAccess


def aws_access(stack: model.Stack) -> AwsAccess:
    """The way that the stack's AWS provider takes too."""
    aws = stack.aws
    return AwsAccess(aws.account_id, aws.region, aws.profile, aws.assume_role_arn)


def oci_access(stack: model.Stack) -> OciAccess:
    """The way that the stack's OCI provider takes too."""
    return OciAccess(stack.oci.region, stack.oci.profile)
