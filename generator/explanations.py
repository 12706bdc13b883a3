"""Every code that adbkms can print, with its explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """`title` is one line, `text` the whole in Markdown, with a heading of the code and the title."""

    title: str
    text: str


def explanations() -> dict[str, Explanation]:
    """By code."""
    from generator.adopt.codes import CODES as ADOPTING
    from generator.block import CODES as BLOCKS
    from generator.configuration.codes import CODES as SUCCESSION
    from generator.diff.codes import CODES as COMPARING
    from generator.fleet.codes import CODES as MANY
    from generator.guard.codes import CODES as JUDGING
    from generator.key_changes.codes import CODES as EDITING
    from generator.live.codes import CODES as ASKING
    from generator.live.discover.codes import CODES as DISCOVERING
    from generator.live.preflight.codes import CODES as PREFLIGHT
    from generator.live.status.codes import CODES as STATUS
    from generator.publish.codes import CODES as PUBLISHING
    from generator.render.codes import CODES as RENDERING
    from generator.spec.codes import CODES as READING
    from generator.verify.codes import CODES as VERIFYING

    texts: Mapping[str, str] = {
        **READING,
        **RENDERING,
        **VERIFYING,
        **PUBLISHING,
        **BLOCKS,
        **MANY,
        **SUCCESSION,
        **COMPARING,
        **EDITING,
        **ADOPTING,
        **JUDGING,
        **ASKING,
        **DISCOVERING,
        **PREFLIGHT,
        **STATUS,
    }
    return {code: _of_text(code, text) for code, text in texts.items()} | _of_rules() | _of_guard() | _of_checks()


def _of_text(code: str, text: str) -> Explanation:
    title, _, rest = text.strip().partition("\n")
    title = title.removeprefix("# ").strip().removesuffix(".").removesuffix(".")
    return Explanation(title, f"# {code}: {title}\n\n{rest.strip()}\n")


def _of_rules() -> dict[str, Explanation]:
    from generator.rules import all_rules

    return {
        rule.code: Explanation(
            rule.title,
            f"# {rule.code}: {rule.title}\n\n{rule.explanation.strip()}\n\n"
            f"{'Warning' if rule.severity == 'warning' else 'Error'}. Not so:\n\n```yaml\n{rule.bad.strip()}\n```\n\n"
            f"But so:\n\n```yaml\n{rule.good.strip()}\n```\n\nSource: {rule.source.strip()}\n",
        )
        for rule in all_rules()
    }


def _of_guard() -> dict[str, Explanation]:
    from generator.guard.rules import all_guard_rules

    return {
        rule.code: Explanation(
            rule.title,
            f"# {rule.code}: {rule.title}\n\n{rule.explanation.strip()}\n\n"
            f"{'Warning' if rule.severity == 'warning' else 'Error'}. Source: {rule.source.strip()}\n",
        )
        for rule in all_guard_rules()
    }


def _of_checks() -> dict[str, Explanation]:
    from generator.live.preflight.checks import all_checks

    return {
        check.code: Explanation(
            check.title,
            f"# {check.code}: {check.title}\n\n{check.explanation.strip()}\n\nSource: {check.source.strip()}\n",
        )
        for check in all_checks()
    }
