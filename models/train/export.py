"""Exports OUT/net.pt as int8 ONNX with tokenizer and label file.

    python export.py WEIGHTS OUT/net.pt MODEL_DIR [--calibration calibration.json]

Without a calibration every label is decided at a logit of 0.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from net import CONTEXT_TOKENS, TEXT_TOKENS, Exported, SignalNet
from onnxruntime.quantization import QuantType, quantize_dynamic
from rows import LABELS


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("net", type=Path)
    parser.add_argument("model_dir", type=Path)
    parser.add_argument("--calibration", type=Path)
    args = parser.parse_args()
    state = torch.load(args.net)
    net = SignalNet(args.weights)
    net.load_state_dict(state.get("averaged", state))
    args.model_dir.mkdir(parents=True, exist_ok=True)
    to_onnx(Exported(net).eval(), args.model_dir / "model.onnx")
    shutil.copyfile(args.weights / "tokenizer.json", args.model_dir / "tokenizer.json")
    calibration = json.loads(args.calibration.read_text()) if args.calibration else {}
    write_labels(args.model_dir / "signals.json", calibration)


def to_onnx(module: Exported, path: Path) -> None:
    example = (torch.randint(1000, 9000, (2, 12)), torch.ones(2, 12, dtype=torch.long), torch.ones(2, 12, dtype=torch.long))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {n: {0: "batch", 1: "tokens"} for n in (*names, "evidence", "middle")} | {
        n: {0: "batch"} for n in ("logits", "embedding")
    }
    to_eight_bits(module, example, path, names, ["logits", "evidence", "embedding", "middle"], axes)


def to_eight_bits(
    module: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module,
            example,
            plain,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


def write_labels(path: Path, calibration: dict) -> None:
    rows = [{"id": label, "threshold": 0.0, "slope": 1.0, **calibration.get(label, {})} for label in LABELS]
    card = {"context_tokens": CONTEXT_TOKENS, "text_tokens": TEXT_TOKENS, "labels": rows}
    path.write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
