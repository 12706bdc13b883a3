"""As much of XML Schema as junit-10.xsd uses. What it would not understand in a schema is an error, not passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_XS = "{http://www.w3.org/2001/XMLSchema}"


class XmlSchema:
    """A schema whose global elements are what a document consists of."""

    def __init__(self, path: Path) -> None:
        root = ElementTree.parse(path).getroot()
        self._elements = {one.attrib["name"]: one for one in root.iterfind(f"{_XS}element")}
        self._types = {one.attrib["name"]: one for one in root if one.tag != f"{_XS}element"}

    def mistakes(self, element: Element) -> Iterator[str]:
        """What is wrong with an element and with all in it."""
        declared = self._elements.get(element.tag)
        if declared is None:
            yield f"there is no element {element.tag}"
            return
        kind = declared.find(f"{_XS}complexType")
        if kind is None:
            named = declared.attrib["type"]
            kind = Element("complexType", mixed="true") if named == "xs:string" else self._types[named]
        yield from self._attributes(element, kind)
        yield from _children(element, kind)
        if kind.get("mixed") != "true" and any((text or "").strip() for text in _texts(element)):
            yield f"{element.tag} holds text"
        for child in element:
            yield from self.mistakes(child)

    def _attributes(self, element: Element, kind: Element) -> Iterator[str]:
        declared = {one.attrib["name"]: one for one in kind.iterfind(f"{_XS}attribute")}
        for name, value in element.attrib.items():
            if name not in declared:
                yield f"{element.tag} has an attribute {name}"
            elif not self._fits(value, declared[name].attrib["type"]):
                yield f"{name} of {element.tag} is {value!r}"
        required = {name for name, one in declared.items() if one.get("use") == "required"}
        yield from (f"{element.tag} has no {name}" for name in sorted(required - element.attrib.keys()))

    def _fits(self, value: str, kind: str) -> bool:
        if kind == "xs:string":
            return True
        (restriction,) = self._types[kind]
        (pattern,) = restriction
        return re.fullmatch(pattern.attrib["value"], value) is not None


def _children(element: Element, kind: Element) -> Iterator[str]:
    groups = [one for one in kind if one.tag != f"{_XS}attribute"]
    names = "".join(f"{child.tag} " for child in element)
    if not re.fullmatch("".join(map(_expression, groups)), names):
        yield f"{element.tag} holds {names.strip()}"


def _expression(particle: Element) -> str:
    """The regular expression of the names of children, each with a space after it, that a particle allows."""
    match particle.tag.removeprefix(_XS):
        case "element":
            inside = re.escape(particle.get("ref") or particle.attrib["name"]) + " "
        case "sequence":
            inside = "".join(map(_expression, particle))
        case "choice":
            inside = "|".join(map(_expression, particle))
        case other:
            raise NotImplementedError(other)
    most = particle.get("maxOccurs", "1").replace("unbounded", "")
    return f"(?:{inside}){{{particle.get('minOccurs', '1')},{most}}}"


def _texts(element: Element) -> Iterator[str | None]:
    yield element.text
    yield from (child.tail for child in element)
