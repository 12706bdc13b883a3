"""Keys, policies and roles of the mixed fleet."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from bench.mixed_words import aws_tags, comment_lines, latin_sentence, sentence, settings, word

_Map = dict[str, Any]
_ACTIONS = [
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:GenerateDataKey",
]


def keys(random: Random, number: int, aws: _Map) -> dict[str, _Map]:
    """One to four that the stack creates, and some that exist, are taken over, or are let go."""
    made = {_key_name(random, number, index): _new_key(random, number, aws) for index in range(random.randint(1, 4))}
    if random.random() < 0.4:
        made[f"adopted-{number}"] = {"adopt": key_arn(random, aws)} | _key_settings(random, number, aws)
    if random.random() < 0.4:
        made[f"existing-{number}"] = {"arn": key_arn(random, aws)} | random.choice([{}, {"alias": f"shared/{number}"}])
    if random.random() < 0.3:
        made[f"retired-{number}"] = {"retired": True, "arn": key_arn(random, aws)}
    return made


def policies(random: Random, number: int, aws: _Map, declared: dict[str, _Map]) -> dict[str, _Map]:
    """One of all keys, which makes any of them usable, and some of some."""
    made: dict[str, _Map] = {f"all-{number}": _policy_settings(random, number)}
    for index in range(random.randint(0, 3)):
        named = random.sample(sorted(declared), random.randint(1, min(3, len(declared))))
        named += [key_arn(random, aws)] if random.random() < 0.3 else []
        made[f"some.{word(random)}+{number}@{index}"] = {"keys": named} | _policy_settings(random, number)
    if random.random() < 0.3:
        made[f"existing-{number}"] = {"arn": f"arn:aws:iam::{aws['account_id']}:policy/{word(random)}/k{number}"}
    return made


def roles(random: Random, number: int, aws: _Map, declared: dict[str, _Map]) -> dict[str, _Map]:
    """The first is for any database, and one is for one database alone; some exist, some wait for Oracle's user."""
    user = f"arn:aws:iam::444455556666:user/oracle-adbs-{number}"
    all_keys = next(iter(declared))
    others = [name for name in declared if name != all_keys]

    def role() -> _Map:
        attached = [all_keys, *random.sample(others, random.randint(0, len(others)))]
        if random.random() < 0.2:
            attached.append(f"arn:aws:iam::{aws['account_id']}:policy/extra-{word(random)}")
        return {"policies": attached, "oracle_user_arn": user} | _role_settings(random, number, aws)

    made: dict[str, _Map] = {f"any-{number}": role() | random.choice([{}, {"external_id": "compartment_ocid"}])}
    made[f"one=database,{number}"] = role() | {"external_id": "database_ocid"}
    if random.random() < 0.3:
        made[f"waiting-{number}"] = {"policies": [all_keys], "oracle_user_arn": None}
    if random.random() < 0.4:
        arn = f"arn:aws:iam::{aws['account_id']}:role/{word(random)}/existing-{number}"
        made[f"existing-{number}"] = {"arn": arn} | random.choice([{}, {"external_id": "tenant_ocid"}])
    return made


def key_arn(random: Random, aws: _Map) -> str:
    """Of a key in the stack's account and region."""
    return f"arn:aws:kms:{aws['region']}:{aws['account_id']}:key/{UUID(int=random.getrandbits(128))}"


def _key_name(random: Random, number: int, index: int) -> str:
    return f"{word(random)}{random.choice('-_/')}{number}{random.choice('-_/')}{index}"


def _new_key(random: Random, number: int, aws: _Map) -> _Map:
    key = _key_settings(random, number, aws)
    if random.random() < 0.2:
        former = f"{word(random)}-{random.getrandbits(40):x}"
        key |= {"renamed_from": random.choice([former, [f"first-{former}", former]]), "alias": former}
    return key


def _key_settings(random: Random, number: int, aws: _Map) -> _Map:
    return settings(
        random,
        0.4,
        alias=lambda: f"{word(random)}/{random.getrandbits(40):x}",
        description=lambda: sentence(random),
        deletion_window_days=lambda: random.randint(7, 30),
        rotation_days=lambda: random.choice([False, 90, 365, random.randint(90, 2560)]),
        administrators=lambda: [
            f"arn:aws:iam::{aws['account_id']}:{random.choice(['role', 'user'])}/{word(random)}-{index}"
            for index in range(random.randint(1, 3))
        ],
        tags=lambda: aws_tags(random),
        annotations=lambda: comment_lines(random),
    )


def _policy_settings(random: Random, number: int) -> _Map:
    return settings(
        random,
        0.4,
        adopt=lambda: True,
        actions=lambda: random.choice(["key-user", "decrypt-only", random.sample(_ACTIONS, random.randint(2, 5))]),
        description=lambda: sentence(random),
        path=lambda: f"/{word(random)}/{number}/",
        tags=lambda: aws_tags(random),
        annotations=lambda: comment_lines(random),
    ) | settings(random, 0.15, renamed_from=lambda: f"{word(random)}-{random.getrandbits(40):x}")


def _role_settings(random: Random, number: int, aws: _Map) -> _Map:
    return settings(
        random,
        0.4,
        adopt=lambda: True,
        description=lambda: latin_sentence(random),
        path=lambda: f"/{word(random)}/{number}/",
        permissions_boundary=lambda: f"arn:aws:iam::{aws['account_id']}:policy/boundaries/{word(random)}",
        max_session_seconds=lambda: random.randint(3600, 43200),
        tags=lambda: aws_tags(random),
        annotations=lambda: comment_lines(random),
    ) | settings(random, 0.15, renamed_from=lambda: f"{word(random)}-{random.getrandbits(40):x}")
