"""What a run cost: processor time, wall time, memory."""

import sys
import time


class Meter:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._cpu = time.process_time()
        self._wall = time.monotonic()

    def read(self, audio_ms: int) -> dict[str, float]:
        """audio_s, cpu_s (all threads), wall_s, max_rss_mb (peak of the process so far; 0 where the system does not say)."""
        return {
            "audio_s": round(audio_ms / 1000, 3),
            "cpu_s": round(time.process_time() - self._cpu, 3),
            "wall_s": round(time.monotonic() - self._wall, 3),
            "max_rss_mb": round(_peak_mb(), 1),
        }


def _peak_mb() -> float:
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
