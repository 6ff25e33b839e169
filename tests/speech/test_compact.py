import struct
from pathlib import Path

import numpy as np
import pytest

from copilot.speech import compact

RANDOM = np.random.default_rng(7)
MATRIX = RANDOM.normal(size=(5, 4)).astype("<f2")
BIAS = RANDOM.normal(size=5).astype("<f2")
POSITIONS = RANDOM.normal(size=(3, 4)).astype("<f2")


def model(version: int = 6) -> bytes:
    """A model of three variables and an alias, as ctranslate2.specs writes it."""

    def named(text: str) -> bytes:
        return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"

    rows = {"layer/weight": MATRIX, "layer/bias": BIAS, "decoder/position_encodings/weight": POSITIONS}
    out = struct.pack("<I", version) + named("WhisperSpec") + struct.pack("<II", 3, len(rows))
    for name, value in rows.items():
        out += named(name) + struct.pack(f"<B{value.ndim}I", value.ndim, *value.shape)
        out += struct.pack("<BI", 4, value.nbytes) + value.tobytes()
    return out + struct.pack("<I", 1) + named("projection/weight") + named("layer/weight")


@pytest.fixture
def written(tmp_path: Path):
    (tmp_path / "half").write_bytes(model())
    compact.compact_weights(tmp_path / "half", tmp_path / "small")
    with (tmp_path / "small").open("rb") as file:
        return compact._read(file)


def test_matrices_are_kept_in_8_bits_with_a_scale_per_row(written):
    _, _, variables, _ = written
    small, scale = variables["layer/weight"], variables["layer/weight_scale"]
    assert (small.dtype, scale.dtype, scale.shape) == (np.int8, np.float32, (5,))
    assert np.abs(small / scale[:, None] - MATRIX).max() <= 0.51 / scale.min()
    assert (np.abs(small).max(axis=1) == 127).all()


def test_the_rest_stays_what_it_was(written):
    name, revision, variables, _ = written
    assert (name, revision, len(variables)) == ("WhisperSpec", 3, 4)
    assert np.array_equal(variables["layer/bias"], BIAS.astype(np.float32))
    assert np.array_equal(variables["decoder/position_encodings/weight"], POSITIONS.astype(np.float32))


def test_a_shared_matrix_shares_its_scale(written):
    assert written[3] == {"projection/weight": "layer/weight", "projection/weight_scale": "layer/weight_scale"}


@pytest.mark.parametrize("content", [b"", b"not a model at all", model()[:-3], model()[:60], model(version=5)])
def test_what_is_no_such_model_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "half").write_bytes(content)
    with pytest.raises(ValueError, match=r".+"):
        compact.compact_weights(tmp_path / "half", tmp_path / "small")
    assert not (tmp_path / "small").exists()
