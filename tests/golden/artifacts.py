"""Everything in the repository that is made from something else in it."""

from __future__ import annotations

from pathlib import Path

from generator.generate import generate
from generator.publish.contents import contents_of
from generator.publish.manifest import Manifest, Provenance
from generator.publish.names import MANIFEST_PATH
from generator.render.environment import environment
from generator.render.modules import MODULES, render_module
from generator.spec.json_schema import json_schema
from tests.golden import rotation

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
RENDERED = "rendered"
CORPUS_ACCOUNT_ID, EXAMPLES_ACCOUNT_ID = "123456789012", "111122223333"
# By name, where they are in the guard's corpus.
PLANS = {
    "rotate": "good/quickstart-rotate",
    "revert": "bad/quickstart-revert",
    "replace": "bad/database-replaced",
    "theirs": "good/stage-rotate-in-two-plans",
}
# The trees are the same in every version; the manifest of an example says so by not naming one.
EXAMPLES_VERSION = "0"


def example_specs() -> dict[str, Path]:
    """Each example's spec, a file or a folder, by the folder that its tree is in below `examples/`."""
    specs: dict[str, Path] = {}
    for example in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        for spec in sorted(example.glob("*.yaml")):
            specs[f"{example.name}/{RENDERED}/{spec.stem}"] = spec
        if (example / "specs").is_dir():
            specs[f"{example.name}/{RENDERED}/specs"] = example / "specs"
    return specs


def modules() -> dict[str, str]:
    """`modules/` from the templates, by path below the root."""
    env = environment()
    return {path: text for module in MODULES for path, text in render_module(env, module).items()}


def example_tree(folder: str, spec: Path) -> dict[str, str]:
    """One example's tree with its manifest, by path below the root."""
    generated = generate([str(spec)])
    problems = [f"{one.code} {one.summary}: {one.detail}" for one in generated.diagnostics]
    assert not problems, "\n".join([f"{spec} has findings:", *problems])
    files = {path: content.sha256 for path, content in contents_of(generated.tree).items()}
    provenance = Provenance(EXAMPLES_VERSION, generated.spec.digest(), generated.stack_facts())
    tree = generated.tree | {MANIFEST_PATH: Manifest(provenance, files).to_json()}
    return {f"examples/{folder}/{path}": text for path, text in tree.items()}


def example_plans() -> dict[str, str]:
    """Plans of the guard's corpus that users may try commands on, in the account of the examples, by path below the
    root."""
    made = {}
    for name, one in PLANS.items():
        plan = (ROOT / "tests" / "guard_plans" / f"{one}.json").read_text("utf-8")
        made[f"examples/plans/{name}.json"] = plan.replace(CORPUS_ACCOUNT_ID, EXAMPLES_ACCOUNT_ID)
    return made


def artifacts() -> dict[str, str]:
    """All of them, by path below the root. The examples need `modules/` to be current."""
    made = modules() | example_plans() | {"generator/spec/adbkms.schema.json": json_schema()}
    for folder, spec in example_specs().items():
        made |= example_tree(folder, spec)
    return made | rotation.comments()


def committed() -> dict[str, str]:
    """What is there of them now."""
    paths = [ROOT / "generator/spec/adbkms.schema.json", *(ROOT / "modules").rglob("*")]
    paths += (EXAMPLES / "plans").glob("*.json")
    paths += (ROOT / rotation.FOLDER).iterdir()
    paths += [path for rendered in EXAMPLES.glob(f"*/{RENDERED}") for path in rendered.rglob("*")]
    kept = [path for path in paths if path.is_file() and ".terraform" not in path.parts]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in kept}
