"""A request to AWS, as messages about it name it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.live.access import AwsAccess

_GLOBAL_SERVICES = frozenset(("iam",))


@dataclass(frozen=True)
class AwsRequest:
    """`service` and `operation` as the SDK has them: `kms`, `describe_key`. `permission` is `kms:DescribeKey on arn:…`,
    "" for that of the operation alone."""

    access: AwsAccess
    service: str
    operation: str
    permission: str = ""

    @property
    def action(self) -> str:
        """`DescribeKey`, as AWS writes it."""
        return "".join(word.capitalize() for word in self.operation.split("_"))

    @property
    def needed(self) -> str:
        """The permission that the caller needs."""
        return self.permission or f"{self.service}:{self.action}"

    @property
    def whom(self) -> str:
        """Who was asked: `AWS KMS in us-east-2`, `AWS IAM`."""
        name = f"AWS {self.service.upper()}"
        return name if self.service in _GLOBAL_SERVICES else f"{name} in {self.access.region}"

    @property
    def account(self) -> str:
        """Whose: `account 111122223333`."""
        return f"account {self.access.account_id}"
