"""What a `.tf` file says, as data."""

from __future__ import annotations

import gc
from textwrap import dedent

import pytest

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.hcl_reader import canonical_expression, read, read_file


def argument(source: str) -> Value:
    """The value of `a` in a block that sets it to `source`."""
    blocks, diagnostics = read(f"block {{\n  a = {source}\n}}\n", "main.tf")
    assert diagnostics == []
    return blocks[0].arguments["a"]


def test_blocks_with_labels_arguments_and_nested_blocks() -> None:
    text = dedent(
        """\
        # The key of the database orders.
        module "key_orders" {
          source = "../../modules/aws-kms-key" # vendored
          tags = {
            team  = "platform"
            "a/b" = "c"
          }
        }

        resource "oci_database_autonomous_database" "orders" {
          compute_count = 2

          encryption_key {
            key_arn = module.key_orders.arn
          }

          lifecycle { prevent_destroy = true }
        }
        """
    )
    blocks, diagnostics = read(text, "main.tf")
    assert diagnostics == []
    assert blocks == (
        Block(
            "module",
            ("key_orders",),
            {"source": "../../modules/aws-kms-key", "tags": {"team": "platform", "a/b": "c"}},
        ),
        Block(
            "resource",
            ("oci_database_autonomous_database", "orders"),
            {"compute_count": 2},
            (
                Block("encryption_key", (), {"key_arn": Expression("module.key_orders.arn")}),
                Block("lifecycle", (), {"prevent_destroy": True}),
            ),
        ),
    )


def test_an_empty_file_has_no_blocks() -> None:
    assert read("", "moved.tf") == ((), [])
    assert read("# nothing yet\n", "moved.tf") == ((), [])


def test_windows_line_breaks_make_no_difference() -> None:
    text = 'a "b" {\n  c = [\n    1,\n  ]\n}\n'
    assert read(text.replace("\n", "\r\n"), "main.tf") == read(text, "main.tf")


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('"text"', "text"),
        ('""', ""),
        (r'"a \"b\" ${"$"}"', Expression(r'"a \"b\" ${"$"}"')),
        (r'"\u0024{x}"', "${x}"),
        ('"$${x}"', "${x}"),
        ("0", 0),
        ("-7", -7),
        ("-42", -42),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("true", True),
        ("false", False),
        ("null", None),
        ("[]", ()),
        ('["a", 1, [true]]', ("a", 1, (True,))),
        ("{}", {}),
        ("{ a = 1, b : 2 }", {"a": 1, "b": 2}),
        ('{ "a b" = 1, true = 2, in = 3 }', {"a b": 1, "true": 2, "in": 3}),
        ("[var.x, null]", (Expression("var.x"), None)),
        ("{ a = var.x }", {"a": Expression("var.x")}),
    ],
)
def test_literals_become_python_values(source: str, value: Value) -> None:
    found = argument(source)
    assert found == value
    assert type(found) is type(value)


def test_a_number_that_a_float_cannot_hold_is_kept_as_written() -> None:
    assert argument("0.10000000000000000001") == Expression("0.10000000000000000001")
    assert argument("1e999") == Expression("1e999")


@pytest.mark.parametrize(
    ("source", "canonical"),
    [
        ("module.key_orders.arn", "module.key_orders.arn"),
        ("a [ 0 ] . b[*] . c", "a[0].b[*].c"),
        ("a.*.b.0", "a.*.b.0"),
        ("1+2*-var.x", "1 + 2 * -var.x"),
        ("!(a&&b)||c", "!(a && b) || c"),
        ('a==1?"yes":"no"', 'a == 1 ? "yes" : "no"'),
        ("concat( [1,2] , x... )", "concat([1, 2], x...)"),
        ("provider::aws::arn_parse(x)", "provider::aws::arn_parse(x)"),
        ('"a${ var.x }\\u0041$${b}"', '"a${var.x}A\\u0024{b}"'),
        ("[for k,v in x:f(k) if v]", "[for k, v in x : f(k) if v]"),
        ("{for k , v in x:k=>v...}", "{ for k, v in x : k => v ... }"),
        ("{(var.k) = 1, b = 2}", '{ (var.k) = 1, "b" = 2 }'),
        ("{b = 2, a = x}", '{ "a" = x, "b" = 2 }'),
        ('f({"a"=1})', 'f({ "a" = 1 })'),
        ("f(\n  a, # the first\n  b,\n)", "f(a, b)"),
    ],
)
def test_the_canonical_form_of_an_expression(source: str, canonical: str) -> None:
    assert canonical_expression(source) == canonical
    assert canonical_expression(canonical) == canonical


@pytest.mark.parametrize(("one", "other"), [("a-b", "a - b"), ("a.b", 'a["b"]'), ('"1"', "1"), ("a.0", "a[0]")])
def test_different_expressions_have_different_canonical_forms(one: str, other: str) -> None:
    assert canonical_expression(one) != canonical_expression(other)


@pytest.mark.parametrize("source", ["", "a b", "1\n  other = 2", "}", "a = 1", '"${"', "1\n}\nblock {\n", "1\n  b {}"])
def test_what_is_not_one_expression_has_no_canonical_form(source: str) -> None:
    with pytest.raises(ValueError, match="is not an expression"):
        canonical_expression(source)


def test_a_heredoc_is_an_expression_as_it_is_written() -> None:
    assert argument("<<-EOT\n    two\n    lines\n  EOT") == Expression("<<-EOT\n    two\n    lines\n  EOT\n")


def test_nothing_of_a_file_outlives_its_reading() -> None:
    """Where Python's collector is paused, a cycle stays for as long as the process."""
    text = 'a "b" {\n  c = [1, "${x.y}", { d = true }]\n}\n'
    read_file(text, "warm.tf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            read_file(text, "main.tf")
        assert gc.collect() == 0
    finally:
        gc.enable()
