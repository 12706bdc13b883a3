"""Specs with somebody's text wherever they take any, and values of a page with such text in all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import cycle
from typing import Any

# Each has been a way out of an element, an attribute, a style or a script, or deceives a reader.
PAYLOADS = (
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '"><svg onload="document.title=\'owned\'">',
    "' autofocus onfocus='document.title=1' x='",
    "</style><style>*{display:none}</style>",
    "}*{background:url(https://example.com/x)}/*",
    "javascript:document.title='owned'",
    "</pre></details><h1>owned</h1>",
    "<!-- <![CDATA[ ]]> --!>",
    "&lt;script&gt; &#60;script&#62; &amp;",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200b\ufeff",
    "</title><base href=https://example.com/>",
    "<iframe srcdoc='<script>parent.document.title=1</script>'>",
    "<a href=javascript:alert(1)>x</a>",
)
HARMLESS = ("Somebody's text",)

_SPEC = """\
version: 1
stacks:
  prod:
    aws:
      {{account_id: "111122223333", region: us-east-2, profile: {}, tags: {{team: "t"}}}}
    oci:
      compartment_id: ocid1.compartment.oc1..aaaa
      tenancy_id: ocid1.tenancy.oc1..aaaa
      region: us-ashburn-1
      profile: {}
      freeform_tags: {{one: {}, other: {}}}
    backend: {{type: local, config: {{path: {}}}}}
    keys:
      first: {{description: {}, annotations: [{}, {}]}}
      second: {{description: {}}}
    policies:
      use: {{annotations: [{}]}}
    roles:
      assume:
        policies: [use]
        oracle_user_arn: arn:aws:iam::444455556666:user/oracle
        annotations: [{}]
    databases:
      orders:
        db_name: ORDERS
        ocid: ocid1.autonomousdatabase.oc1.iad.aaaa
        display_name: {}
        admin_password: {{variable: true}}
        freeform_tags: {{one: {}}}
        arguments: {{customer_contacts: [{{email: {}}}]}}
        annotations: [{}, {}]
        encryption: {{key: first, role: assume}}
"""
# Where the text itself is wrong, so that it stands in a finding: as a name, a key and a value.
_WRONG = """\
version: 1
stacks:
  prod:
    aws: {{account_id: {}, region: {}}}
    oci: {{compartment_id: {}, tenancy_id: {}, region: {}, {}: 1}}
    keys:
      {}: {{}}
    policies:
      {}: {{keys: [{}], actions: [{}]}}
    roles:
      {}: {{policies: [{}], oracle_user_arn: {}, external_id: {}}}
    databases:
      {}:
        db_name: {}
        encryption: {{key: {}, role: {}}}
"""


def spec(texts: tuple[str, ...], turn: int = 0) -> str:
    """A spec without errors; `turn` gives every place another one of the texts."""
    return _filled(_SPEC, texts, turn)


def wrong_spec(texts: tuple[str, ...], turn: int = 0) -> str:
    """A spec in which nearly everything is an error."""
    return _filled(_WRONG, texts, turn)


def _filled(form: str, texts: tuple[str, ...], turn: int) -> str:
    turned = cycle([*texts[turn % len(texts) :], *texts[: turn % len(texts)]])
    # A number before each, since two keys of a map must not be the same.
    places = (json.dumps(f"{number} {text}") for number, text in zip(range(form.count("{}")), turned, strict=False))
    return form.format(*places)


def with_texts(value: Any, texts: Iterator[str]) -> Any:
    """A page or a difference, or a part of one, with other text wherever it has any."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return next(texts)
    if isinstance(value, tuple):
        return tuple(with_texts(one, texts) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: with_texts(getattr(value, one.name), texts) for one in fields(value)})
    return value
