"""The OCIDs of a stack."""

from __future__ import annotations

from collections.abc import Iterator

from generator.spec import model
from generator.spec.nodes import Path

TENANCY = "tenancy"
COMPARTMENT = "compartment"
DATABASE = "autonomousdatabase"
SECRET = "vaultsecret"


def stack_ocids(stack: model.Stack) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """The path, the text and the types of resource that fit, for every OCID in a stack.

    A tenancy is its own root compartment, so its OCID is one of a compartment too
    (https://docs.oracle.com/en-us/iaas/Content/Identity/compartments/managingcompartments.htm).
    """
    if stack.oci.tenancy_id is not None:
        yield ("oci", "tenancy_id"), stack.oci.tenancy_id, (TENANCY,)
    yield ("oci", "compartment_id"), stack.oci.compartment_id, (COMPARTMENT, TENANCY)
    for name, database in stack.databases.items():
        if database.ocid is not None:
            yield ("databases", name, "ocid"), database.ocid, (DATABASE,)
        if database.admin_password is not None and database.admin_password.secret_id is not None:
            yield ("databases", name, "admin_password", "secret_id"), database.admin_password.secret_id, (SECRET,)
