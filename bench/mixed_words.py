"""What the mixed fleet's names and texts are made of."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

OCI_REGIONS = [
    ("us-ashburn-1", "iad"),
    ("us-phoenix-1", "phx"),
    ("eu-frankfurt-1", "fra"),
    ("uk-london-1", "lhr"),
    ("sa-saopaulo-1", "gru"),
]
"""Names, each with the key that stands for it in OCIDs."""

_WORDS = ["orders", "ledger", "payroll", "stock", "claims", "pricing", "billing", "audit", "risk", "rooms", "loans"]

# Everything that a template or a reader of HCL could trip over: quotes, backslashes, interpolations and template
# directives that are text, comment marks, other scripts, both Unicode forms of one letter, a zero-width joiner.
_HARD = [
    "plain",
    'says "no"',
    "C:\\keys\\new",
    "${not.an.expression}",
    "%{ if false }",
    "$${twice}",
    "%%{twice}",
    "# no comment",
    "/* nor this */ // nor that",
    "Schlüssel für Zürich",
    "Schlu\u0308ssel",
    "鍵の管理",
    "ключ",
    "مفتاح",
    "👩\u200d💻 on call",
    "it's {{ jinja }}",
    "<<EOT",
    "tab\tinside",
]
_LATIN = [text for text in _HARD if all(" " <= char <= "~" or "\xa1" <= char <= "\xff" for char in text)]


def word(random: Random) -> str:
    """Small letters only."""
    return random.choice(_WORDS)


def account(number: int) -> str:
    """An AWS account id; every eighth begins with a zero."""
    return f"{(number % 8) * 11_000_000_000 + 10_000_000_000 + number:012}"


def sentence(random: Random) -> str:
    """Printable, with what is hard to quote; neither a line break nor a control character but a tab."""
    return " ".join([word(random).capitalize(), *random.choices(_HARD, k=random.randint(1, 4)), word(random)])


def latin_sentence(random: Random) -> str:
    """The same with what IAM accepts in the description of a role."""
    return " ".join([word(random).capitalize(), *random.choices(_LATIN, k=random.randint(1, 4)), word(random)])


def comment_lines(random: Random) -> list[str]:
    """Lines of comments."""
    return [sentence(random).replace("\t", " ") for _ in range(random.randint(1, 3))]


def aws_tags(random: Random) -> dict[str, str]:
    """One to six, with values of several scripts."""
    values = ["", "0042", "yes", "a=b", "Zürich", "鍵", "team@example.com", "1e3", "s3://bucket/path", "+1 - 2"]
    keys = ["team", "cost-center", "stage", "Größe", "data:class", "owner/mail", "on call", "Ausfall-Klasse", "no"]
    return {key: random.choice(values) for key in random.sample(keys, random.randint(1, 6))}


def freeform_tags(random: Random) -> dict[str, str]:
    """One to five; OCI's keys are ASCII, its values anything."""
    keys = ["team", "cost-center", "stage", "owner_mail", "class/a", "null", "y"]
    return {
        key: random.choice([sentence(random), "", "true", "007"]) for key in random.sample(keys, random.randint(1, 5))
    }


def some(random: Random, share: float, make: Callable[[], T]) -> T | None:
    """What `make` gives in that share of the cases."""
    return make() if random.random() < share else None


def settings(random: Random, share: float, **makers: Callable[[], Any]) -> dict[str, Any]:
    """Each setting in that share of the cases, with the value that its maker gives."""
    return {name: make() for name, make in makers.items() if random.random() < share}
