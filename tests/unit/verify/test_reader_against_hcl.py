"""Whatever is read without a finding, HashiCorp's parser takes too, and reads the same."""

from __future__ import annotations

import math
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.configuration.terraform import Value
from generator.verify.canonical_source import source
from generator.verify.hcl_reader import read
from tests.unit.verify.hashicorp_hcl import agrees, hcl
from tests.unit.verify.rendered import STACK

# hcl computes with 512 bits.
numbers = st.integers(-(10**150), 10**150) | st.floats(-1e15, 1e15).filter(lambda number: math.fabs(number) > 1e-9)
# cty, which holds hcl's values, composes letters and their marks: only what it leaves alone can be compared.
texts = st.text(st.characters().filter(str.isprintable)).filter(lambda text: unicodedata.is_normalized("NFC", text))
awkward = st.sampled_from(["${", "%{", "$${", "%%{", '"', "\\", "\n", "\r\n", "\t", "\x00", "\x7f", "#", "/*", "}"])
literals: st.SearchStrategy[Value] = st.none() | st.booleans() | numbers | texts | st.lists(awkward).map("".join)
values: st.SearchStrategy[Value] = st.recursive(
    literals,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)

PIECES = (
    '"', '"a"', '""', "${", "$${", "%{", "%%{", "}", "{", "\n", "\r\n", "=", ",", "\\", "/* c */", "/*\n*/",
    "# c\n", "<<E\n", "\nE\n", "for", "if", "in", " ", "\t", "(", ")", "[", "]", ".", "-", "1", "12", "1.5",
    "0", "e3", "-2", "true", "null", "a", "b", "$", "%", "~", "?", ":", "...", "=>", "==", '\\"', "\\u0041",
    "\\n", "*", "+", "a = 1", "b = 2\n", "b {}", "&&", "!", "<", "::", "f(", '"$${"', '"$${a}"',
    "for a in b :", "if c", "[for", "{for", "a.b", ".0", "[0]", "[*]", ".*", "\u00e9",
)  # fmt: skip
FRAMES = (
    "x {\n  a = %s\n}\n",
    "x {\n  a = {\n %s \n}\n}\n",
    "x {%s}",
    "x {\n%s\n}\n",
    'x {\n  a = "%s"\n}\n',
    "x {\n  a = [%s]\n}\n",
    "x {\n  a = f(%s)\n  b = 2\n}\n",
    "x {\n  a = <<E\n%s\nE\n}\n",
    'x {\n  a = "%s\n  b = "c"\n}\n',
)
files = st.builds(
    lambda frame, pieces: frame.replace("%s", "".join(pieces)),
    st.sampled_from(FRAMES),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
)


@given(values)
def test_every_value_comes_back_from_both_parsers(value: Value) -> None:
    text = f"x {{\n  a = {source(value)}\n}}\n"
    blocks, diagnostics = read(text, "main.tf")
    assert diagnostics == []
    assert blocks[0].arguments["a"] == value
    assert agrees(value, hcl(text)["x"]["a"])


@settings(max_examples=1500)
@given(files)
def test_what_is_read_without_a_finding_means_the_same_to_hcl(text: str) -> None:
    blocks, diagnostics = read(text, "main.tf")
    if diagnostics:
        return
    theirs = hcl(text)
    if theirs and len(blocks) == 1 and not blocks[0].blocks:
        assert agrees(dict(blocks[0].arguments), theirs["x"])


def test_a_rendered_file_means_the_same_to_hcl() -> None:
    blocks, diagnostics = read(STACK, "main.tf")
    theirs = hcl(STACK)
    assert diagnostics == []
    for block in blocks:
        found = theirs[block.type]
        for label in block.labels:
            found = found[label]
        if block.type != "moved":
            assert agrees({name: value for name, value in block.arguments.items()}, _arguments(found, block.arguments))


def _arguments(found: dict[str, object], names: object) -> dict[str, object]:
    return {name: value for name, value in found.items() if isinstance(names, dict) and name in names}
