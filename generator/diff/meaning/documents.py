"""Policy documents of blocks that adbkms does not render: do they allow more, or less?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.diff.changes import Risk, StatementText
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.words import listed
from generator.iam.policy_comparison import covers_action, reaches_kms, widenings
from generator.iam.policy_document import Condition, PolicyDocument, Statement, Terms

_ALL_BUT = "everything but "
_MOST_PAIRS = 40_000  # of statements; the largest policy that IAM takes has a few hundred
_REFERENCE = re.compile(r"(var|local|data|module|each)\.")
_NEW_RESOURCE = re.compile(r"(?P<resource>[^()]+) is a new resource of (?P<action>[^()]+)")


def sentences(case: Case) -> Iterator[Said]:
    """For each document of a block that has another statement."""
    kinds = dict.fromkeys(one.document for one in case.change.statements)
    for kind in kinds:
        changes = [one for one in case.change.statements if one.document == kind]
        before, after = _document(one.old for one in changes), _document(one.new for one in changes)
        if len(before.statements) * len(after.statements) > _MOST_PAIRS:
            yield Said(
                f"will have more other statements than are compared ({kind}): it may allow more", Risk.OPENS_ACCESS
            )
            continue
        wider, narrower = widenings(before, after), widenings(after, before)
        wider += [f"the key {one} is allowed" for one in sorted(_resources(after) - _resources(before))]
        if wider:
            said = "; ".join(dict.fromkeys(map(_in_words, wider)))
            yield Said(f"will allow more ({kind}): {said}", Risk.OPENS_ACCESS)
        if narrower:
            yield Said(f"will allow less ({kind}), {_less(before, after)}", _risk_of_less(before, after))
        if not wider and not narrower:
            yield Said(f"will say the same in another way ({kind})", Risk.IN_PLACE)


def _in_words(reason: str) -> str:
    """`* is a new resource of kms:Decrypt` for people who do not know the parts of a statement by their names."""
    return _NEW_RESOURCE.sub(r"\g<action> is allowed on \g<resource> as well", reason)


def speaks_for(case: Case) -> bool:
    """True if there is a document to compare."""
    return bool(case.change.statements)


def _resources(document: PolicyDocument) -> set[str]:
    return {str(one) for statement in document.allowing() for one in statement.resources.values} - {"*"}


def _risk_of_less(before: PolicyDocument, after: PolicyDocument) -> Risk:
    """Who may assume a role or use a key no longer can have been a database's Oracle user."""
    lost = (*before.allowing(), *after.denying())
    endangers = any(
        covers_action(one.actions, "sts:AssumeRole") or reaches_kms(one) or any(map(_is_unknown, one.actions.values))
        for one in lost
    )
    return Risk.ENDANGERS if endangers else Risk.IN_PLACE


def _is_unknown(action: str) -> bool:
    return action.startswith("what ")


def _less(before: PolicyDocument, after: PolicyDocument) -> str:
    actions = sorted(_actions(before) - _actions(after))
    return f"no longer {listed(actions)}" if actions else "to fewer, or under more conditions"


def _actions(document: PolicyDocument) -> set[str]:
    return {str(one) for statement in document.allowing() for one in statement.actions.values}


def _document(texts: Iterable[StatementText | None]) -> PolicyDocument:
    return PolicyDocument(tuple(_statement(one) for one in texts if one is not None))


def _statement(text: StatementText) -> Statement:
    """The statement that a text is of, as far as it is compared: a condition is equal to the same one only."""
    return Statement(
        effect=text.effect,
        actions=_terms(tuple(f"what {one} says" if _REFERENCE.match(one) else one for one in text.actions)),
        resources=_terms(text.resources),
        principals=_principals(text.principals) if text.principals else None,
        conditions=frozenset(Condition(one, "", frozenset()) for one in text.conditions),
    )


def _terms(values: tuple[str, ...]) -> Terms:
    if len(values) == 1 and values[0].startswith(_ALL_BUT):
        return Terms(frozenset(values[0].removeprefix(_ALL_BUT).split(", ")), is_inverted=True)
    return Terms(frozenset(values))


def _principals(values: tuple[str, ...]) -> Terms:
    terms = _terms(values)
    return Terms(frozenset(_principal(one) for one in terms.values), terms.is_inverted)


def _principal(text: str) -> tuple[str, str]:
    kind, space, name = text.partition(" ")
    return (kind, name) if space and not text.startswith("arn:") else ("AWS", text)
