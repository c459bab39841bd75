"""A folder with an experiment, and the command called in it."""

import json
from pathlib import Path

import pytest

from app.command_line import main as cli
from tests.app.command_line.landscape_calls import Answer, raw


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own with an experiment, and the current one."""
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "net.json").write_text(json.dumps(raw()))
    return folder


@pytest.fixture
def talweg(folder: Path, capsys: pytest.CaptureFixture[str]) -> Answer:
    """Call the command here, with few points; answers with exit code, output and errors."""

    def talweg(*arguments: object) -> tuple[int, str, str]:
        code = cli.main(["landscape", "net.json", "--resolution", "9", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return talweg
