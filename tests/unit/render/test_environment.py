"""The environment of the templates: nothing is written as it is, nothing is undefined, nothing gets out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import TemplateError, TemplateRuntimeError, UndefinedError
from jinja2.exceptions import SecurityError

from generator.configuration.terraform import Block, Expression
from generator.render.environment import environment

Rendered = Callable[..., str]


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    env = environment()

    def render(template: str, **values: Any) -> str:
        return env.from_string(template).render(values)

    return render


@pytest.mark.parametrize("value", ["text", 1, None, True, ["a"], Expression("a.b")])
def test_a_value_that_is_written_as_it_is_stops_the_rendering(rendered: Rendered, value: object) -> None:
    with pytest.raises(TemplateRuntimeError, match="let one of the filters hcl, name, comment, code or cell do it"):
        rendered("{{ value }}", value=value)


@pytest.mark.parametrize(
    "template",
    [
        "{{ value | safe }}",
        "{{ value | upper }}",
        "{{ value ~ '' }}",
        "{{ value | join }}",
        "{% set x = value %}{{ x }}",
        "{% macro m() %}{{ value }}{% endmacro %}{{ m() }}",
        "{{ value | e }}",
    ],
)
def test_nor_does_a_detour_help(rendered: Rendered, template: str) -> None:
    with pytest.raises(TemplateError):
        rendered(template, value="}\nresource {")


def test_escaped_text_does_not_let_raw_text_in(rendered: Rendered) -> None:
    for template in ("{{ (value | hcl) ~ value }}", "{{ (value | hcl) + value }}", "{{ [value | hcl, value] | join }}"):
        try:
            text = rendered(template, value='"${x}"')
        except TemplateError:
            continue
        assert '"${x}"' not in text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ value | hcl }}", '"a \\u0024{b}"'),
        ("{{ value | comment }}", "# a ${b}"),
        ("{{ value | code }}", "`a ${b}`"),
        ("{{ value | cell }}", "a ${b}"),
        ("{{ value | source | code }}", "`a ${b}`"),
    ],
)
def test_the_filters_that_write(rendered: Rendered, template: str, text: str) -> None:
    assert rendered(template, value="a ${b}") == text


def test_a_name_is_a_name(rendered: Rendered) -> None:
    assert rendered("{{ value | name }}", value="freeform_tags") == "freeform_tags"
    for wrong in ("a b", "a.b", "", "1a", "a\n", "${a}", "a = 1\nb"):
        with pytest.raises(TemplateRuntimeError, match="is not a name in HCL"):
            rendered("{{ value | name }}", value=wrong)


BLOCK = Block(
    "module",
    ("a ${b}",),
    {"source": "./x", "items": ("${c}",), "version": "1", "tags": {"k": "v"}},
    (Block("inner", (), {"long_name": 1, "b": True}), Block("empty")),
    ("one\ntwo",),
)


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("{{ value | comments }}", ["", "  # one", "  # two"]),
        ('{{ value | arguments(only=("version", "source", "no")) }}', ["", '  version = "1"', '  source  = "./x"']),
        ('{{ value | arguments(0, without=("version", "tags", "source")) }}', ["", 'items = ["\\u0024{c}"]']),
        ('{{ value | arguments(only=("version",), apart=true) }}', ["", "", '  version = "1"']),
        ("{{ value | arguments(only=(), apart=true) }}", [""]),
        ('{% for inner in value | nested("inner") %}{{ inner | arguments(2) }}{% endfor %}',
         ["", "    long_name = 1", "    b         = true"]),
        ("{{ value | block }}", [
            "",
            'module "a \\u0024{b}" {',
            '  source  = "./x"',
            '  items   = ["\\u0024{c}"]',
            '  version = "1"',
            "  tags = {",
            '    "k" = "v"',
            "  }",
            "",
            "  inner {",
            "    long_name = 1",
            "    b         = true",
            "  }",
            "",
            "  empty {",
            "  }",
            "}",
        ]),
    ],
)  # fmt: skip
def test_the_filters_that_write_lines_of_a_block(rendered: Rendered, template: str, lines: list[str]) -> None:
    assert rendered(template, value=BLOCK).split("\n") == lines


@pytest.mark.parametrize("block", [Block("a b"), Block("a", (), {"b = 1\nc": 2}), Block("a", (), {}, (Block("}"),))])
def test_a_block_has_names_only_where_names_belong(rendered: Rendered, block: Block) -> None:
    with pytest.raises(TemplateRuntimeError, match="is not a name in HCL"):
        rendered("{{ value | block }}", value=block)


def test_a_blocks_parts_are_open_and_nothing_else_of_it(rendered: Rendered) -> None:
    assert (
        rendered("{{ value.arguments.source | hcl }}{{ value.labels[0] | hcl }}", value=BLOCK) == '"./x""a \\u0024{b}"'
    )
    assert rendered("{% for name, _ in value.arguments.items() %}{{ name | name }} {% endfor %}", value=BLOCK)
    for closed in (
        "__class__",
        "__init__",
        "arguments.__class__",
        "nested.__func__",
        "arguments.update",
        "labels.__add__",
    ):
        with pytest.raises((SecurityError, UndefinedError)):
            rendered(f"{{{{ value.{closed} | hcl }}}}", value=BLOCK)


@pytest.mark.parametrize("filter", ["arguments", "comments", "block", "nested('x')", "name", "hcl"])
def test_a_filter_says_what_is_not_there(rendered: Rendered, filter: str) -> None:
    with pytest.raises(UndefinedError, match="missing"):
        rendered(f"{{{{ missing | {filter} }}}}")


def test_markdown_cannot_be_broken_out_of(rendered: Rendered) -> None:
    assert rendered("{{ value | code }}", value="a `b`` c\nd") == "``` a `b`` c d ```"
    assert rendered("{{ value | cell }}", value="a | b\n<script>\\") == "a \\| b \\<script\\>\\\\"


def test_what_is_not_there_is_an_error(rendered: Rendered) -> None:
    for template in (
        "{{ missing }}",
        "{{ missing | hcl }}",
        "{{ value.missing | hcl }}",
        "{% if missing %}{% endif %}",
    ):
        with pytest.raises(UndefinedError):
            rendered(template, value={})


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ | hcl }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() | hcl }}",
        "{{ value.__init__.__globals__ | hcl }}",
        "{{ render.__globals__ | hcl }}",
        "{{ self.__init__.__globals__ | hcl }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() | hcl }}",
        "{{ '{0.__class__}'.format(value) | hcl }}",
        "{{ value.clear() }}",
        "{{ value.update({'a': 1}) }}",
        "{{ [].append(1) }}",
        "{{ value.__class__ }}",
    ],
)
def test_nothing_gets_out_of_the_sandbox_or_changes_anything(rendered: Rendered, template: str) -> None:
    value = {"a": 0}
    with pytest.raises((SecurityError, UndefinedError)):
        rendered(template, value=value, render=lambda: None)
    assert value == {"a": 0}
