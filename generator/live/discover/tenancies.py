"""The OCID of a stack's tenancy, from the OCI configuration."""

from __future__ import annotations

from generator.diagnostics import error
from generator.facts.ocid import parse_ocid
from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.codes import diagnostic_of
from generator.live.discover.codes import NOT_AN_OCID
from generator.live.discover.discovery import Discovery, Found
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Ask
from generator.spec.load import LoadedStack

_PATH = ("oci", "tenancy_id")


def discover_tenancy(loaded: LoadedStack, ask: Ask) -> Discovery:
    """The tenancy of the credentials that the stack's OCI side is asked with, if the spec does not name one. What it
    names is not compared: who administers a tenancy may be of another one."""
    if loaded.stack.oci.tenancy_id is not None:
        return Discovery()
    answer = ask(Tenancy(oci_access(loaded.stack)))
    if answer is None or isinstance(answer, NotKnown):
        what = f"oci.tenancy_id of {loaded.name}"
        if answer is None:
            summary = f"{what}: the OCI configuration does not name a tenancy"
            return Discovery(missing=(error(NOT_AN_OCID, summary, "Put its OCID into the spec by hand."),))
        return Discovery(missing=(diagnostic_of(answer, what),))
    if parse_ocid(answer) is None:
        summary = f"The OCI configuration names a tenancy for {loaded.name} that is not an OCID"
        return Discovery(contradictions=(error(NOT_AN_OCID, summary, "It is ocid1.tenancy.oc1..UNIQUE."),))
    profile = loaded.stack.oci.profile
    source = "as the OCI configuration says" + (f" in the profile {profile}" if profile else "")
    return Discovery(found=(Found(loaded, _PATH, answer, source),))
