import pytest

from copilot.errors import KnownError
from copilot.store.paths import call_file, find_paths


def test_one_variable_moves_everything(tmp_path):
    paths = find_paths({"MONEYTIME_HOME": str(tmp_path / "home")}).ready()
    for folder in (paths.data, paths.config, paths.cache, paths.calls):
        assert folder.is_relative_to(tmp_path / "home")
        assert folder.stat().st_mode & 0o777 == 0o700


def test_without_it_the_platform_decides():
    assert find_paths({}).data.name == "moneytime"


def test_a_file_in_the_way_gets_a_sentence(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(KnownError, match="MONEYTIME_HOME"):
        find_paths({"MONEYTIME_HOME": str(tmp_path)}).ready()


@pytest.mark.parametrize("call_id", ["", "../x", "a/b", "a\\b", ".hidden", "x" * 200, "a\x00", "a\n"])
def test_an_id_cannot_leave_its_folder(tmp_path, call_id):
    with pytest.raises(KnownError):
        call_file(tmp_path, call_id, ".jsonl")
