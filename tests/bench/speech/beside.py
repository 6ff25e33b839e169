"""A streaming library on the same sound: PYTHON beside.py SOUND.npy MODEL_FOLDER, run by an interpreter that has

whisper-streaming (0.1.0: --no-deps, with faster-whisper and opus-fast-mosestokenizer). Simulated time: each pass takes the
processor time it took. Prints one JSON object: text, latency_s of each word from its end, cpu_s, max_rss_mb.
"""

import json
import resource
import sys
import time

import numpy as np
from whisper_streaming import ASRProcessor, AudioReceiver, Backend, TimeTrimming
from whisper_streaming.backend import (
    FasterWhisperFeatureExtractorConfig,
    FasterWhisperModelConfig,
    FasterWhisperTranscribeConfig,
)

RATE = 16_000
CHUNK_S = 1.0  # its own usual step
BUFFER_S = 15.0


class Nothing(AudioReceiver):
    """The sound is handed over by the simulation."""

    def _do_receive(self) -> None:
        return None

    def _do_close(self) -> None: ...


def main() -> None:
    sound = np.load(sys.argv[1])
    processor = ASRProcessor(
        ASRProcessor.ProcessorConfig(RATE, 200, 1.0, audio_trimming=TimeTrimming(BUFFER_S), language="en"),
        Nothing(),
        [],
        Backend.FASTER_WHISPER,
        FasterWhisperModelConfig(sys.argv[2], device="cpu", compute_type="int8", cpu_threads=1),
        FasterWhisperTranscribeConfig(),
        FasterWhisperFeatureExtractorConfig(),
    )
    now = heard = spent = 0.0
    text: list[str] = []
    latency: list[float] = []
    while heard < len(sound) / RATE:
        now = max(now, heard + CHUNK_S)
        began = time.process_time()
        words = processor._process(sound[int(heard * RATE) : int(now * RATE)])
        took = time.process_time() - began
        heard = now
        now += took
        spent += took
        if words is not None:
            text.append(words.word)
            latency += [now - words.end] * len(words.word.split())
    found = {
        "text": "".join(text),
        "latency_s": latency,
        "cpu_s": spent,
        "max_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(found))


main()
