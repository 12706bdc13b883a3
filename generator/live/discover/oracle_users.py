"""Oracle's IAM user: the principal of the roles, which only a database knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.configuration.identity import awaited_roles, possible_roles
from generator.diagnostics import Diagnostic, Severity, error
from generator.facts.arn import PrincipalKind, parse_principal_arn
from generator.live.discover.codes import CONTRADICTION, NOT_A_USER, ONE_DSN
from generator.live.discover.discovery import Discovery, Found
from generator.spec.databases import SpecDatabase
from generator.spec.load import LoadedStack

HOW = (
    "Set ADBKMS_DATABASE_PASSWORD, or give --password-secret, to let adbkms ask the database; on a terminal it asks "
    "for the password. Or let a DBA run what --print-sql prints, and give the result with --oracle-user-arn."
)

_Role = tuple[str, str]  # stack, role


def awaiting(places: Iterable[SpecDatabase]) -> list[SpecDatabase]:
    """The databases with a role that could be theirs and whose principal is not known."""
    return [place for place in places if awaited_roles(place.stack, place.database)]


def databases_to_ask(
    places: Sequence[SpecDatabase], dsn: str | None, arn: str | None
) -> list[SpecDatabase] | Diagnostic:
    """The databases that have to say who Oracle is; none with an ARN that was given. The one that a DSN was given for
    is asked in any case."""
    waiting = awaiting(places)
    if arn is not None or dsn is None:
        return [] if arn is not None else waiting
    one = list(places) if len(places) == 1 else waiting
    if len(one) == 1:
        return one
    names = ", ".join(place.address for place in one or places)
    detail = f"Name the one that it is of, as STACK/DATABASE: {names}."
    return error(ONE_DSN, "--dsn is of one database, and there are several", detail)


def is_user(arn: str) -> bool:
    """True for the ARN of an IAM user."""
    principal = parse_principal_arn(arn)
    return principal is not None and principal.kind is PrincipalKind.USER


def given_user(places: Sequence[SpecDatabase], arn: str) -> Discovery:
    """The user that was given by `--oracle-user-arn`, for all of the databases."""
    if not is_user(arn):
        detail = "It is arn:aws:iam::ACCOUNT:user/NAME, as the database says it; --print-sql prints the statement."
        return Discovery(contradictions=(error(NOT_A_USER, "--oracle-user-arn is not the ARN of an IAM user", detail),))
    return discover_users(places, {place.address: arn for place in places}, "as given by --oracle-user-arn")


def discover_users(
    places: Sequence[SpecDatabase], answers: Mapping[str, str | Diagnostic], source: str | None = None
) -> Discovery:
    """The principals of the roles of these databases. `answers` are by STACK/DATABASE, what each database says or why
    it does not; why one that is not in it could not be asked, because it has no OCID yet, is said where that was looked
    for. `source` is by default the database that said it."""
    known = {place: said for place in places if isinstance(said := answers.get(place.address), str)}
    contradictions = [_contradiction(place, role, arn) for place, arn in known.items() for role in _other(place, arn)]
    found: list[Found] = []
    for (_, role), users in _by_role(places).items():
        of_role = {place: known[place] for place in users if place in known}
        first = next(iter(of_role), None)
        if first is None:
            continue  # why is said of its databases
        if len(set(of_role.values())) > 1:
            contradictions.append(_two_users(first.loaded, role, of_role))
        else:
            path = ("roles", role, "oracle_user_arn")
            found.append(Found(first.loaded, path, of_role[first], source or f"as the database {first.address} says"))
    refusals = [said for place in places if isinstance(said := answers.get(place.address), Diagnostic)]
    return Discovery(tuple(found), tuple(contradictions), tuple(dict.fromkeys(refusals)))


def _by_role(places: Iterable[SpecDatabase]) -> dict[_Role, list[SpecDatabase]]:
    by_role: dict[_Role, list[SpecDatabase]] = {}
    for place in places:
        for role in awaited_roles(place.stack, place.database):
            by_role.setdefault((place.loaded.name, role), []).append(place)
    return by_role


def _other(place: SpecDatabase, arn: str) -> list[str]:
    """The roles that could be the database's and trust another user."""
    declared = place.stack.roles
    return [
        name
        for name in possible_roles(place.stack, place.database)
        if declared[name].oracle_user_arn not in (None, arn)
    ]


def _contradiction(place: SpecDatabase, role: str, arn: str) -> Diagnostic:
    has = place.stack.roles[role].oracle_user_arn
    return _error(
        place.loaded,
        role,
        f"The role {role} trusts another user than Oracle comes as",
        f"The spec says {has}; for {place.address} it is {arn}. If the new one is right, the trust policy has to "
        "change first: put it into the spec by hand, render, and apply that before anything else.",
    )


def _two_users(loaded: LoadedStack, role: str, said: Mapping[SpecDatabase, str]) -> Diagnostic:
    users = "; ".join(f"{place.address}: {arn}" for place, arn in said.items())
    return _error(
        loaded,
        role,
        f"Databases of the role {role} come as different users",
        f"{users}. A role trusts one. Give each its own role, and name it in the database's `encryption.role`.",
    )


def _error(loaded: LoadedStack, role: str, summary: str, detail: str) -> Diagnostic:
    return loaded.diagnostic(Severity.ERROR, CONTRADICTION, summary, detail, ("roles", role, "oracle_user_arn"))
