"""The OCID of a stack's tenancy, from the OCI configuration."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostic, error
from generator.facts.ocid import parse_ocid
from generator.live.access import oci_access
from generator.live.answers import Cause, NotKnown
from generator.live.codes import diagnostic_of
from generator.live.discover.codes import NOT_AN_OCID
from generator.live.discover.discovery import Discovery, Found, at
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Ask
from generator.spec.load import LoadedStack

_PATH = ("oci", "tenancy_id")
_BY_HAND = "Put its OCID into the spec by hand."


def other_tenancy(loaded: LoadedStack, ask: Ask) -> str:
    """A sentence and a space if the credentials are of another tenancy than the stack, "" otherwise. That is no mistake
    by itself: policies of both tenancies can let them in."""
    wanted, found = loaded.stack.oci.tenancy_id, ask(Tenancy(oci_access(loaded.stack)))
    if wanted is None or not isinstance(found, str) or found == wanted:
        return ""
    profile = loaded.stack.oci.profile
    whose = f" of the profile {profile}" if profile else ""
    return (
        f"The OCI credentials{whose} are of the tenancy {found}, and the stack is in {wanted}: if that is not meant, "
        "choose the profile by `oci.profile` of the stack, or by OCI_CLI_PROFILE or OCI_CONFIG_FILE. "
    )


def not_said_by_oci(why: NotKnown, what: str, loaded: LoadedStack, ask: Ask) -> Diagnostic:
    """A warning; of what is not found it also says if the credentials are of another tenancy."""
    said = diagnostic_of(why, what)
    if why.cause is not Cause.NOT_FOUND_OR_NOT_PERMITTED:
        return said
    return replace(said, detail=other_tenancy(loaded, ask) + said.detail)


def discover_tenancy(loaded: LoadedStack, ask: Ask) -> Discovery:
    """The tenancy of the credentials that the stack's OCI side is asked with, if the spec does not name one. What it
    names is not compared: who administers a tenancy may be of another one."""
    if loaded.stack.oci.tenancy_id is not None:
        return Discovery()
    answer = ask(Tenancy(oci_access(loaded.stack)))
    if answer is None or isinstance(answer, NotKnown):
        what = f"oci.tenancy_id of {loaded.name}"
        if answer is None:
            wrong = error(NOT_AN_OCID, f"{what}: the OCI configuration does not name a tenancy", _BY_HAND)
            return Discovery(missing=(at(loaded, _PATH, wrong),))
        return Discovery(missing=(at(loaded, _PATH, diagnostic_of(answer, what)),))
    if parse_ocid(answer) is None:
        summary = f"The OCI configuration names a tenancy for {loaded.name} that is not an OCID"
        wrong = error(NOT_AN_OCID, summary, "It is ocid1.tenancy.oc1..UNIQUE.")
        return Discovery(contradictions=(at(loaded, _PATH, wrong),))
    profile = loaded.stack.oci.profile
    source = "as the OCI configuration says" + (f" in the profile {profile}" if profile else "")
    return Discovery(found=(Found(loaded, _PATH, answer, source),))
