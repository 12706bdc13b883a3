"""The text of an adopted spec: plain where it can be, quoted where it must be, and no text breaks out of its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.adopt.yaml_scalars import comment, scalar
from generator.spec.nodes import Scalar, Sequence
from generator.spec.yaml_reader import read_yaml
from tests.unit.adopt.states import AWS_KEY, KEY_ARN, OCID, adopted, alias, database, key, stacks


@pytest.mark.parametrize("text", ["us-east-2", KEY_ARN, OCID, "ADBS_Key", "a/b", "rotation_days"])
def test_plain_text_needs_no_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["", "0123", "012345678901", "true", "No", "null", "a b", "a: b", "a:", "- a", "#", "a\n", "ä", "=x", "<<"]
)
def test_text_that_could_be_something_else_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"')


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_is_read_as_itself(texts: list[str]) -> None:
    node, found = read_yaml("\n".join(f"- {scalar(text)}" for text in texts).encode(), "x.yaml")

    assert found == []
    assert isinstance(node, Sequence)
    read = [item.text for item in node.items if isinstance(item, Scalar)]
    assert read == [unicodedata.normalize("NFC", text) for text in texts]


@given(st.text())
def test_any_comment_stays_one(text: str) -> None:
    lines = comment(text, "  ")

    assert all(line.startswith("  # ") for line in lines)
    node, found = read_yaml("\n".join([*lines, "a"]).encode(), "x.yaml")
    assert (isinstance(node, Scalar) and node.text, found) == ("a", [])


def test_what_a_state_says_cannot_break_out_of_a_comment() -> None:
    hostile = "X\nstacks: {}\r\u2028\u0085# \x1b[2J\U000e0001"
    text, said = adopted(key(key_usage=hostile), alias(), database())

    assert [one.code for one in said] == ["ADO007"]
    assert "\n        # X" not in text
    assert "stacks: {}\\x0D\\u2028\\x85# \\x1B[2J\\U000E0001" in text
    assert list(stacks(text)) == ["orders"]


def test_a_whole_spec() -> None:
    text, _ = adopted(key(tags={"team": "a: b"}), alias(), database())

    assert (
        text.partition("stacks:\n")[2]
        == f"""\
  orders:
    aws:
      account_id: "111122223333"
      region: us-east-2
    # Fill in `tenancy_id` once a role is made here: it is the external ID.
    oci:
      compartment_id: ocid1.compartment.oc1..aaaaaaaaexample
      region: us-ashburn-1
    keys:
      ADBS_Key:
        adopt: {KEY_ARN}
        description: "Key of orders"
        tags:
          team: "a: b"
    databases:
      orders:
        db_name: ORDERS
        ocid: {OCID}
        adopt: true
        encryption:
          key: ADBS_Key
          role: {AWS_KEY["arn_role"]}
"""
    )
