"""Whose principal is looked for, and what is made of what databases say."""

from __future__ import annotations

from generator.configuration.identity import awaited_roles
from generator.diagnostics import Diagnostic, warning
from generator.live.discover.codes import LOGON
from generator.live.discover.discovery import Discovery, selected
from generator.live.discover.oracle_users import discover_users
from generator.spec.databases import SpecDatabase
from generator.spec.files import SpecText
from generator.spec.load import parse_spec

USER, OTHER = "arn:aws:iam::444455556666:user/oracle-adbs", "arn:aws:iam::444455556666:user/oracle-other"
HEAD = """\
version: 1
stacks:
  s:
    aws: {account_id: "111122223333", region: us-east-2}
    oci: {compartment_id: ocid1.compartment.oc1..c, region: us-ashburn-1}
"""


def places(stack: str) -> list[SpecDatabase]:
    spec, found = parse_spec([SpecText("spec.yaml", (HEAD + stack).encode())])
    assert found == []
    every = selected(spec, ())
    assert isinstance(every, list)
    return every


TWO_OF_ONE_ROLE = """\
    roles: {r: {}}
    databases:
      a: {db_name: A}
      b: {db_name: B}
"""


def values(discovery: Discovery) -> dict[str, str]:
    return {".".join(one.path): one.value for one in discovery.found}


def test_a_database_awaits_the_role_that_it_names_or_all_of_the_stack() -> None:
    stack = """\
    roles: {r: {}, q: {}}
    databases:
      a: {db_name: A}
      b: {db_name: B, encryption: {role: q}}
      c: {db_name: C, encryption: {role: "arn:aws:iam::111122223333:role/elsewhere"}}
"""
    assert [awaited_roles(place.stack, place.database) for place in places(stack)] == [["r", "q"], ["q"], []]


def test_one_known_role_is_enough_for_a_database_that_names_none() -> None:
    stack = f"    roles: {{r: {{oracle_user_arn: '{USER}'}}, q: {{}}}}\n    databases: {{a: {{db_name: A}}}}\n"

    (place,) = places(stack)

    assert awaited_roles(place.stack, place.database) == []


def test_databases_of_one_role_that_agree_fill_it_in_once() -> None:
    found = discover_users(places(TWO_OF_ONE_ROLE), {"s/a": USER, "s/b": USER})

    assert values(found) == {"roles.r.oracle_user_arn": USER}
    assert (found.contradictions, found.missing) == ((), ())


def test_databases_of_one_role_that_do_not_agree_are_an_error() -> None:
    found = discover_users(places(TWO_OF_ONE_ROLE), {"s/a": USER, "s/b": OTHER})

    (contradiction,) = found.contradictions
    assert contradiction.code == "DIS004"
    assert f"s/a: {USER}; s/b: {OTHER}" in contradiction.detail
    assert "encryption.role" in contradiction.detail
    assert found.found == ()


def test_two_roles_can_have_two_users() -> None:
    stack = """\
    roles: {r: {}, q: {}}
    databases:
      a: {db_name: A, encryption: {role: r}}
      b: {db_name: B, encryption: {role: q}}
"""
    found = discover_users(places(stack), {"s/a": USER, "s/b": OTHER})

    assert values(found) == {"roles.r.oracle_user_arn": USER, "roles.q.oracle_user_arn": OTHER}


def test_one_database_that_cannot_be_asked_does_not_hide_the_other() -> None:
    refusal: Diagnostic = warning(LOGON, "The account is locked")

    found = discover_users(places(TWO_OF_ONE_ROLE), {"s/a": refusal, "s/b": USER})

    assert values(found) == {"roles.r.oracle_user_arn": USER}
    assert found.missing == (refusal,)
