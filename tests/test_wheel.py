"""What a user installs: the wheel alone, in a clean environment, far from the source tree."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("codebook", "coders", "warehouse", "flows", "examples")
CODE = {".py", ".pyc"}


def run(*command: str | Path, cwd: Path, stdin: str = "") -> str:
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    for name in PACKAGES:
        copytree(ROOT / name, source / name, ignore=ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", source / "dist", cwd=source)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel; the dependencies are lent by the one that runs the tests."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home)
    pip = [sys.executable, "-m", "pip", "-q", "--python", home / "bin" / "python"]
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=home)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    return home


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file()]
    data = {path.relative_to(ROOT).as_posix() for path in files if path.suffix not in CODE}
    data = {f"flows/{name}" if name.startswith("examples/") else name for name in data}
    assert {name for name in data if "/." not in name} - inside == set()
    assert any(name.startswith("coders/pipelines/sr/") for name in inside)
    assert not [name for name in inside if name.endswith(".pyc") or name.startswith("tests/")]


def test_installed_command_codes_a_text_from_anywhere(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "bin" / "python", "-c", "import coders; print(coders.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed)
    lines = [
        {"text": "Der deutsche Bundeskanzler traf am Montag den französischen Präsidenten.", "lang": "de"},
        {"text": "Председник Србије састао се у понедељак са премијером Мађарске.", "lang": "sr"},
        {"text": "The Turkish president met the Greek prime minister in Athens on Monday.", "lang": "en"},
    ]
    given = "\n".join(json.dumps({**line, "published": "2024-10-16"}) for line in lines)
    answers = run(installed / "bin" / "whowhom", "code", cwd=tmp_path, stdin=given).splitlines()
    events = [json.loads(line)["events"] for line in answers]
    assert [any(one["date"] == "2024-10-14" for one in found) for found in events] == [True, True, True]


def test_installed_command_finds_the_examples(installed: Path, tmp_path: Path) -> None:
    program = "from flows.cli.running import _examples; print(_examples())"
    folder = Path(run(installed / "bin" / "python", "-c", program, cwd=tmp_path).strip())
    assert folder.is_relative_to(installed)
    assert (folder / "de.jsonl").is_file()
