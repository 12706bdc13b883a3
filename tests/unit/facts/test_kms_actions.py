"""Actions are AWS's; the presets are what the documentation says, and a slip gets the right spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.kms_actions import (
    DECRYPT_ONLY,
    KEY_USER,
    PRESETS,
    known_actions,
    matching,
    nearest,
    unknown,
)


def test_the_preset_for_key_users_is_that_of_aws() -> None:
    assert set(KEY_USER) == {
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
    }


def test_decrypt_only_is_part_of_the_preset_for_key_users() -> None:
    assert DECRYPT_ONLY == ("kms:DescribeKey", "kms:Decrypt")
    assert set(DECRYPT_ONLY) < set(KEY_USER)


def test_presets_go_by_the_words_of_the_spec() -> None:
    assert dict(PRESETS) == {"key-user": KEY_USER, "decrypt-only": DECRYPT_ONLY}


@pytest.mark.parametrize("action", KEY_USER)
def test_presets_hold_known_actions_only(action: str) -> None:
    assert not unknown(action)


@pytest.mark.parametrize("action", ["kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:SynchronizeMultiRegionKey"])
def test_actions_without_an_operation_of_their_name_are_known(action: str) -> None:
    assert action in known_actions()


def test_re_encrypt_is_an_operation_but_no_action() -> None:
    assert unknown("kms:ReEncrypt")
    assert nearest("kms:ReEncrypt") == "kms:ReEncrypt*"


def test_a_wildcard_covers_what_it_matches() -> None:
    assert matching("kms:ReEncrypt*") == ("kms:ReEncryptFrom", "kms:ReEncryptTo")
    assert matching("kms:?ncrypt") == ("kms:Encrypt",)
    assert matching("kms:*") == matching("*") == known_actions()


def test_case_does_not_count() -> None:
    assert matching("KMS:decrypt") == ("kms:Decrypt",)


@pytest.mark.parametrize(
    "action",
    [
        "",
        "Decrypt",
        "kms",
        "kms:",
        "kms:Decyrpt",
        "kms:Foo*",
        "s3:GetObject",
        "kms:[D]ecrypt",
        "\u212ams:Decrypt",
    ],
)
def test_what_covers_nothing_is_unknown(action: str) -> None:
    assert unknown(action)


@pytest.mark.parametrize(
    ("action", "meant"),
    [
        ("kms:Decyrpt", "kms:Decrypt"),
        ("Decrypt", "kms:Decrypt"),
        ("kms:GenerateDatKey*", "kms:GenerateDataKey*"),
        ("kms:DescribeKeys", "kms:DescribeKey"),
        ("s3:GetObject", None),
        ("kms:", None),
    ],
)
def test_a_slip_gets_the_action_that_was_meant(action: str, meant: str | None) -> None:
    assert nearest(action) == meant


@given(st.text(alphabet=st.sampled_from("kms:*?[]!-aDecryptK")))
def test_any_text_is_judged_and_suggestions_are_known(action: str) -> None:
    assert set(matching(action)) <= set(known_actions())
    meant = nearest(action)
    assert meant is None or not unknown(meant)
