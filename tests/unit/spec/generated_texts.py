"""Spec texts in every style that people write, made up by Hypothesis, with a comment of its own on every line."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

_HEAD = """\
version: 1
stacks:
  prod:
    aws: {account_id: "111122223333", region: us-east-2}
    oci: {compartment_id: ocid1.compartment.oc1..a, tenancy_id: ocid1.tenancy.oc1..a, region: us-ashburn-1}
"""
_ROLES = """\
    roles:
      R:
        policies: [P]
        oracle_user_arn: arn:aws:iam::444455556666:user/oracle
"""
KEYS = (
    "    keys:\n      A:\n        description: 'Größe: it''s'\n        tags: {team: x}\n      B: {}\n",
    "    keys:\n      A: {rotation_days: 90, alias: first}\n\n      B:\n        alias: second\n",
    "    keys: {A: {alias: first}, 'B': {}}\n",
    '    keys: {"A": {"description": "x"}, "B": {}}\n',
    "    keys:\n      B: &settings {deletion_window_days: 7}\n      A: *settings\n",
    "    keys:\n      A: &settings {deletion_window_days: 7}\n      B: {<<: *settings}\n",
    "    keys:\n      B: &settings\n        alias: second\n        rotation_days: 90\n"
    "      A:\n        <<: *settings\n        alias: first\n",
    "    keys:\n      A:\n        description: |-\n          two\n          lines\n      B: {}\n",
)
POLICIES = (
    "    policies: {P: {}}\n",
    "    policies:\n      P: {keys: [A]}\n",
    "    policies:\n      P:\n        keys:\n        - A\n",
    "    policies:\n      P:\n        keys:\n          - 'A'\n      Q:\n        keys: [A, B]\n",
    "    policies:\n      Q: {keys: &allowed [A]}\n      P: {keys: *allowed}\n",
    "    policies:\n      P: {keys: &allowed [A]}\n      Q: {keys: *allowed}\n",
)
# Of the database `orders`, which is encrypted with A; `invoices` may share what it has.
DATABASES = (
    "      orders:\n        ORDERS\n        encryption:\n          key: A\n          role: R\n",
    "      orders:\n        ORDERS\n        encryption: {role: R, key: A}\n",
    "      orders:\n        ORDERS\n        encryption: {key: 'A', role: \"R\"}\n",
    "      orders:\n        ORDERS\n        encryption: &enc {key: A, role: R}\n"
    "      invoices:\n        INVOICES\n        encryption: *enc\n",
    "      invoices:\n        INVOICES\n        encryption: &enc\n          key: A\n          role: R\n"
    "      orders:\n        ORDERS\n        encryption: *enc\n",
    "      invoices:\n        INVOICES\n        encryption: {key: &key A, role: R}\n"
    "      orders:\n        ORDERS\n        encryption: {key: *key, role: R}\n",
    "      orders:\n        ORDERS\n        encryption:\n          key: &key A\n          role: R\n"
    "      invoices:\n        INVOICES\n        encryption: {key: *key, role: R}\n",
    "      invoices: &db\n        INVOICES\n        encryption: {key: A, role: R}\n"
    "      orders:\n        <<: *db\n        ORDERS\n",
    "      orders: &db\n        ORDERS\n        encryption: {key: A, role: R}\n"
    "      invoices:\n        <<: *db\n        INVOICES\n",
    "      invoices:\n        INVOICES\n        encryption: &enc {key: A, role: R}\n"
    "      orders:\n        ORDERS\n        encryption:\n          <<: *enc\n          identify_key_by: arn\n",
    "      orders:\n        ORDERS\n        encryption:\n          key: >-\n            A\n          role: R\n",
)
# The same without a key of its own.
UNENCRYPTED = (
    "      orders:\n        ORDERS\n",
    "      orders:\n        ORDERS\n        encryption:\n",
    "      orders:\n        ORDERS\n        encryption: ~\n",
    "      orders:\n        ORDERS\n        encryption: {}\n",
    "      orders:\n        ORDERS\n        encryption:\n          key: oracle-managed\n",
    '      orders:\n        ORDERS\n        encryption: {key: "oracle-managed", role: R}\n',
)
DEFAULTS = ("", "defaults:\n  databases:\n    orders: {encryption: {role: R}}\n", "defaults: {aws: {tags: {a: b}}}\n")


@dataclass(frozen=True)
class GeneratedText:
    """`data` is the file; `has_key` says whether `orders` is encrypted with A, and not with Oracle's key."""

    data: bytes
    has_key: bool


@st.composite
def spec_texts(draw: st.DrawFn) -> GeneratedText:
    has_key = draw(st.booleans())
    sections = [
        draw(st.sampled_from(KEYS)),
        draw(st.sampled_from(POLICIES)),
        _ROLES,
        "    databases:\n" + draw(st.sampled_from(DATABASES if has_key else UNENCRYPTED)),
    ]
    text = _HEAD + "".join(draw(st.permutations(sections))) + draw(st.sampled_from(DEFAULTS))
    text = text.replace("INVOICES", "db_name: INVOICES\n        ocid: ocid1.autonomousdatabase.oc1.iad.b")
    text = text.replace("ORDERS", "db_name: ORDERS\n        ocid: ocid1.autonomousdatabase.oc1.iad.a")
    lines = []
    for number, line in enumerate(text.splitlines()):
        is_scalar = line.endswith(("|-", ">-")) or line.strip() in ("two", "lines", "A")
        lines.append(
            line if is_scalar or not draw(st.booleans()) else f"{line}{' ' * draw(st.integers(1, 3))}# {number}"
        )
        if not is_scalar and draw(st.integers(0, 9)) == 0:
            lines.append(draw(st.sampled_from(["", "# left", "                # deep", "  "])))
    line_break = draw(st.sampled_from(["\n", "\r\n"]))
    whole = line_break.join(lines) + draw(st.sampled_from(["", line_break]))
    return GeneratedText((b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + whole.encode(), has_key)
