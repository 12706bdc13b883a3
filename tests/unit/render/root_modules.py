"""Root modules made up by Hypothesis: of the form that the templates of stacks rely on, with any values."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Block, Expression, Value

names = st.from_regex(r"[a-z_][a-z0-9_-]{0,11}", fullmatch=True)
references = st.sampled_from([Expression("var.a"), Expression('can(regex("[{(]", "${module.b.arn}"))')])
expressions = references | st.just(Expression('sort(module.a.ids) == sort([\n  "a",\n  "b = c {",\n])'))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | numbers | st.text() | expressions,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)
arguments = st.dictionaries(names, values, max_size=3)
texts = st.lists(st.text(), max_size=2).map(tuple)
blocks = st.recursive(
    st.builds(Block, names, texts, arguments),
    lambda inner: st.builds(Block, names, texts, arguments, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=4,
)


_label = st.tuples(st.text())
_no_labels: st.SearchStrategy[tuple[str, ...]] = st.just(())
_no_comments: st.SearchStrategy[tuple[str, ...]] = st.just(())
_no_blocks: st.SearchStrategy[tuple[Block, ...]] = st.just(())


def _some(block: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(block, max_size=2).map(tuple)


def _with(required: dict[str, st.SearchStrategy[Value]]) -> st.SearchStrategy[dict[str, Value]]:
    return st.builds(lambda given, others: given | others, st.fixed_dictionaries(required), arguments)


def _block(
    type: str,
    labels: st.SearchStrategy[tuple[str, ...]],
    required: dict[str, st.SearchStrategy[Value]],
    inner: st.SearchStrategy[tuple[Block, ...]] = _no_blocks,
    comments: st.SearchStrategy[tuple[str, ...]] = _no_comments,
) -> st.SearchStrategy[Block]:
    return st.builds(Block, st.just(type), labels, _with(required), inner, comments)


_module_calls = _some(
    st.builds(
        lambda call, version: Block(call.type, call.labels, version | dict(call.arguments), (), call.comments),
        _block("module", _label, {"source": st.text()}, comments=texts),
        st.fixed_dictionaries({}, optional={"version": st.text()}),
    )
)
_lifecycles = st.builds(
    Block,
    st.just("lifecycle"),
    _no_labels,
    st.fixed_dictionaries(
        {}, optional={"prevent_destroy": st.booleans(), "ignore_changes": st.lists(references).map(tuple)}
    ),
    _some(_block("postcondition", _no_labels, {})),
)
_identifiers = st.text() | references
_encryption_keys = _block(
    "encryption_key",
    _no_labels,
    {
        "autonomous_database_provider": st.sampled_from(["AWS", "ORACLE_MANAGED"]),
        "key_arn": _identifiers,
        "arn_role": _identifiers,
    },
)
_databases = _block(
    "resource",
    st.tuples(st.just("oci_database_autonomous_database"), st.text()),
    {"compartment_id": st.text()},
    st.tuples(blocks, _encryption_keys, _lifecycles).flatmap(st.permutations).map(tuple),
    texts,
)
_terraform = st.builds(
    lambda version, source: Block(
        "terraform",
        (),
        {"required_version": version},
        (Block("required_providers", (), {"aws": {"source": source, "version": version}}),),
    ),
    st.text(),
    st.text(),
)
_providers = _block(
    "provider",
    _label,
    {"region": st.text()},
    _some(_block("assume_role", _no_labels, {}) | _block("default_tags", _no_labels, {})),
)
_outputs = st.builds(
    lambda name, description, value: Block("output", (name,), {"description": description, "value": value}),
    st.text(), st.text(), references,
)  # fmt: skip
_moved = st.builds(lambda old, new: Block("moved", (), {"from": old, "to": new}), references, references)
_imports = st.builds(lambda to, id: Block("import", (), {"to": to, "id": id}), references, st.text())

root_modules = st.builds(
    RootModule,
    name=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
    account_id=st.just("111122223333"),
    oci_region=st.just("us-ashburn-1"),
    terraform=_terraform,
    backend=_some(st.builds(Block, st.just("terraform"), _no_labels, st.just({}), _some(blocks))),
    providers=_some(_providers),
    keys=_module_calls,
    policies=_module_calls,
    roles=_module_calls,
    databases=_some(_databases),
    variables=_some(_block("variable", _label, {"description": st.text()})),
    outputs=_some(_outputs),
    moved=_some(_moved),
    removed=_some(st.builds(Block, st.just("removed"), _no_labels, _with({"from": references}), _some(blocks))),
    imports=_some(_imports),
    tests=_some(blocks),
    modules=st.just(()),
    protected=st.just(()),
    histories=st.just({}),
)
