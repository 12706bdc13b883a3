"""The AWS regions that have AWS KMS, their partitions, and the hosts of the KMS endpoints.

From botocore's own data, pinned in `data/aws-kms-regions.json` (`generator.facts.refresh`). A region that is
not there is unknown: botocore itself would make up a host for it.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from generator.facts.pinned import pinned

COMMERCIAL_PARTITION = "aws"

# `<VPC endpoint id>.<service>.<region>.vpce.<DNS suffix>`, the private DNS names of AWS PrivateLink
# (https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html).
_VPC_ENDPOINT = re.compile(r"vpce-[a-z0-9-]+\.kms(?:-fips)?\.(?P<region>[a-z0-9-]+)\.vpce\.(?P<dns_suffix>[a-z0-9.-]+)")


class EndpointKind(StrEnum):
    """The kinds of KMS endpoints, in the words of messages. Oracle documents the standard one only."""

    STANDARD = "standard"
    FIPS = "FIPS"
    DUAL_STACK = "dual-stack"
    FIPS_DUAL_STACK = "FIPS dual-stack"
    VPC_ENDPOINT = "VPC"


class KmsEndpoint(Struct, frozen=True):
    """What a host is: an endpoint of AWS KMS in `region`, of that kind."""

    region: str
    kind: EndpointKind


class _Partition(Struct, frozen=True):
    name: str
    dns_suffix: str
    dual_stack_dns_suffix: str
    regions: Mapping[str, str]  # the region's title ("US East (Ohio)") by its name


def kms_regions(partition: str | None = None) -> tuple[str, ...]:
    """The names of all regions with AWS KMS, or those of one partition, in alphabetical order."""
    return tuple(sorted(region for region, found in _partitions().items() if partition in (None, found.name)))


def partition_of(region: str) -> str | None:
    """The partition of a region: `aws` for `us-east-2`, `aws-cn` for `cn-north-1`; None if it is unknown."""
    partition = _partitions().get(region)
    return partition.name if partition else None


def region_title(region: str) -> str | None:
    """A region as AWS's console calls it: `US East (Ohio)` for `us-east-2`; None if it is unknown."""
    partition = _partitions().get(region)
    return partition.regions[region] if partition else None


def kms_endpoint(region: str) -> str | None:
    """The host of the standard KMS endpoint, such as `kms.us-east-2.amazonaws.com`; None if unknown.

    It has no scheme because Oracle asks for the host alone.
    """
    partition = _partitions().get(region)
    return f"kms.{region}.{partition.dns_suffix}" if partition else None


def parse_kms_endpoint(host: str) -> KmsEndpoint | None:
    """What kind of KMS endpoint a host is and of which region, both known; None for any other text.

    The host is taken as written: in lower case, without scheme, port or path.
    """
    if known := _hosts().get(host):
        return known
    match = _VPC_ENDPOINT.fullmatch(host)
    partition = _partitions().get(match["region"]) if match else None
    if match and partition and partition.dns_suffix == match["dns_suffix"]:
        return KmsEndpoint(match["region"], EndpointKind.VPC_ENDPOINT)
    return None


def endpoint_region(host: str) -> str | None:
    """The region of a KMS endpoint of any kind; None for any other text."""
    endpoint = parse_kms_endpoint(host)
    return endpoint.region if endpoint else None


def nearest_regions(text: str) -> tuple[str, ...]:
    """Up to three known regions that could be meant, the likeliest first.

    The text is a name with a slip in it (`us-east2`), or a title or its end (`US East (Ohio)`, `Ohio`), which
    is how Oracle's own documentation calls a region.
    """
    given = text.strip().casefold()
    by_title = [region for region in kms_regions() if _is_titled(region, given.rstrip(")"))]
    by_title.sort(key=lambda region: partition_of(region) != COMMERCIAL_PARTITION)
    by_name = difflib.get_close_matches(re.sub(r"[\s_]+", "-", given), kms_regions(), n=3, cutoff=0.7)
    return tuple(dict.fromkeys([*by_title, *by_name]))[:3]


def _is_titled(region: str, given: str) -> bool:
    """True for `ohio` and for `us east (ohio` if the region's title is `US East (Ohio)`."""
    title = str(region_title(region)).casefold().rstrip(")")
    return bool(given and re.search(rf"(?<!\w){re.escape(given)}$", title))


@functools.cache
def _partitions() -> Mapping[str, _Partition]:
    """The partition of each region, by the region's name."""
    facts = pinned("aws-kms-regions.json")["partitions"]
    partitions = [_Partition(name=name, **fact) for name, fact in facts.items()]
    return MappingProxyType({region: partition for partition in partitions for region in partition.regions})


@functools.cache
def _hosts() -> Mapping[str, KmsEndpoint]:
    """All endpoints with a fixed host, by the host."""
    hosts = {}
    for region, partition in _partitions().items():
        for kind, service, dns_suffix in (
            (EndpointKind.STANDARD, "kms", partition.dns_suffix),
            (EndpointKind.FIPS, "kms-fips", partition.dns_suffix),
            (EndpointKind.DUAL_STACK, "kms", partition.dual_stack_dns_suffix),
            (EndpointKind.FIPS_DUAL_STACK, "kms-fips", partition.dual_stack_dns_suffix),
        ):
            hosts[f"{service}.{region}.{dns_suffix}"] = KmsEndpoint(region, kind)
    return MappingProxyType(hosts)
