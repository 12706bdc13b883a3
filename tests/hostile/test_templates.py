"""Templates that are meant to take the machine: an error with its place, soon and within the memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, ROOT
from tests.hostile.bounded import run_bounded

HOSTILE = {
    "a text times a number": "{{ ('x' * 10**9) | hcl }}",
    "a number times a text": "{{ (10**9 * 'x') | hcl }}",
    "a list times a number": "{{ ([1] * 10**9) | length }}",
    "a power": "{{ 10**10**10 }}",
    "a number that squares": "{% macro m(x, n) %}{% if n %}{{ m(x * x, n - 1) }}{% endif %}{% endmacro %}{{ m(99, 60) }}",
    "a text that doubles": "{% macro m(x, n) %}{% if n %}{{ m(x ~ x, n - 1) }}{% endif %}{% endmacro %}{{ m('xx', 60) }}",
    "a sum that doubles": "{% macro m(x, n) %}{% if n %}{{ m(x + x, n - 1) }}{% endif %}{% endmacro %}{{ m('xx', 60) }}",
    "a format": "{{ '%1000000000d' % 1 }}",
    "a method that formats": "{{ '{:1000000000}'.format(1) | hcl }}",
    "a method that fills": "{{ 'x'.ljust(10**9) | hcl }}",
    "a method that replaces": "{{ ('x' * 10000).replace('x', 'y' * 100000) | hcl }}",
    "a method that joins": "{{ ('x' * 10000).join('y' * 100000) | hcl }}",
    "a filter that joins": "{{ ('y' * 1000000) | join('x' * 1000000) | hcl }}",
    "a value of large values": "{{ ([('x' * 10**6)] * 10**6) | hcl }}",
    "a huge range": "{% for x in range(10**9) %}{% endfor %}",
    "a file without end": "{% for x in range(99999) %}{% for y in range(99999) %}{{ 'xxxxxxxx' | hcl }}{% endfor %}{% endfor %}",
    "a macro without end": "{% macro m() %}{% for x in range(99999) %}{% for y in range(9999) %}{{ 'x' | hcl }}{% endfor %}{% endfor %}{% endmacro %}{{ m() }}",
    "a list of long texts": "{% macro m(x, n) %}{% if n %}{{ m(x + ['xxxxxxxx' * 900000 ~ n], n - 1) }}{% endif %}{% endmacro %}{{ m([], 300) }}",
    "long texts in variables": "{% for x in range(99) %}{% set ns = namespace(a='y' * 8000000 ~ x) %}{{ ns.a | hcl }}{% endfor %}",
    "a chain of long texts": "{% set ns = namespace(a=[]) %}{% for x in range(500) %}{% set ns.a = [ns.a, 'y' * 8000000 ~ x] %}{% endfor %}",
    "long texts by a filter": "{% set ns = namespace(a=[]) %}{% for x in range(500) %}{% set ns.a = [ns.a, ('y' * 8000000) | hcl] %}{% endfor %}",
    "long texts by a method": "{% set ns = namespace(a=[]) %}{% set t = 'y' * 8000000 %}{% for x in range(500) %}{% set ns.a = [ns.a, t.upper()] %}{% endfor %}",
    "long texts by a macro": "{% set ns = namespace(a=[]) %}{% macro m(t) %}{{ t | hcl }}{{ t | hcl }}{% endmacro %}{% for x in range(500) %}{% set ns.a = [ns.a, m('y' * 2000000)] %}{% endfor %}",
    "slices of a long text": "{% set ns = namespace(a=[]) %}{% set t = 'y' * 8000000 %}{% for x in range(500) %}{% set ns.a = [ns.a, t[1:]] %}{% endfor %}",
    "copies of a long list": "{% set ns = namespace(a=[]) %}{% set t = [1] * 8000000 %}{% for x in range(500) %}{% set ns.a = [ns.a, t | list] %}{% endfor %}",
    "the pieces of a long text": "{% set ns = namespace(a=[]) %}{% set t = 'yy ' * 2000000 %}{% for x in range(500) %}{% set ns.a = [ns.a, t.split()] %}{% endfor %}",
    "a text of nobody": "{{ lipsum(n=1000000) | hcl }}",
    "very many steps": "{% for x in range(9999) %}\n{% for y in range(99) %}\n{\n{% endfor %}\n{% endfor %}",
    "a very long name": "a" * 900_000 + " = 1\n{% for x in range(99999) %}\nb = 1\n{% endfor %}",
    "lists in lists as they are": "{% set ns = namespace(a='x') %}{% for x in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}",
    "lists in lists as a text": "{% set ns = namespace(a='x') %}{% for x in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ (ns.a ~ '') | hcl }}",
    "lists in lists as a key": "{% set ns = namespace(a='x') %}{% for x in range(25) %}{% set ns.a = (ns.a, ns.a) %}{% endfor %}{{ [1][ns.a] | hcl }}",
    "copies of a dictionary": "{% set ns = namespace(a=[]) %}{% set d = {}.fromkeys(range(99999)) %}{% for x in range(500) %}{% set ns.a = [ns.a, dict(d)] %}{% endfor %}",
    "sets of a dictionary's keys": "{% set ns = namespace(a=[]) %}{% set d = {}.fromkeys(range(99999)) %}{% for x in range(500) %}{% set ns.a = [ns.a, d.keys() - []] %}{% endfor %}",
    "what is called with a long list": "{% set ns = namespace(a=[]) %}{% set d = [1] * 8000000 %}{% for x in range(99) %}{% set ns.a = [ns.a, cycler(*d)] %}{% endfor %}",
    "the bytes of a number": "{{ (1).to_bytes(2000000000, 'big') | length }}",
    "a macro of nothing but text": "{% macro m() %}{% for x in range(99999) %}{% for y in range(9999) %}x{% endfor %}{% endfor %}{% endmacro %}{{ m() }}",
    "nothing to cycle": "{{ cycler() }}",
    "very many loops in each other": "{% for x in [1] %}" * 30 + "{% endfor %}" * 30,
}  # fmt: skip
# ruff: noqa: E501  # a table


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_would_take_the_memory_is_an_error(tmp_path: Path, text: str) -> None:
    template = tmp_path / "own" / "stacks" / "outputs.tf.j2"
    template.parent.mkdir(parents=True)
    template.write_text(text + "\n")

    ended = run_bounded(tmp_path, "render", ENCRYPT, "-o", "out", "--templates", "own", most_mib=700)

    assert ended.code == 1
    assert "A template cannot be rendered (TPL001)" in ended.messages
    assert "outputs.tf" in ended.messages
    assert "more memory than there is" not in ended.messages
    assert "Traceback" not in ended.messages
    assert not (tmp_path / "out").exists()


def test_each_file_may_have_as_much(tmp_path: Path) -> None:
    for name in ("outputs", "variables", "versions"):
        template = tmp_path / "own" / "stacks" / f"{name}.tf.j2"
        template.parent.mkdir(parents=True, exist_ok=True)
        ours = (ROOT / "templates" / "stacks" / f"{name}.tf.j2").read_text("utf-8")
        template.write_text(ours + "{% for x in range(12) %}{% set t = 'y' * 8000000 ~ x %}{% endfor %}")

    ended = run_bounded(tmp_path, "render", ENCRYPT, "-o", "out", "--templates", "own", most_mib=700)

    assert ended.code == 0, ended.messages


def test_a_modules_variables_are_read_within_bounds(tmp_path: Path) -> None:
    template = tmp_path / "own" / "modules" / "aws-kms-key" / "variables.tf.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% for x in range(99999) %}a = [1, 1, 1, 1]\n{% endfor %}")

    ended = run_bounded(tmp_path, "render", ENCRYPT, "-o", "out", "--templates", "own", most_mib=500)

    assert ended.code == 1
    assert "more than 64 Ki characters" in " ".join(ended.messages.split())


def test_a_template_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    template = tmp_path / "own" / "stacks" / "outputs.tf.j2"
    template.parent.mkdir(parents=True)
    template.touch()
    os.truncate(template, 1 << 30)

    ended = run_bounded(tmp_path, "render", ENCRYPT, "-o", "out", "--templates", "own", most_mib=500)

    assert (ended.code, "more than 1 MiB" in " ".join(ended.messages.split())) == (1, True)


def test_our_own_templates_stay_within_the_bounds(tmp_path: Path) -> None:
    ended = run_bounded(tmp_path, "render", ENCRYPT, "-o", "out", "--templates", ROOT / "templates", most_mib=700)

    assert ended.code == 0, ended.messages
