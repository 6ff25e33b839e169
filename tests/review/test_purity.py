import subprocess
import sys

_CODE = """
import sys
import copilot.review.build, copilot.review.export, copilot.review.importers, copilot.review.invite
print(*({"numpy", "PySide6", "onnxruntime", "faster_whisper", "sounddevice", "av", "scipy"} & sys.modules.keys()))
"""


def test_the_room_needs_no_native_library():
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""
