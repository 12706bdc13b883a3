"""A fault planted in a rendered file is found: named ones one by one, then any change of any of its words."""

from __future__ import annotations

import functools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.configuration.terraform import Block
from generator.verify import codes
from generator.verify.hcl_reader import read
from generator.verify.parse_back import verify_file
from tests.unit.verify.hashicorp_hcl import Refused, hcl, without_spaces
from tests.unit.verify.rendered import STACK


@functools.cache
def configuration() -> tuple[Block, ...]:
    """What the rendered `STACK` says."""
    blocks, diagnostics = read(STACK, "main.tf")
    assert diagnostics == []
    return blocks


def found(text: str) -> list[str]:
    """The codes of what is wrong with a text that should be the rendered `STACK`."""
    return [one.code for one in verify_file(text, configuration(), "main.tf")]


def planted(old: str, new: str) -> str:
    """The rendered file with a change in one place."""
    assert STACK.count(old) == 1
    return STACK.replace(old, new)


def test_the_file_as_it_was_rendered_has_no_fault() -> None:
    assert found(STACK) == []


def test_layout_comments_and_order_are_no_faults() -> None:
    keys, rest = STACK.split('module "role_orders"')
    role, rest = rest.split("resource ", 1)
    moved = f'module "role_orders"{role}{keys}resource {rest}'
    assert found(moved.replace("  ", "\t").replace("# the bastion", "// the other one")) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  compute_count            = 2\n", "", codes.MISSING_ARGUMENT),
        ("compute_count            = 2", 'compute_count            = "2"', codes.CHANGED_VALUE),
        ("compute_count            = 2", "compute_count            = 4", codes.CHANGED_VALUE),
        ("enable_key_rotation     = true", "enable_key_rotation     = 1", codes.CHANGED_VALUE),
        ("key_arn                      = module.key_orders.arn",
         "key_arn                      = module.key_other.arn", codes.CHANGED_VALUE),
        ("key_arn                      = module.key_orders.arn",
         'key_arn                      = "module.key_orders.arn"', codes.CHANGED_VALUE),
        ("\\u0024{ever}", "${ever}", codes.CHANGED_VALUE),
        ('"203.0.113.8",', '"203.0.113.8", "0.0.0.0/0",', codes.CHANGED_VALUE),
        ('db_name                  = "ORDERS"', 'db_name = "ORDERS"\n  db_name = "ORDERS"', codes.SET_TWICE),
        ('team        = "platform"', 'team = "platform"\n    team = "platform"', codes.SET_TWICE),
        ('"The databases by name."', '"The databases\nby name."', codes.UNREADABLE_STRING),
        ("\\u0024{ever}", "$${ever", codes.SYNTAX),
        ('db_name                  = "ORDERS"', 'db_name = "ORDERS"\n  is_free = true', codes.EXTRA_ARGUMENT),
        ("output \"databases\"", 'output "all" {\n  value = 1\n}\n\noutput "databases"', codes.EXTRA_BLOCK),
        ("  encryption_key {", "  encryption_key {\n  }\n\n  encryption_key {", codes.EXTRA_BLOCK),
        ("moved {\n  from = module.key_old\n  to   = module.key_orders\n}\n", "", codes.MISSING_BLOCK),
        ('"oci_database_autonomous_database" "orders"', '"orders" "oci_database_autonomous_database"',
         codes.MISSING_BLOCK),
        ("    prevent_destroy = true\n", "", codes.MISSING_ARGUMENT),
        ("one(self.encryption_key).key_arn == module.key_orders.arn",
         "one(self.encryption_key).key_arn != module.key_orders.arn", codes.CHANGED_VALUE),
        ("  compute_count            = 2\n", "  compute_count            = 2 }\n", codes.SYNTAX),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(old: str, new: str, code: str) -> None:
    assert code in found(planted(old, new))


def test_text_that_breaks_out_of_its_quotes_is_found() -> None:
    injected = 'x"\n}\nresource "aws_iam_user" "intruder" {\n  name = "y'
    assert codes.EXTRA_BLOCK in found(planted("The databases by name.", injected))


def test_a_block_that_is_moved_into_another_is_found() -> None:
    inside = '  tags = {\n    team        = "platform"\n    "cost/unit" = "42"\n  }\n'
    elsewhere = planted(inside, "").replace('  name        = "ADBS', f'{inside}  name        = "ADBS')
    assert found(elsewhere) == [codes.MISSING_ARGUMENT, codes.EXTRA_ARGUMENT]


WORDS = [word.span() for word in re.finditer(r"[A-Za-z0-9_]+|[^A-Za-z0-9_ ]", STACK)]
REPLACEMENTS = (
    "", " ", '"', "${", "$${", "%{", "}", "{", "\n", "=", ",", "\\", "/*", "*/", "#", "<<E\n", "\nE\n",
    "for", "if", "(", ")", "[", "]", ".", "-", "1", "true", "null", "a", "$", "\r", "\t", "?", ":", "...",
    "=>", "==", '\\"', "*", " a = 1 ", "b {}\n", "\u00e9", "\ufeff", '"a"', "\x00", ";", "&&", "!", "<",
)  # fmt: skip
edits = st.tuples(
    st.integers(0, len(WORDS) - 1),
    st.sampled_from(REPLACEMENTS),
    st.sampled_from(["replace", "before", "after"]),
)


def edited(edit: tuple[int, str, str]) -> str:
    """The rendered file with one word replaced, or with something before or after it."""
    at, text, way = edit
    start, end = WORDS[at]
    return STACK[: end if way == "after" else start] + text + STACK[start if way == "before" else end :]


def swapped(one: int, other: int) -> str:
    """The rendered file with two words in each other's places."""
    (a, b), (c, d) = sorted((WORDS[one], WORDS[other]))
    return STACK if one == other else STACK[:a] + STACK[c:d] + STACK[b:c] + STACK[a:b] + STACK[d:]


def means_the_same(text: str) -> bool:
    """True if HashiCorp's parser takes a text and reads the same as in the rendered file."""
    try:
        return without_spaces(hcl(text)) == without_spaces(hcl(STACK))
    except Refused:
        return False


@settings(max_examples=500)
@given(edits)
def test_no_edited_word_goes_unnoticed(edit: tuple[int, str, str]) -> None:
    text = edited(edit)
    assert found(text) or means_the_same(text)


@given(st.integers(0, len(WORDS) - 1), st.integers(0, len(WORDS) - 1))
def test_no_swapped_words_go_unnoticed(one: int, other: int) -> None:
    text = swapped(one, other)
    assert found(text) or means_the_same(text)
