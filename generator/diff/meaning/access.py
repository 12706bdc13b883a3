"""Who can connect to a database: its access list, its network, and what a client has to present."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.configuration.terraform import Block, Expression, Value
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning.case import Case, Said, is_at, others
from generator.diff.meaning.words import instead, listed, plain

_LISTS = {"whitelisted_ips": "access list", "standby_whitelisted_ips": "standby's access list"}
HEADS = (
    *_LISTS,
    "is_mtls_connection_required",
    "is_access_control_enabled",
    "are_primary_whitelisted_ips_used",
    "subnet_id",
    "nsg_ids",
    "private_endpoint_ip",
    "private_endpoint_label",
    "security_attributes",
    "permission_level",
    "db_tools_details",
)
_EVERYBODY = "every address may connect"
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """What the changes mean for who can connect. What cannot be judged is taken to open access."""
    left = []
    for one in changed:
        if one.path in _LISTS:
            yield _list(case, one)
        elif one.new is None and one.path not in _EMPTIED:
            yield Said(f"will keep its {one.path}, which the configuration no longer says", Risk.NONE)
        elif one.path in _SWITCHES:
            yield _switch(one)
        elif one.path == "subnet_id":
            yield _subnet(one)
        else:
            left.append(one)
    groups = [one for one in left if one.path == "nsg_ids"]
    for one in groups:
        yield _groups(one)
    rest = [one for one in left if one.path != "nsg_ids"]
    if rest:
        opens = any(is_at(one.path, head) for one in rest for head in _PERHAPS_OPENS)
        said = others(rest)
        yield Said(f"{said.text}, by which people reach it", Risk.OPENS_ACCESS) if opens else said


_EMPTIED = frozenset({"whitelisted_ips"})  # not computed by the provider: left out, it is emptied
_PERHAPS_OPENS = ("security_attributes", "permission_level", "db_tools_details")
_SWITCHES = {
    "is_mtls_connection_required": (
        "will demand a client's certificate of whoever connects (mTLS)",
        "will accept connections without a client's certificate (TLS instead of mTLS)",
    ),
    "is_access_control_enabled": (
        "will let in only what its access list names",
        f"will no longer look at its access list: {_EVERYBODY}",
    ),
    "are_primary_whitelisted_ips_used": (
        "will use one access list for itself and its standby",
        "will have another access list for its standby than for itself",
    ),
}


def _switch(change: ArgumentChange) -> Said:
    closed, opened = _SWITCHES[change.path]
    if change.new == "true":
        return Said(closed, Risk.IN_PLACE)
    if change.new == "false":
        return Said(opened, Risk.OPENS_ACCESS)
    return Said(f"will take {change.path} from {change.new}, which may open access", Risk.OPENS_ACCESS)


def _subnet(change: ArgumentChange) -> Said:
    if change.new in ('""', "null"):
        return Said("will leave its private network and get a public address", Risk.OPENS_ACCESS)
    if change.old is None:
        return Said(f"will be reached in the subnet {plain(change.new or '')} only", Risk.IN_PLACE)
    return Said(f"will be reached in the subnet {instead(change)}", Risk.OPENS_ACCESS)


def _groups(change: ArgumentChange) -> Said:
    """Rules of all its groups add up, so another group lets in more; fewer let in less, but none may be no bound."""
    added, removed = (listed(map(plain, one)) if one else "" for one in (change.items_added, change.items_removed))
    if change.new == "[]":
        return Said("will be in no network security group", Risk.OPENS_ACCESS)
    if removed and not added:
        return Said(f"will no longer be in the network security group {removed}", Risk.IN_PLACE)
    out = f", no longer in {removed}" if removed else ""
    return Said(f"will be in the network security group {added or change.new}{out}", Risk.OPENS_ACCESS)


def _list(case: Case, change: ArgumentChange) -> Said:
    name = _LISTS[change.path]
    before, after = case.before(change.path), case.after(change.path)
    if change.path in ignored(case.now):
        return Said(f"will keep the {name} that it has: changes of {change.path} are ignored", Risk.NONE)
    if after is None and change.path not in _EMPTIED:
        return Said(f"will keep the {name} that it has, which the configuration no longer says", Risk.NONE)
    if after is None or after == ():
        return Said(f"will have its {name} emptied: {_EVERYBODY}", Risk.OPENS_ACCESS)
    if not isinstance(after, tuple) or not isinstance(before, tuple | None):
        return Said(f"will take its {name} from {change.new}, which can let in anybody", Risk.OPENS_ACCESS)
    if not before:
        text = f"will let in {_entries(after)}, in the place of the {name} that it has in OCI"
        return Said(text, Risk.OPENS_ACCESS if change.old is None else Risk.IN_PLACE)
    return _items(change, before, name)


def _items(change: ArgumentChange, before: tuple[Value, ...], name: str) -> Said:
    known = _networks(before)
    added = [plain(one) for one in change.items_added]
    wider = [one for one in added if not _is_within(one, known)]
    removed = [plain(one) for one in change.items_removed]
    if wider:
        out = f", and no longer {listed(removed)}" if removed else ""
        return Said(f"will let {listed(wider)} connect as well{out}", Risk.OPENS_ACCESS)
    if removed:
        inside = f", of which {listed(added)} still may" if added else ""
        return Said(f"will no longer let {listed(removed)} connect{inside}", Risk.IN_PLACE)
    return Said(f"will have the same {name}, said in other words", Risk.NONE)


def _entries(values: Iterable[Value]) -> str:
    return listed(one if isinstance(one, str) else one.source for one in values if isinstance(one, str | Expression))


def _networks(values: Iterable[Value]) -> Mapping[tuple[int, int], set[int]]:
    """The networks by version and length of the prefix: of each its first address."""
    found: dict[tuple[int, int], set[int]] = {}
    for value in values:
        if isinstance(value, str) and (one := _network(value)):
            found.setdefault((one.version, one.prefixlen), set()).add(int(one.network_address))
    return found


def _network(text: str) -> _Network | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:  # the OCID of a network
        return None


def _is_within(text: str, known: Mapping[tuple[int, int], set[int]]) -> bool:
    network = _network(text)
    return network is not None and any(
        version == network.version
        and length <= network.prefixlen
        and int(network.supernet(new_prefix=length).network_address) in addresses
        for (version, length), addresses in known.items()
    )


def is_ignored(database: Block | None, path: str) -> bool:
    """True if the lifecycle has Terraform ignore changes of an argument, which may be inside of a block."""
    for block in database.nested("lifecycle") if database else ():
        given = block.arguments.get("ignore_changes")
        if isinstance(given, Expression) and given.source == "all":
            return True
    return any(is_at(path, one.replace("[0]", "")) for one in ignored(database))


def ignored(database: Block | None) -> tuple[str, ...]:
    """The arguments whose changes the lifecycle has Terraform ignore."""
    for block in database.nested("lifecycle") if database else ():
        given = block.arguments.get("ignore_changes")
        if isinstance(given, Expression) and given.source == "all" and database:
            return (*database.arguments, "encryption_key")
        if isinstance(given, tuple):
            return tuple(one.source if isinstance(one, Expression) else str(one) for one in given)
    return ()
