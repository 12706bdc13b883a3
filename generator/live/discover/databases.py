"""The OCIDs of databases: by compartment and name, and from the outputs of Terraform."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Severity
from generator.facts.ocid import parse_ocid
from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.discover.codes import AMBIGUOUS_NAME, CONTRADICTION, NOT_AN_OCID, NOT_FOUND
from generator.live.discover.discovery import Discovery, Found, at
from generator.live.discover.outputs import Outputs, output_name
from generator.live.discover.tenancies import not_said_by_oci, other_tenancy
from generator.live.oci.databases import DatabasesIn, FoundDatabase
from generator.live.questions import Ask
from generator.spec.databases import SpecDatabase


def discover_ocid(place: SpecDatabase, ask: Ask, outputs: Outputs | None) -> Discovery:
    """The OCID of a database that the spec has none for. What the spec has is only compared with the outputs."""
    by_terraform = outputs.ocid(place.name) if outputs else None
    if outputs and by_terraform is not None and parse_ocid(by_terraform) is None:
        name = output_name(place.name)
        summary = f"The output {name} in {outputs.filename} is not the OCID of {place.address}"
        detail = (
            f"`{name}` has to be ocid1.autonomousdatabase.oc1.REGION.UNIQUE. What it is is not shown here, since an "
            f"output may be secret: `terraform output {name}` shows it. Are these the outputs of {place.loaded.name}?"
        )
        return Discovery(contradictions=(_error(place, NOT_AN_OCID, summary, detail),))
    known = place.database.ocid
    if known is not None:
        if outputs is None or by_terraform in (None, known):
            return Discovery()
        summary = f"Terraform has another OCID of {place.address} than the spec"
        detail = f"The spec says {known}, {outputs.filename} says {by_terraform}. Find out which one it is."
        return Discovery(contradictions=(_error(place, CONTRADICTION, summary, detail),))
    by_name = _by_name(place, ask)
    if by_terraform is None or outputs is None:
        return by_name
    return _by_terraform(place, by_terraform, outputs.filename, by_name)


def _by_terraform(place: SpecDatabase, ocid: str, filename: str, by_name: Discovery) -> Discovery:
    """What Terraform made is right if OCI does not say otherwise; OCI need not know, or tell us."""
    named = by_name.value(place.loaded, "databases", place.name, "ocid")
    if named is not None and named != ocid:
        summary = f"Terraform and OCI have different databases for {place.address}"
        detail = (
            f"{filename} says {ocid}; the database {place.database.db_name} of the compartment is {named}. "
            "Are the outputs of this stack, and is the compartment the right one?"
        )
        return Discovery(contradictions=(_error(place, CONTRADICTION, summary, detail),))
    source = f"as Terraform's output in {filename} says" + (", and OCI by its name" if named else "")
    return Discovery(found=(_found(place, ocid, source),))


def _by_name(place: SpecDatabase, ask: Ask) -> Discovery:
    stack, db_name = place.stack, place.database.db_name
    answer = ask(DatabasesIn(oci_access(stack), stack.oci.compartment_id))
    if isinstance(answer, NotKnown):
        said = not_said_by_oci(answer, f"ocid of {place.address}", place.loaded, ask)
        return Discovery(missing=(at(place.loaded, ("databases", place.name, "ocid"), said),))
    named = [one for one in answer or () if one.db_name.casefold() == db_name.casefold()]
    if len(named) == 1:
        source = f"as OCI says of {named[0].db_name} in the stack's compartment"
        return Discovery(found=(_found(place, named[0].ocid, source),))
    if named:
        summary = f"{len(named)} databases of the compartment are called {db_name}"
        detail = f"Put the OCID of the right one into the spec: {'; '.join(map(_in_words, named))}."
        return Discovery(missing=(_error(place, AMBIGUOUS_NAME, summary, detail),))
    return Discovery(missing=(_not_there(place, ask),))


def _not_there(place: SpecDatabase, ask: Ask) -> Diagnostic:
    oci = place.stack.oci
    detail = (
        f"{other_tenancy(place.loaded, ask)}There is none in {oci.compartment_id} in {oci.region}, or you may not see "
        "it. Apply the stage *provision* first. If that is done, look at the stack's `oci`, or give what Terraform "
        "knows: --outputs FILE, with what `terraform output -json` prints."
    )
    summary = f"No database {place.database.db_name} was found for {place.address}"
    return place.loaded.diagnostic(Severity.WARNING, NOT_FOUND, summary, detail, ("databases", place.name))


def _found(place: SpecDatabase, ocid: str, source: str) -> Found:
    return Found(place.loaded, ("databases", place.name, "ocid"), ocid, source)


def _in_words(one: FoundDatabase) -> str:
    return f"{one.ocid} ({one.display_name or one.db_name}, {one.state})"


def _error(place: SpecDatabase, code: str, summary: str, detail: str) -> Diagnostic:
    return place.loaded.diagnostic(Severity.ERROR, code, summary, detail, ("databases", place.name, "ocid"))
