"""What `adbkms adopt --live` is asked about, and by which ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import typer

from generator.cli.clouds import connect, progress
from generator.diagnostics import Diagnostic, error, has_errors

if TYPE_CHECKING:
    from generator.adopt.existing import Existing


@dataclass(frozen=True)
class LiveSources:
    """The command line. `named` are databases with --live, and files without it."""

    named: tuple[str, ...]
    compartments: tuple[str, ...]
    oci_region: str | None
    oci_profile: str | None
    aws_profiles: tuple[str, ...]
    role_arns: tuple[str, ...]

    def check(self, live: bool, metavar: str) -> None:
        """Raises typer's usage errors."""
        if live:
            self._check_live(metavar)
            return
        alone = {
            "--compartment": self.compartments,
            "--oci-region": self.oci_region,
            "--oci-profile": self.oci_profile,
            "--aws-profile": self.aws_profiles,
            "--assume-role": self.role_arns,
        }
        for option, given in alone.items():
            if given:
                _refuse("The clouds are only asked with --live.", option)
        if not self.named:
            _refuse("Name a state, or ask the clouds with --live.", metavar)
        if any(one.startswith("ocid1.") for one in self.named):
            _refuse("An OCID is asked for with --live; without it, states are read.", metavar)

    def _check_live(self, metavar: str) -> None:
        from generator.facts.arn import parse_role_arn
        from generator.facts.oci_regions import nearest_regions, region_name
        from generator.facts.ocid import parse_ocid

        if not self.named and not self.compartments:
            _refuse("With --live, name databases by their OCIDs, or a --compartment.", metavar)
        for one in self.named:
            ocid = parse_ocid(one)
            if ocid is None or ocid.type != "autonomousdatabase":
                _refuse(f'"{one}" is no OCID of an Autonomous Database. States are read without --live.', metavar)
            if region_name(ocid.region) is None and self.oci_region is None:
                _refuse(f'No region is known that "{one}" could be in.', metavar)
        for one in self.compartments:
            ocid = parse_ocid(one)
            if ocid is None or ocid.type not in ("compartment", "tenancy"):
                _refuse(f'"{one}" is no OCID of a compartment.', "--compartment")
        if self.compartments and self.oci_region is None:
            _refuse("Name the region to look for the databases of a compartment in.", "--oci-region")
        if self.oci_region is not None and region_name(self.oci_region) is None:
            near = nearest_regions(self.oci_region)
            meant = f" Did you mean {near[0]}?" if near else ""
            _refuse(f'There is no OCI region "{self.oci_region}".{meant}', "--oci-region")
        if not all(self.aws_profiles):
            _refuse("The name of a profile is empty.", "--aws-profile")
        for one in self.role_arns:
            if parse_role_arn(one) is None:
                _refuse(f'"{one}" is no ARN of a role: arn:aws:iam::111122223333:role/NAME.', "--assume-role")

    def region(self) -> str:
        """The region to begin with: the one that was given, or that of the first database."""
        from generator.facts.oci_regions import region_name
        from generator.facts.ocid import parse_ocid

        given = self.oci_region or next((ocid.region for one in self.named if (ocid := parse_ocid(one))), "")
        return region_name(given) or given


def existing_live(sources: LiveSources, verbose: bool) -> tuple[Existing, list[Diagnostic]]:
    """What the clouds have; an error as well where that is no database at all."""
    from generator.adopt.aws_ways import aws_ways
    from generator.adopt.codes import NOTHING
    from generator.adopt.from_clouds import existing_from_clouds
    from generator.live.access import OciAccess

    existing, diagnostics = existing_from_clouds(
        sources.named,
        sources.compartments,
        aws_ways(sources.aws_profiles, sources.role_arns),
        OciAccess(sources.region(), sources.oci_profile),
        connect(verbose).ask,
        progress,
    )
    if not existing.databases and not has_errors(diagnostics):
        detail = "Name databases by their OCIDs, or another --compartment or --oci-region."
        diagnostics = [*diagnostics, error(NOTHING, "There is no database to adopt", detail)]
    return existing, diagnostics


def _refuse(why: str, where: str) -> NoReturn:
    raise typer.BadParameter(why, param_hint=where)
