"""What `adbkms init` puts into a spec: given by options, known from the clouds' configuration files, or asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

import typer

from generator.cli.cloud_profiles import AWS_DEFAULT, OCI_DEFAULT, Profiles, aws_profiles, oci_profiles
from generator.cli.output import say
from generator.cli.prompts import asked
from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.facts.near_regions import aws_region_near, oci_region_near
from generator.first_spec import EXAMPLE, wrong_answer
from generator.report.visible import visible

_QUESTIONS: Mapping[str, str] = {
    "stack": "Stack",
    "aws_account": "AWS account id",
    "aws_region": "AWS region of the key",
    "tenancy": "OCID of the OCI tenancy",
    "oci_region": "OCI region",
    "compartment": "OCID of the databases' compartment",
    "database": "Name of the database in OCI",
}
_PROFILES: Mapping[str, tuple[str, str]] = {
    "aws_profile": ("AWS profile", AWS_DEFAULT),
    "oci_profile": ("OCI profile", OCI_DEFAULT),
}
_MOST_NAMED = 12


class Answers:
    """`given` are the answers by options, by their names in the spec's template (`generator.first_spec`)."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = dict(given)

    @cached_property
    def _profiles(self) -> Mapping[str, Profiles]:
        """Looked for only where they matter."""
        return {"aws_profile": aws_profiles(), "oci_profile": oci_profiles()}

    def refusals(self) -> Iterator[Diagnostic]:
        """What is wrong with the options, each as an error that names it."""
        for name, answer in self._given.items():
            if refusal := self._refusal(name, answer):
                yield replace(refusal, summary=f"{_option(name)}: {refusal.summary}")

    def complete(self) -> dict[str, str]:
        """All answers that the spec needs. On a terminal what is missing is asked for; elsewhere a profile that an
        option names says it, and what is missing still is a usage error."""
        if not sys.stdin.isatty():
            return self._without_asking()
        answers = dict(self._given)
        for name in ("stack", "aws_profile", "aws_account", "aws_region", "oci_profile", *_QUESTIONS):
            if name in answers:
                continue
            if name in _PROFILES:
                answers |= self._ask_profile(name)
            else:
                answers[name] = self._ask(name, _QUESTIONS[name], self._offered(name, answers))
        return _without_default_profiles(answers)

    def _without_asking(self) -> dict[str, str]:
        answers = dict(self._given)
        for profile in _PROFILES:
            if profile in answers:
                answers = {**self._profiles[profile].facts.get(answers[profile], {}), **answers}
        if missing := [_option(name) for name in _QUESTIONS if name not in answers]:
            raise typer.BadParameter("Needed where there is no terminal to ask on.", param_hint=", ".join(missing))
        return _without_default_profiles(answers)

    def _ask_profile(self, name: str) -> dict[str, str]:
        """Asks only where there is a choice."""
        known = self._profiles[name]
        question, default = _PROFILES[name]
        names = list(known.facts)
        if set(names) <= {default}:
            return {name: default} if names else {}
        shown = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        if known.chosen:
            return {name: self._ask(name, f"{question} ({shown})", known.chosen)}
        answer = self._ask(name, f"{question} ({shown}), or Enter for none", "", may_be_none=True)
        return {name: answer} if answer else {}

    def _offered(self, name: str, answers: Mapping[str, str]) -> str:
        """A default: what the chosen profile says, a region near the other cloud's, or an example; "" for none."""
        for profile in _PROFILES:
            found = self._profiles[profile].facts.get(answers.get(profile, ""), {}).get(name)
            if found and not wrong_answer(name, found):
                return found
        if name == "oci_region":
            return oci_region_near(answers["aws_region"]) or ""
        if name == "aws_region":
            return aws_region_near(self._oci_region(answers)) or EXAMPLE[name]
        return EXAMPLE[name] if name in ("stack", "database") else ""

    def _oci_region(self, answers: Mapping[str, str]) -> str:
        """As far as it is known before it is asked for."""
        known = self._profiles["oci_profile"]
        chosen = answers.get("oci_profile") or known.chosen
        return answers.get("oci_region") or known.facts.get(chosen, {}).get("oci_region", "")

    def _ask(self, name: str, question: str, default: str, *, may_be_none: bool = False) -> str:
        """Asks until the answer is one that the spec can hold; "" only if there may be none."""
        prompt = f"{question} [{default}]: " if default else f"{question}: "
        while True:
            line = asked(visible(prompt))
            if line is None:
                raise typer.Abort
            answer = line or default
            if not answer and may_be_none:
                return ""
            if not answer:
                continue
            refusal = self._refusal(name, answer)
            if refusal is None:
                return answer
            say(f"{refusal.summary}. {refusal.detail}".rstrip())

    def _refusal(self, name: str, answer: str) -> Diagnostic | None:
        known = self._profiles[name].facts if name in _PROFILES else {}
        if known and answer not in known:
            question = _PROFILES[name][0]
            return error("SPEC206", f'There is no {question} "{answer}"', did_you_mean(answer, list(known)))
        return wrong_answer(name, answer)


def _without_default_profiles(answers: Mapping[str, str]) -> dict[str, str]:
    """A spec names a profile only where it is not the one that is taken anyway."""
    return {name: one for name, one in answers.items() if name not in _PROFILES or one != _PROFILES[name][1]}


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
