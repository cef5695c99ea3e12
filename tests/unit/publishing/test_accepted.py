"""What a release says of itself is accepted by programs of others, and read as it is meant."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import python_calamine

from foistats.publishing.folders import release_folder
from foistats.publishing.freezing import freeze
from foistats.workspace import Workspace
from tests.unit.publishing.test_release import ON, a_workspace, copied


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with a hidden count, and with figures that lack a force."""
    root = tmp_path_factory.mktemp("accepted")
    freeze(a_workspace(root), "thefts", by="A. Person", made_on=ON)
    return root


@pytest.fixture
def others() -> None:
    """They are in a group of their own: pandera loads what is installed in each run."""
    programs = [Path(sys.executable).with_name(one) for one in ("frictionless", "csvwvalidate")]
    if not all(program.exists() for program in programs):
        pytest.skip("frictionless and csvw are not installed; `uv run --group accepted` has them")


def ran(program: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(program)), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("others")
def test_frictionless_accepts_the_data_package_and_refuses_a_wrong_one(
    released: Path, tmp_path: Path
) -> None:
    folder = copied(released, tmp_path)
    done = ran("frictionless", "validate", "datapackage.json", "--json", folder=folder)
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert report["stats"]["tasks"] == 6
    # The total that a change compares is gone: the foreign key says so.
    table = folder / "totals.csv"
    lines = table.read_bytes().splitlines(keepends=True)
    table.write_bytes(b"".join(lines[:1] + lines[2:]))
    done = ran("frictionless", "validate", "datapackage.json", "--json", folder=folder)
    errors = [
        error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]
    ]
    assert set(errors) == {"foreign-key"}


@pytest.mark.usefixtures("others")
def test_csv_on_the_web_is_accepted_and_a_wrong_value_refused(
    released: Path, tmp_path: Path
) -> None:
    folder = copied(released, tmp_path)
    done = ran("csvwvalidate", "csv-metadata.json", folder=folder)
    assert (done.returncode, done.stdout.strip()) == (0, "OK"), done.stdout
    table = folder / "totals.csv"
    table.write_bytes(table.read_bytes().replace(b"2016-04-01", b"1 April 2016"))
    done = ran("csvwvalidate", "csv-metadata.json", folder=folder)
    assert "OK" not in done.stdout.split()


def values(path: Path) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(("ending", "to"), [("ods", "xlsx"), ("xlsx", "ods")])
def test_a_workbook_that_libreoffice_saved_anew_has_the_same_values(
    released: Path, tmp_path: Path, ending: str, to: str
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice on this machine")
    book = release_folder(Workspace(released), "thefts", 1) / f"thefts.{ending}"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(tmp_path), book]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    was, now = values(book), values(tmp_path / f"thefts.{to}")
    assert len(was) == 9
    assert now == was
