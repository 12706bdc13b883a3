"""Spec texts in every style that people write, made up by Hypothesis, each with what an edit of it has to give.

A style is written as a diff of one section. Lines with ` ` stay, lines with `-` become the lines with `+` that follow
them and keep the comment behind them, other lines with `+` are new. NEW is the key that the database gets. A line with
`=` is new and a copy of a line that is there, with its comment. What stands in `< >`, and a line with `?`, is new only
where the database has no role yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.unit.spec.database_styles import DATABASES, UNENCRYPTED

NEW_KEYS = {"switch": "B", "rotate": "A_2", "revert": "oracle-managed"}

_HEAD = """\
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
# Nothing in here is for any edit to touch, though it looks like what is edited.
_OTHER_STACK = """\
   staging:
     aws: {account_id: "111122223333", region: eu-west-1}
     oci: {compartment_id: ocid1.compartment.oc1..a, tenancy_id: ocid1.tenancy.oc1..a, region: us-ashburn-1}
     keys:
       A: &other_settings {deletion_window_days: 7}

       B: *other_settings
     policies:
       P:
         keys:
           - A
     roles:
       R: {policies: [P], oracle_user_arn: "arn:aws:iam::444455556666:user/oracle"}
     databases:
       orders:
         db_name: STAGING
         ocid: ocid1.autonomousdatabase.oc1.iad.c
         encryption: &shared
           key: A
           role: R
       invoices: {db_name: STAGED, ocid: ocid1.autonomousdatabase.oc1.iad.d, encryption: *shared}
"""
KEYS = (
    """\
     keys:
       A:
         description: 'Größe: it''s'
         tags: {team: x}
+      A_2:
+        description: 'Größe: it''s'
+        tags: {team: x}
       B: {}
""",
    """\
     keys:
       A: {rotation_days: 90, alias: first}
+      A_2: {rotation_days: 90}

       B:
         alias: second
""",
    """\
-    keys: {A: {alias: first}, 'B': {}}
+    keys: {A: {alias: first}, A_2: {}, 'B': {}}
""",
    """\
-    keys: {"A": {"description": "x"}, "B": {}}
+    keys: {"A": {"description": "x"}, "A_2": {"description": "x"}, "B": {}}
""",
    """\
     keys:
       B: &settings {deletion_window_days: 7}
       A: *settings
+      A_2: *settings
""",
    """\
     keys:
       A: &settings {deletion_window_days: 7}
+      A_2: {deletion_window_days: 7}
       B: {<<: *settings}
""",
    """\
     keys:
       B: &settings
         alias: second
         rotation_days: 90
       A:
         <<: *settings
         alias: first
+      A_2: {rotation_days: 90}
""",
    """\
     keys:
       A:
         description: |-
           two
           lines
+      A_2:
+        description: |-
+          two
+          lines
       B: {}
""",
    """\
     keys:
       B: {}
       A:
         tags:
           team: x
         alias: first
+      A_2:
=        tags:
+          team: x
""",
)
POLICIES = (
    "     policies: {P: {}}\n",
    """\
     policies:
-      P: {keys: [A]}
+      P: {keys: [A, NEW]}
""",
    """\
     policies:
       P:
         keys:
         - A
+        - NEW
""",
    """\
     policies:
       P:
         keys:
           - 'A'
+          - 'NEW'
       Q:
         keys: [A, B]
""",
    """\
     policies:
       Q: {keys: &allowed [A]}
-      P: {keys: *allowed}
+      P: {keys: [A, NEW]}
""",
    """\
     policies:
-      P: {keys: &allowed [A]}
-      Q: {keys: *allowed}
+      P: {keys: [A, NEW]}
+      Q: {keys: &allowed [A]}
""",
    """\
     policies:
       Q:
         keys: &allowed
           - A
       P:
-        keys: *allowed
+        keys: [A, NEW]
""",
    """\
     policies:
       P: &policy
-        keys: ["A"]
+        keys: ["A", "NEW"]
       Q:
         <<: *policy
+        keys: ["A"]
""",
    """\
     policies:
       P: &policy
         keys:
           - A
+          - NEW
-      Q: *policy
+      Q: {<<: *policy, keys: [A]}
""",
    """\
     policies:
-      P: {keys: [&first A]}
+      P: {keys: [&first A, NEW]}
       Q: {keys: [*first]}
""",
)


_ROLE_BY_DEFAULT = " defaults:\n   databases:\n     orders: {encryption: {role: R}}\n"
_TAGS_BY_DEFAULT = " defaults: {aws: {tags: {a: b}}}\n"
# Between lines. A comment that is indented more than a list or a map belongs to the line above it.
_DEEP = " " * 16 + "# deep"
_FILLERS = ("", "# left", _DEEP, "  ")
_RARELY = st.sampled_from([False] * 7 + [True])


@dataclass(frozen=True)
class GeneratedText:
    """`data` is the file, `edited` what a change of the key of `prod/orders` makes of it, by `NEW_KEYS`."""

    data: bytes
    edited: Mapping[str, bytes]


@dataclass(frozen=True)
class _Line:
    """A line of a style with its mark; what is behind it in the text, and lines below it that say nothing."""

    mark: str
    text: str
    comment: str
    below: tuple[str, ...]

    @property
    def whole(self) -> list[str]:
        return [self.text + self.comment, *self.below]


def _before(lines: Sequence[_Line]) -> list[str]:
    return [one for line in lines if line.mark in " -" for one in line.whole]


def _after(lines: Sequence[_Line], new_key: str, has_role: bool) -> list[str]:
    there = {line.text: line for line in lines if line.mark == " "}
    result: list[str] = []
    below: list[str] = []  # of the line before, behind what is put there
    gone: list[_Line] = []
    for line in lines:
        text = re.sub("<(, [^>]*)>", "" if has_role else r"\1", line.text).replace("NEW", new_key)
        if line.mark == "-":
            gone.append(line)
        elif line.mark == " " or gone:
            old = line if line.mark == " " else gone[0]
            result += [*below, text + old.comment]
            below, gone = list(old.below), [] if line.mark == " " else gone[1:]
        elif line.mark != "?" or not has_role:
            while below and below[0] == _DEEP:
                result.append(below.pop(0))
            result += there[text].whole if line.mark == "=" else [text]
    return result + below


@st.composite
def _commented(draw: st.DrawFn, style: str) -> list[_Line]:
    """A style with comments of their own on its lines."""
    lines = []
    given = style.splitlines()
    for number, line in enumerate(given):
        mark, text = line[:1] or " ", line[1:]
        is_scalar = text.endswith(("|-", ">-")) or text.strip() in ("two", "lines", "A")
        is_there = mark in " -" and not is_scalar
        comment = f"{' ' * draw(st.integers(1, 3))}# {number}" if is_there and draw(st.booleans()) else ""
        often = st.booleans() if given[number + 1 : number + 2] and given[number + 1][:1] in ("+", "?") else _RARELY
        below = draw(st.lists(st.sampled_from(_FILLERS), max_size=2)) if is_there and draw(often) else []
        lines.append(_Line(mark, text, comment, tuple(below)))
    return lines


@st.composite
def spec_texts(draw: st.DrawFn, *, has_key: bool) -> GeneratedText:
    """Two stacks, of which one has the database whose key changes: from A, or from Oracle's own key."""
    has_role = draw(st.booleans())
    database = draw(st.sampled_from(DATABASES if has_key else UNENCRYPTED))
    for name, ocid in (("ORDERS", "a"), ("INVOICES", "b")):
        said = f"         db_name: {name}\n         ocid: ocid1.autonomousdatabase.oc1.iad.{ocid}\n"
        database = database.replace(f"         {name}\n", said)
    keys, policies, roles, databases = (
        draw(_commented(style))
        for style in (
            draw(st.sampled_from(KEYS)),
            draw(st.sampled_from(POLICIES)),
            _ROLES,
            "     databases:\n" + database,
        )
    )
    order = draw(st.permutations([0, 1, 2, 3]))
    is_last = "*shared" in database or draw(st.booleans())
    top, head, other = (draw(_commented(style)) for style in (" version: 1\n stacks:\n", _HEAD, _OTHER_STACK))
    end = draw(_commented(_ROLE_BY_DEFAULT if has_role else draw(st.sampled_from(["", _TAGS_BY_DEFAULT]))))
    line_break, has_mark = draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans())
    last = draw(st.sampled_from(["", line_break]))

    def whole(*sections: list[str]) -> bytes:
        stack = [*_before(head), *(line for index in order for line in sections[index])]
        stacks = [*_before(other), *stack] if is_last else [*stack, *_before(other)]
        text = line_break.join([*_before(top), *stacks, *_before(end)]) + last
        return (b"\xef\xbb\xbf" if has_mark else b"") + text.encode()

    edited = {}
    for kind, key in NEW_KEYS.items():
        edited[kind] = whole(
            _after(keys, key, has_role) if kind == "rotate" else _before(keys),
            _after(policies, key, has_role) if kind != "revert" else _before(policies),
            _before(roles),
            _after(databases, key, has_role),
        )
    return GeneratedText(whole(*map(_before, (keys, policies, roles, databases))), edited)
