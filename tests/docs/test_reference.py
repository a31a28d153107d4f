"""The reference pages say what the code says, and the README's examples run."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
assert spec is not None
assert spec.loader is not None
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)


@pytest.mark.parametrize("page", sorted(generate.PAGES))
def test_every_command_setting_and_error_is_documented(page: str) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == generate.PAGES[page](), "run: python docs/generate.py"


def test_the_code_reads_no_setting_that_is_not_documented() -> None:
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for name in set(re.findall(r"HARMTRACE_[A-Z_]+", source)):
        assert f"`{name}`" in written, name


def test_the_examples_of_the_readme_run(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^    (harmtrace .+)$", readme, re.MULTILINE)
    assert len(examples) >= 5
    (tmp_path / "reports").mkdir()
    text = (ROOT / "examples" / "seed" / "seed.txt").read_text(encoding="utf-8")
    (tmp_path / "reports" / "seed.txt").write_text(text, encoding="utf-8")
    for example in examples:
        words = shlex.split(example)[1:]
        if words[0] == "serve":
            continue
        result = subprocess.run([sys.executable, "-m", "harmtrace", *words], cwd=tmp_path, capture_output=True)
        assert result.returncode == 0, (example, result.stderr.decode())


def test_links_of_the_documentation_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
