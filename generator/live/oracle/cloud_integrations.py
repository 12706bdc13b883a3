"""The view that says as which IAM user Oracle comes, and the thin seam through which it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Protocol, TypeAlias

from generator.facts.arn import PrincipalKind, parse_principal_arn
from generator.facts.cloud_integrations import SQL
from generator.live.answers import Cause, NotKnown

MOST_ROWS = 20
"""There are one or two."""
Rows: TypeAlias = tuple[tuple[str, str], ...]
"""PARAM_NAME and PARAM_VALUE, as the database writes both; "" for NULL. A name may be there twice."""


class Connection(Protocol):
    """A connection to a database. This is all that is needed of one."""

    def execute(self, sql: str) -> Iterable[tuple[object, ...]]:
        """The rows of a query."""


def cloud_integrations(connection: Connection) -> Rows:
    """The rows of the query; MOST_ROWS and one more at most."""
    rows = islice(connection.execute(SQL), MOST_ROWS + 1)
    return tuple((str(name), "" if value is None else str(value).strip()) for name, value in rows)


def oracle_user(integrations: Rows) -> str | NotKnown:
    """The ARN of Oracle's IAM user. Two values are no answer, under two names or one, nor is what is not a user."""
    if len(integrations) > MOST_ROWS:
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"CLOUD_INTEGRATIONS has more than {MOST_ROWS} rows for Oracle's user",
            "It has one or two. Look at `SELECT * FROM CLOUD_INTEGRATIONS` as ADMIN; or ask Oracle's support.",
        )
    said = sorted({(name, value) for name, value in integrations if value})
    values = sorted({value for _, value in said})
    if not values:
        return NotKnown(
            Cause.SERVICE_ERROR,
            "CLOUD_INTEGRATIONS has neither aws_user_arn nor aws_arn",
            "Oracle does not say when the row appears. Look at `SELECT * FROM CLOUD_INTEGRATIONS` as ADMIN, and "
            "whether this is an Autonomous AI Database Serverless in a commercial region; or ask Oracle's support.",
        )
    if len(values) > 1:
        return NotKnown(
            Cause.SERVICE_ERROR,
            "CLOUD_INTEGRATIONS says two users: " + ", ".join(f"{name} is {value}" for name, value in said),
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
