"""What was found goes into the spec wherever it can be proven; otherwise the lines to put in are said."""

from __future__ import annotations

import pytest

from generator.live.discover.discovery import Found
from generator.live.discover.spec_edits import EditedSpec, edit_spec
from generator.spec.edits import proven
from generator.spec.files import SpecText
from generator.spec.load import parse_spec

OCID = "ocid1.autonomousdatabase.oc1.iad.a"
TENANCY = "ocid1.tenancy.oc1..t"
STACK = """\
    aws: {account_id: "111122223333", region: us-east-2}
    databases:
      a: {db_name: A} # the first
"""
SHARED = f"""\
version: 1
defaults: # for all
  oci: &oci {{compartment_id: ocid1.compartment.oc1..c, region: us-ashburn-1}}
stacks:
  one:
{STACK}
  two:
{STACK}    oci: *oci
"""


def edited(text: str) -> EditedSpec:
    """Both values in all of the stacks."""
    texts = [SpecText("spec.yaml", text.encode())]
    spec, found = parse_spec(texts)
    assert found == []
    values = [
        Found(loaded, path, value, "")
        for loaded in spec.stacks
        for path, value in ((("oci", "tenancy_id"), TENANCY), (("databases", "a", "ocid"), OCID))
    ]
    return edit_spec(texts, spec, values)


def test_defaults_and_anchors_keep_their_values_for_the_others() -> None:
    done = edited(SHARED)

    (change,) = done.changes
    assert (
        change.new.decode()
        == f"""\
version: 1
defaults: # for all
  oci: &oci {{compartment_id: ocid1.compartment.oc1..c, region: us-ashburn-1}}
stacks:
  one:
    aws: {{account_id: "111122223333", region: us-east-2}}
    databases:
      a: {{db_name: A, ocid: {OCID}}} # the first
    oci: {{tenancy_id: {TENANCY}}}

  two:
    aws: {{account_id: "111122223333", region: us-east-2}}
    databases:
      a: {{db_name: A, ocid: {OCID}}} # the first
    oci: {{<<: *oci, tenancy_id: {TENANCY}}}
"""
    )
    assert [one.stack.oci.tenancy_id for one in done.spec.stacks] == [TENANCY, TENANCY]
    assert (len(done.written), done.by_hand) == (4, ())


def test_what_cannot_be_proven_is_said_as_lines_for_the_spec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proven, "edited", lambda text, edits: text)  # an edit that does nothing

    done = edited(SHARED)

    assert (done.changes, done.written) == ((), ())
    first, _ = done.by_hand
    assert first.code == "DIS017"
    assert first.detail.partition("\n")[2] == (
        f"  stacks:\n    one:\n      oci:\n        tenancy_id: {TENANCY}\n"
        f"      databases:\n        a:\n          ocid: {OCID}"
    )
