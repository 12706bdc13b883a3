"""Any text in any place of a spec: it is an error with its place, or it arrives unchanged there and nowhere else."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.configuration.terraform import Block, Expression, Value
from generator.diagnostics import Diagnostic, has_errors
from generator.generate import configure_spec
from generator.render.tree import Tree, render_tree
from generator.report import report
from generator.spec.files import SpecText
from generator.spec.load import parse_spec
from generator.verify.hcl_reader import read
from tests.fuzz.promises import shows_safely
from tests.hostile.grammar_places import SPEC, Place, text_places
from tests.terraform.hostile_text import HOSTILE_TEXTS, in_yaml
from tests.unit.verify.hashicorp_hcl import hcl

PLACES = text_places()
MARK = "Zq7mark"  # a text that means no harm, to see where texts of a place arrive
TEXTS = {
    "interpolation": '${file("/etc/passwd")}',
    "directive": "%{ for x in y }%{ endfor }",
    "a block": '"\n}\nresource "null_resource" "injected" {\n',
    "an argument": '"\n  injected = "',
    "a comment ends": "*/ x /*",
    "comments": "# // /*",
    "a heredoc": "<<E\nE\n",
    "backslash": "\\",
    "quotes": "\"'`",
    "line breaks": "a\nb\r\nc\rd",
    "ANSI": "\x1b[31mred\x1b]0;title\x07",
    "OSC 8": "\x1b]8;;https://example.com\x1b\\here\x1b]8;;\x1b\\",
    "C1": "\x9b31m\x85\x90",
    "bidi": "\u202egnp.exe\u2066",
    "separators": "a\u2028b\u2029c",
    "NUL": "a\x00b",
    "byte order mark": "\ufeffa",
    "half a pair": "\ud800",
    "command of GitHub": "::add-mask::x",
    "command in a line": "a\n::error::b ##[command]c ##vso[task]d",
    "template": "{{ 7 * 7 }}{% raw %}",
    "markup": "<script>alert(1)</script> [x](javascript:y) | `z`",
    "path": "../../etc/passwd",
    "absolute path": "/etc/passwd",
    "device": "CON",
    "option": "--help",
    "dash": "-",
    "empty": "",
    "blank": " ",
    "null": "null",
    "long": "x" * 100_000,
    "huge number": "9" * 5000,
    "decomposed": "e\u0301",
}


# What a text of some places has to begin with, or else it is refused at once.
BEGINNINGS = {
    "keys.K.arn": "arn:aws:kms:us-east-2:111122223333:key/",
    "keys.K.adopt": "arn:aws:kms:us-east-2:111122223333:key/",
    "keys.K.administrators": "arn:aws:iam::111122223333:role/",
    "policies.P.arn": "arn:aws:iam::111122223333:policy/",
    "policies.P.keys": "arn:aws:kms:us-east-2:111122223333:key/",
    "policies.P.actions": "kms:Decrypt",
    "policies.P.path": "/",
    "roles.R.arn": "arn:aws:iam::111122223333:role/",
    "roles.R.path": "/",
    "roles.R.policies": "arn:aws:iam::111122223333:policy/",
    "roles.R.oracle_user_arn": "arn:aws:iam::444455556666:user/",
    "roles.R.permissions_boundary": "arn:aws:iam::111122223333:policy/",
    "aws.assume_role_arn": "arn:aws:iam::111122223333:role/",
    "oci.compartment_id": "ocid1.compartment.oc1..aaaaaaaa",
    "oci.tenancy_id": "ocid1.tenancy.oc1..aaaaaaaa",
    "databases.orders.ocid": "ocid1.autonomousdatabase.oc1.iad.aaaaaaaa",
    "databases.orders.admin_password.secret_id": "ocid1.vaultsecret.oc1.iad.aaaaaaaa",
    "databases.orders.encryption.key": "alias/",
    "databases.orders.encryption.role": "arn:aws:iam::111122223333:role/",
    "databases.orders.encryption.service_endpoint": "kms.us-east-2.amazonaws.com",
    "terraform.required_version": ">= 1.9",
    "terraform.providers.aws": ">= 5.70",
    "key_name_pattern": "{base}{generation}",
    "module_source": "git::https://example.com/modules.git//",
    "module_source.source": "app.terraform.io/example/adbkms/aws",
}


def test_every_place_of_the_grammar_is_among_them() -> None:
    names = {str(place) for place in PLACES}

    assert len(names) > 80
    for known in (
        "stacks:key", "stacks.shop.keys:key", "stacks.shop.keys.K.tags:key", "stacks.shop.keys.K.tags.entry:value",
        "stacks.shop.databases.orders.arguments:key", "stacks.shop.backend.config:key", "module_source.version:value",
        "stacks.shop.keys.K.annotations:item", "stacks.shop.databases.orders.encryption.key:value", "defaults:key",
    ):  # fmt: skip
        assert known in names


def test_the_spec_around_them_is_right() -> None:
    tree, found = rendered(SPEC)

    assert found == []
    assert tree


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_hostile_text_is_an_error_or_arrives_unchanged(place: Place) -> None:
    harmless = rendered(place.put(SPEC, MARK))
    for text in TEXTS.values():
        check(place, text, harmless)


@pytest.mark.parametrize("path", BEGINNINGS)
def test_so_does_one_that_begins_as_it_should(path: str) -> None:
    places = [place for place in PLACES if ".".join(place.path).removeprefix("stacks.shop.") == path]
    assert places
    for place in places:
        harmless = rendered(place.put(SPEC, BEGINNINGS[path] + MARK))
        for text in TEXTS.values():
            check(place, BEGINNINGS[path] + text, harmless, BEGINNINGS[path] + MARK)


@settings(max_examples=150, deadline=None)
@given(place=st.sampled_from(PLACES), text=HOSTILE_TEXTS)
def test_so_is_any_other_text(place: Place, text: str) -> None:
    check(place, text, rendered(place.put(SPEC, MARK)))


def check(place: Place, text: str, harmless: tuple[Tree, list[Diagnostic]], mark: str = MARK) -> None:
    tree, found = rendered(place.put(SPEC, text))

    for format in ("text", "markdown", "github"):
        shows_safely(report(found, format))
    if has_errors(found):
        assert all(one.range is not None for one in found if one.severity == "error"), found
        return
    same = unicodedata.normalize("NFC", text)
    for path, content in tree.items():
        if path.endswith(".tf"):
            theirs = hcl(content)
            blocks, wrong = read(content, path)
            assert wrong == []
            assert not theirs or set(theirs) == {block.type for block in blocks}
    if has_errors(harmless[1]):
        return  # a text that means no harm cannot stand here: there is nothing to compare with
    for path, content in harmless[0].items():
        if path.endswith(".tf"):
            twin = tree.get(path) or tree.get(path.replace(MARK, same))
            if twin is None and not text:
                continue  # no name at all is no former name
            assert twin is not None, path
            assert_same_blocks(read(content, path)[0], read(twin, path)[0], (mark, same))


def rendered(spec: dict[str, Any]) -> tuple[Tree, list[Diagnostic]]:
    """The stacks of a spec as far as it goes; every text of it in double quotes, all but ASCII escaped."""
    loaded, found = parse_spec([SpecText("spec.yaml", as_yaml(spec).encode())])
    roots, found = configure_spec(loaded, found)
    tree, faults = render_tree(roots) if roots else ({}, [])
    return {path: text for path, text in tree.items() if path.startswith("stacks/")}, [*found, *faults]


def as_yaml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"? {in_yaml(key)} : {as_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    return in_yaml(value) if isinstance(value, str) else json.dumps(value)


def assert_same_blocks(ours: tuple[Block, ...], theirs: tuple[Block, ...], texts: tuple[str, str]) -> None:
    """The same blocks with the same arguments, and of the two texts the second exactly where the first was."""
    assert [block.type for block in ours] == [block.type for block in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert len(one.labels) == len(other.labels)
        assert_same_value(one.labels, other.labels, texts)
        assert_same_value(one.arguments, other.arguments, texts)
        assert_same_blocks(one.blocks, other.blocks, texts)


def assert_same_value(ours: Value, theirs: Value, texts: tuple[str, str]) -> None:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        assert len(ours) == len(theirs)
        for (key, one), (other_key, other) in zip(ours.items(), theirs.items(), strict=True):
            assert_same_value(key, other_key, texts)
            assert_same_value(one, other, texts)
    elif isinstance(ours, tuple) and isinstance(theirs, tuple):
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert_same_value(one, other, texts)
    elif ours == texts[0]:
        assert theirs == texts[1]
    elif isinstance(ours, str) and MARK.casefold() in ours.casefold():
        assert isinstance(theirs, str)  # made out of the text, such as the name of a block
    elif isinstance(ours, Expression) and MARK.casefold() in ours.source.casefold():
        assert isinstance(theirs, Expression | str)
    else:
        assert ours == theirs
