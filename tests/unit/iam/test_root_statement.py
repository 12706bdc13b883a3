"""The statement for the account's root, and a Deny that takes the key policy from it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.iam.policy_document import parse_policy
from generator.iam.root_statement import has_root_statement

ACCOUNT = "111122223333"
ROOT, ROLE = f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:iam::{ACCOUNT}:role/keys"
KEY = frozenset(["11111111-2222-3333-4444-555555555555"])


def has_root(**who: Any) -> bool:
    root = {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": ROOT}}
    deny = {"Effect": "Deny", "Action": "kms:PutKeyPolicy", "Resource": "*", **who}
    document = parse_policy(json.dumps({"Statement": [root, deny]}))
    assert document is not None
    known, unknown = (has_root_statement(document, own, KEY) for own in (frozenset([ACCOUNT]), frozenset[str]()))
    assert known == unknown
    return known


@pytest.mark.parametrize("spared", [ROOT, ACCOUNT, [ROOT, ROLE]])
def test_a_deny_for_all_but_the_root_spares_it(spared: Any) -> None:
    assert has_root(NotPrincipal={"AWS": spared})


def test_a_deny_for_all_but_others_takes_the_key_policy_from_the_root() -> None:
    assert not has_root(NotPrincipal={"AWS": ROLE})


@pytest.mark.parametrize("principal", [{"AWS": ROOT}, {"AWS": ACCOUNT}, {"AWS": "*"}, "*"])
def test_a_deny_for_the_root(principal: Any) -> None:
    assert not has_root(Principal=principal)


def test_a_deny_for_somebody_else() -> None:
    assert has_root(Principal={"AWS": ROLE})
