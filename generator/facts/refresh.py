"""For maintainers: `python -m generator.facts.refresh` pins what the installed SDKs know into `data/`.

Run it after an upgrade of botocore or oci and review the change like code. The same SDKs give the same bytes.
This is the only module of the package that imports the SDKs, and only when it runs.
"""

from __future__ import annotations

import json
from typing import Any

from generator.facts.pinned import DATA


def aws_kms_regions() -> dict[str, Any]:
    """Every partition with its DNS suffixes and the regions that have AWS KMS, from botocore's own data.

    Regions are those of `Session.get_available_regions("kms")`; botocore makes up a host for any other name.
    The suffixes are those that botocore's endpoint rules use.
    """
    import botocore.session

    session = botocore.session.get_session()
    loader = session.get_component("data_loader")
    suffixes = {known["id"]: known["outputs"] for known in loader.load_data("partitions")["partitions"]}
    partitions = {}
    for partition in loader.load_data("endpoints")["partitions"]:
        name = partition["partition"]
        partitions[name] = {
            "dns_suffix": suffixes[name]["dnsSuffix"],
            "dual_stack_dns_suffix": suffixes[name]["dualStackDnsSuffix"],
            "regions": {
                region: partition["regions"][region]["description"]
                for region in session.get_available_regions("kms", name)
            },
        }
    return {"partitions": partitions}


def aws_kms_operations() -> list[str]:
    """The names of AWS KMS's API operations, from botocore's service model."""
    import botocore.session

    return sorted(botocore.session.get_session().get_service_model("kms").operation_names)


def oci_regions() -> dict[str, Any]:
    """Every OCI region with its realm and its three-letter key, from the OCI SDK's own table."""
    from oci.regions_definitions import REGION_REALMS, REGIONS_SHORT_NAMES

    keys = {region: key for key, region in REGIONS_SHORT_NAMES.items()}
    return {"regions": {region: {"key": keys.get(region), "realm": realm} for region, realm in REGION_REALMS.items()}}


def pinned_files() -> dict[str, str]:
    """What the data files should hold according to the installed SDKs: text by file name."""
    facts = {
        "aws-kms-operations.json": aws_kms_operations(),
        "aws-kms-regions.json": aws_kms_regions(),
        "oci-regions.json": oci_regions(),
    }
    return {name: json.dumps(fact, indent=2, sort_keys=True) + "\n" for name, fact in facts.items()}


def main() -> None:
    """Write the data files."""
    for name, text in pinned_files().items():
        (DATA / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
