"""The reference of the codes, from the explanations that `adbkms explain` prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from generator.explanations import Explanation, explanations
from tests.docs.guard_plans import plans_with
from tests.docs.markdown import anchor, deeper

# In the order in which a run can meet them.
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "SPEC": "Reading the spec",
        "STG": "The stages of a database",
        "TRU": "Trust between Oracle and AWS",
        "KMS": "Keys, aliases and endpoints",
        "AWS": "Names and limits in AWS",
        "OCI": "Names and limits in OCI",
        "NAM": "Names within the spec",
        "ARG": "Arguments, modules and versions",
        "SEC": "Secrets",
        "TPL": "Templates",
        "FLT": "Fleets",
        "VER": "Verification of the rendered files",
        "KEY": "Edits of the spec",
        "BLK": "The block alone",
        "ADO": "Adopting what exists",
        "GRD": "The guard",
        "LIV": "Asking the clouds",
        "DIS": "Discover",
        "PRE": "Preflight",
        "STA": "Status",
        "PUB": "Publishing",
        "DIF": "Comparing",
    }
)

MOST_PLANS = 3  # for each rule of the guard


def rule_reference() -> str:
    """A table of codes for each family, then every explanation."""
    known = explanations()
    unnamed = {_family(code) for code in known} - FAMILIES.keys()
    assert not unnamed, f"Give the families {sorted(unnamed)} a title in {__name__}."
    families = {family: sorted(code for code in known if _family(code) == family) for family in FAMILIES}
    tables = [_table(FAMILIES[family], {code: known[code] for code in codes}) for family, codes in families.items()]
    texts = [_text(known[code]) for codes in families.values() for code in codes]
    return "\n\n".join(["## Codes", *tables, "## Explanations", *texts])


def _family(code: str) -> str:
    return code.rstrip("0123456789")


def _table(title: str, known: Mapping[str, Explanation]) -> str:
    rows = [f"| [{code}](#{anchor(_heading(one))}) | {_cell(one.title)} |" for code, one in known.items()]
    return "\n".join([f"### {title}", "", "| Code | Title |", "|------|-------|", *rows])


def _text(explanation: Explanation) -> str:
    text = deeper(explanation.text.strip(), 2)
    stopped = plans_with(_heading(explanation).partition(":")[0])
    if not stopped:
        return text
    examples = "\n".join(f"- {plan}" for plan in stopped[:MOST_PLANS])
    return f"{text}\n\nExamples, plans of the tests:\n\n{examples}"


def _heading(explanation: Explanation) -> str:
    return explanation.text.partition("\n")[0].removeprefix("# ")


def _cell(text: str) -> str:
    return re.sub(r"\|", r"\\|", text)
