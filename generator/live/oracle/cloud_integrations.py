"""The view that says as which IAM user Oracle comes, and the thin seam through which it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from generator.facts.arn import PrincipalKind, parse_principal_arn
from generator.facts.cloud_integrations import SQL
from generator.live.answers import Cause, NotKnown


class Connection(Protocol):
    """A connection to a database. This is all that is needed of one."""

    def execute(self, sql: str) -> Iterable[tuple[object, ...]]:
        """The rows of a query."""


def cloud_integrations(connection: Connection) -> dict[str, str]:
    """PARAM_VALUE by PARAM_NAME, as the database writes both; rows without a value are left out."""
    rows = connection.execute(SQL)
    return {str(name): str(value).strip() for name, value in rows if value is not None and str(value).strip()}


def oracle_user(integrations: Mapping[str, str]) -> str | NotKnown:
    """The ARN of Oracle's IAM user. Two names for it with two values are no answer, nor is what is not a user."""
    values = sorted(set(integrations.values()))
    if not values:
        return NotKnown(
            Cause.SERVICE_ERROR,
            "CLOUD_INTEGRATIONS has neither aws_user_arn nor aws_arn",
            "Oracle does not say when the row appears. Look at `SELECT * FROM CLOUD_INTEGRATIONS` as ADMIN, and "
            "whether this is an Autonomous AI Database Serverless in a commercial region; or ask Oracle's support.",
        )
    if len(values) > 1:
        said = ", ".join(f"{name} is {value}" for name, value in sorted(integrations.items()))
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"CLOUD_INTEGRATIONS says two users: {said}",
            "Ask Oracle's support which one the database comes as, and give it with --oracle-user-arn.",
        )
    principal = parse_principal_arn(values[0])
    if principal is None or principal.kind is not PrincipalKind.USER:
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"CLOUD_INTEGRATIONS holds something else than the ARN of an IAM user: {values[0]}",
            "It is arn:aws:iam::ACCOUNT:user/NAME, and nothing wider is trusted. Ask Oracle's support.",
        )
    return values[0]
