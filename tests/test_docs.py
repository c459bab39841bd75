"""The documentation: links lead somewhere, commands and programs run as they stand, what is named exists."""

import io
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from app.command_line import main as command_line
from app.kit import files
from core.backend import jax
from core.data.catalogue import DATASETS
from core.landscape import read
from core.optimizers import OPTIMIZERS
from core.surface.catalogue import SURFACES
from tests.folders import ROOT

README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
PAGES = [README, CONTRIBUTING, ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md"))]
OF_THE_CODE = [CONTRIBUTING, ROOT / "docs" / "how-it-works.md"]
"""The pages that name files, functions and classes."""


def each(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=[page.stem for page in pages])


class Block(NamedTuple):
    """A fenced block: its language, the file that it is the text of, or "", and its text."""

    language: str
    file: str
    text: str


def blocks(page: Path) -> list[Block]:
    fenced = re.compile(r"^```(\w*) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    return [Block(*found) for found in fenced.findall(page.read_text(encoding="utf-8"))]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


# --- links --------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """What links to the headings of the page are called on GitHub."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    """The targets of links and pictures, without web addresses."""
    targets = re.findall(r"\]\(\s*([^)\s]+)\s*\)", prose(page))
    return [target for target in targets if not target.startswith("https://")]


def linked_files(page: Path) -> set[Path]:
    paths = (link.partition("#")[0] for link in links(page))
    return {(page.parent / path).resolve() for path in paths if path}


@each(PAGES)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [README]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting += [file for file in linked_files(page) if file.suffix == ".md" and file not in reached]
    assert reached == set(PAGES)


def test_every_picture_is_shown() -> None:
    shown = {file for page in PAGES for file in linked_files(page) if file.suffix == ".png"}
    assert shown == set(ROOT.glob("resources/pictures/*.png"))


def test_the_readme_is_one_page_and_says_how_to_begin() -> None:
    readme = README.read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 110
    assert "\npython3 dev.py run " in readme
    assert "\npython3 dev.py test " in readme


# --- commands, files and programs ---------------------------------------------------------------------------

SMALL = {"steps": 20, "epochs": 2, "samples": 40}
"""Experiments have so many when they are run here: their own numbers would take minutes."""
SMALL_LANDSCAPE = ("--resolution", "5")


@each(PAGES)
def test_what_a_page_shows_works(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for block in blocks(page):
        if block.language == "json" or block.file:
            Path(block.file).write_text(block.text, encoding="utf-8")
        if block.language == "json":
            files.read_experiment(Path(block.file))
            make_small(Path(block.file))
        elif block.language == "sh":
            run_commands(block.text)
        elif block.language == "python":
            run_program(block.text, page)


def make_small(file: Path) -> None:
    told = json.loads(file.read_text(encoding="utf-8"))
    if told["kind"] == "surface":
        told["steps"] = SMALL["steps"]
    else:
        told["epochs"] = SMALL["epochs"]
        if told["dataset"]["name"] in DATASETS:
            told["dataset"]["samples"] = SMALL["samples"]
    file.write_text(json.dumps(told), encoding="utf-8")


def run_commands(text: str) -> None:
    for line in text.splitlines():
        program, *words = shlex.split(line, comments=True) or [""]
        if program == "talweg":
            run_talweg(words)
        elif program == "python3":
            assert words[0] == "dev.py"
            assert words[1] in commands_of_dev()
        elif program == "python":  # the examples are run in test_examples
            assert (ROOT / words[0]).is_file()
        else:
            assert not program, f"{program} is not known here"


def run_talweg(words: list[str]) -> None:
    """Run a command; what it prints goes where `> FILE` says."""
    words, target = (words[:-2], Path(words[-1])) if words[-2:-1] == [">"] else (words, None)
    if words[0] == "show":  # would open a window, and stay until that is closed
        command_line._parser().parse_args(words)
        files.read_experiment(ROOT / words[1] if (ROOT / words[1]).exists() else Path(words[1]))
        return
    if "--processes" in words:  # test_landscape starts such, as they need interpreters of their own
        command_line._parser().parse_args(words)
        return
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert code_of([*words, *(SMALL_LANDSCAPE if words[0] == "landscape" else ())]) == 0, words
    outputs = [Path(name) for option, name in pairwise(words) if option == "-o"]
    assert bool(printed.getvalue()) != bool(outputs)
    assert all(output.stat().st_size for output in outputs)
    if target:
        target.write_text(printed.getvalue(), encoding="utf-8")
        files.read_experiment(target)
        make_small(target)


def code_of(words: list[str]) -> object:
    try:
        return command_line.main(words)
    except SystemExit as end:  # argparse ends so when it has printed help
        return end.code


@cache
def commands_of_dev() -> set[str]:
    (listed,) = re.findall(r"commands = \{(.*?)\}", (ROOT / "dev.py").read_text(encoding="utf-8"))
    return set(re.findall(r'"(\w+)":', listed))


def run_program(text: str, page: Path) -> None:
    printed = io.StringIO()
    # Programs of others need not be as strict about ranks as the tests of Talweg's own code.
    with redirect_stdout(printed), jax.numpy_rank_promotion("allow"):
        exec(compile(text, page.name, "exec"), {"__name__": "__main__"})
    assert printed.getvalue()
    if "own.npz" in text:
        found = read(Path("own.npz"))
        assert found.training.shape == (51, 51)
        assert np.isfinite(found.training).all()


def test_every_command_is_described() -> None:
    (chosen,) = (action for action in command_line._parser()._actions if action.choices)
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for name, parser in chosen.choices.items():
        assert f"talweg {name}" in text
        for option in (option for action in parser._actions for option in action.option_strings):
            assert option in ("-h", "--help", "--output") or f"{option}" in text, option


def test_counts_are_right() -> None:
    counts = {"surfaces": len(SURFACES), "data sets": len(DATASETS), "optimizers": len(OPTIMIZERS)}
    told = {
        found
        for page in PAGES
        for found in re.findall(r"\b(\d+) (surfaces|data sets|optimizers)\b", prose(page))
    }
    assert {what for _, what in told} >= {"surfaces", "data sets"}
    assert all(int(count) == counts[what] for count, what in told), told


# --- names of the code --------------------------------------------------------------------------------------

FOREIGN = {"QWidget", "grab", "save", "png", "get_weights", "__array_namespace__"}
"""Names of other libraries and formats."""


@cache
def known_names() -> set[str]:
    """Whatever the code defines, its modules and folders, and its literals that are names, as "gru" is."""
    defined = re.compile(r'\b(?:def|class)\s(\w+)|\b(\w+)\s?[:=]|"(\w+)"')
    names = set(FOREIGN)
    for file in [
        ROOT / "dev.py",
        *(file for top in ("app", "core", "tests") for file in (ROOT / top).rglob("*.py")),
    ]:
        names |= {file.stem, *file.parent.relative_to(ROOT).parts}
        names |= {name for found in defined.findall(file.read_text(encoding="utf-8")) for name in found}
    return names


def code_in(text: str) -> Iterator[str]:
    yield from (" ".join(found.split()) for found in re.findall(r"`([^`]+)`", text))


@each(OF_THE_CODE)
def test_named_files_exist(page: Path) -> None:
    drawings = "\n".join(block.text for block in blocks(page) if block.language == "text")
    named = {
        code
        for code in (*code_in(prose(page)), *re.findall(r"[\w/.]+\.py\b", drawings))
        if re.fullmatch(r"[\w./*-]+", code) and ("/" in code or re.search(r"\.(py|md|toml|ts|qm)$", code))
    }
    assert named
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    named -= {name for name in named if name.split("/")[0] in ignored}  # made when something is run
    assert sorted(name for name in named if not list(ROOT.glob(name.rstrip("/")))) == []


@each(OF_THE_CODE)
def test_named_functions_and_classes_exist(page: Path) -> None:
    drawings = "\n".join(block.text for block in blocks(page) if block.language == "text")
    in_prose = [
        code.removesuffix("()")
        for code in code_in(prose(page))
        if re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(\(\))?", code) and not list(ROOT.glob(code))
    ]
    in_drawings = re.findall(
        r"[\w.]+(?=\()|\b[A-Z][a-z]+[A-Z]\w*|\b[a-z]+_\w+", re.sub(r"\S+\.py\b", "", drawings)
    )
    parts = {part for name in (*in_prose, *in_drawings) for part in name.strip(".").split(".")}
    assert sorted(parts - known_names()) == []


def test_the_drawing_has_the_layers_that_the_checks_hold() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {contract["name"]: contract.get("layers", []) for contract in settings["contracts"]}
    held = [
        {name.rpartition(".")[2] for name in layer.split(" | ")}
        for layer in (*layers["the app stands in layers"], *layers["core stands in layers"])
    ]
    drawing = next(block.text for block in blocks(CONTRIBUTING) if block.language == "text")
    columns = [re.split(r"\s{2,}", line[7:])[0] for line in drawing.splitlines()]
    assert [set(re.findall(r"\w+", names)) for names in columns if names] == held
