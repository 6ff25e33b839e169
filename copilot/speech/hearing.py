"""What to decode when: the recognizer without its thread."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

import numpy as np

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, SpeechStarted, Stage
from copilot.speech.channel import Channel, Opened, Utterance
from copilot.speech.decode import RATE, Understanding, Word
from copilot.speech.settle import Gathering, Heard, joined, share
from copilot.speech.vad import WINDOW, WINDOW_MS, Samples, VoiceNet

FIRST_INTERIM_MS = 640
INTERIM_MS = 500
INTERIM_SHARE = 4.0  # an interim pass rests this many times its own length
PAUSE_MS = 5 * WINDOW_MS  # a pause after which the final text is prepared
BREATH_MS = WINDOW_MS  # a pause in which no interim pass begins: the final text may be next
LEAD_MS = 2 * WINDOW_MS  # of the pause, heard again in front of what follows it
LONG_S = 5.0  # talk without a pause that is looked at in one piece
WAITING = 3  # groups that wait for silence to be settled; with more it no longer matters whom it delays

Spoken = SpeechStarted | SpeechEnded | Hypothesis


@dataclass(slots=True)
class _Growing:
    """What was already made of the utterance under way on a side.

    interim_at: its length in ms at the last pass. prepared: where it ended at its last pause, `text` what it said up to there.
    shown: what is not decoded again while it grows, said before shown_ms of call time (0: nothing yet). cutting_s: how long the
    pieces took that were put there since that pass.
    """

    interim_at: int = 0
    prepared: int | None = None
    text: str = ""
    shown: str = ""
    shown_ms: int = 0
    cutting_s: float = 0.0


def quietest(audio: Samples) -> int:
    """Where to cut talk without a pause: the sample amid its quietest 96 ms, neither in its first half nor its last second."""
    first, last = len(audio) // 2, len(audio) - RATE
    blocks = audio[first : first + (last - first) // WINDOW * WINDOW].reshape(-1, WINDOW)
    power = np.convolve(np.square(blocks).mean(axis=1), np.ones(3), "valid")
    return first + (int(np.argmin(power)) + 1) * WINDOW + WINDOW // 2


class Hearing:
    """Both sides of a call, one decode at a time. Belongs to one thread; settling runs on a helper thread of its own.

    Final texts come first, of the side that just stopped before the other; then what can be prepared or shown of the talk
    under way; settling waits until all are silent or too much waits. A settled text comes back when its decode is done.
    """

    def __init__(
        self,
        net: VoiceNet,
        decoder: Understanding,
        emit: Callable[[Spoken], None],
        *,
        interim: bool = True,
        settle: bool = True,
        clock: Callable[[], float] = time.monotonic,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        """wake is called on the helper thread when it has a text."""
        self._decoder, self._emit, self._clock, self._wake = decoder, emit, clock, wake
        self._interim, self._settle = interim, settle
        numbers = count(1).__next__
        self._channels = {side: Channel(side, net, numbers) for side in Side}
        self._growing = {side: _Growing() for side in Side}
        self._gathering = {side: Gathering() for side in Side}
        self._finals: list[Utterance] = []
        self._prepared: dict[int, str] = {}  # texts of those in _finals that were decoded in the pause at their end
        self._groups: deque[list[Heard]] = deque()
        self._helper: ThreadPoolExecutor | None = None
        self._settling: tuple[list[Heard], Future[list[Word]]] | None = None
        self._revisions: dict[int, int] = {}
        self._interim_texts: dict[int, str] = {}
        self._rest_until = 0.0
        self._now_ms = 0
        self.waiting_ms: int | None = None  # end of the oldest utterance that waits for its final text; read by any thread

    @property
    def now_ms(self) -> int:
        """Call time heard."""
        return self._now_ms

    @property
    def busy(self) -> bool:
        """Whether there is something to decode although no more sound came."""
        if self._settling:
            return self._settling[1].done()
        return bool(self._finals) or self._may_settle()

    def hear(self, side: Side, start_ms: int, samples: Samples | None) -> None:
        """Sound of one side that begins at start_ms; None: the sound breaks off."""
        channel = self._channels[side]
        found = channel.stop() if samples is None else channel.hear(start_ms, samples)
        self._now_ms = max(self._now_ms, channel.heard_ms)
        for item in found:
            self._note(side, item)

    def step(self) -> bool:
        """The most urgent piece of work; False when there is none."""
        if self._settling and self._settling[1].done():
            self._settled()
        if self._finals:
            self._finalize(self._most_urgent())
        elif self._interim and (channel := self._due()):
            self._show(channel)
        elif self._may_settle():
            self._settle_group()
        else:
            return False
        return True

    def finish(self, closing: Callable[[], bool] = lambda: False) -> None:
        """Ends what is under way and gives every final and settled text, until closing() says that nobody wants them."""
        for side, channel in self._channels.items():
            for item in channel.stop():
                self._note(side, item)
        while self._finals and not closing():
            self._finalize(min(self._finals, key=lambda u: u.end_ms))
        self._groups.extend(g for gathering in self._gathering.values() if (g := gathering.rest()))
        while self._groups and not closing():
            self._settle_group()
        self._settled()
        self.close()

    def use(self, decoder: Understanding) -> None:
        """Decodes with another model from now on; a settling pass under way ends with the one it began with."""
        self._decoder = decoder

    def give_up(self) -> None:
        """Nothing waits any more."""
        self._finals.clear()
        self._prepared.clear()
        self._count_waiting()

    def close(self) -> None:
        """Waits for the decode under way on the helper thread."""
        if self._helper:
            self._helper.shutdown()
            self._helper = None

    def _note(self, side: Side, item: Opened | Utterance) -> None:
        if isinstance(item, Opened):
            self._growing[side] = _Growing()
            self._emit(SpeechStarted(at_ms=self._now_ms, side=side, utterance=item.number))
            return
        growing = self._growing[side]
        if growing.prepared == item.end_ms:
            self._prepared[item.number] = growing.text
        self._finals.append(item)
        self._count_waiting()
        self._emit(item.ended(self._now_ms))

    def _count_waiting(self) -> None:
        self.waiting_ms = min((u.end_ms for u in self._finals), default=None)

    # --- final -------------------------------------------------------------------------------------------------------

    def _most_urgent(self) -> Utterance:
        """The side that just stopped first; within a side in order."""
        latest = max(self._finals, key=lambda u: u.end_ms).side
        return next(u for u in self._finals if u.side == latest)

    def _finalize(self, utterance: Utterance) -> None:
        text = self._prepared.pop(utterance.number, None)
        if text is None:
            text = self._decoder.final(utterance.audio, utterance.voiced_s)
        self._finals.remove(utterance)
        self._hypothesis(utterance, Stage.FINAL, text)
        self._count_waiting()
        self._interim_texts.pop(utterance.number, None)
        if self._settle and text:
            full = self._gathering[utterance.side].add(Heard(utterance, text))
            if full:
                self._groups.append(full)

    # --- while the talk goes on --------------------------------------------------------------------------------------

    def _due(self) -> Channel | None:
        """The side whose text is the oldest, if it is time for one."""
        due = [c for c in self._channels.values() if c.speaking and not c.doubtful and self._wants(c)]
        return max(due, key=lambda c: c.spoken_ms - self._growing[c.side].interim_at, default=None)

    def _wants(self, channel: Channel) -> bool:
        growing = self._growing[channel.side]
        if channel.silence_ms >= BREATH_MS:
            return channel.silence_ms >= PAUSE_MS and growing.prepared != channel.paused_end_ms
        if self._clock() < self._rest_until:
            return False
        return channel.spoken_ms >= FIRST_INTERIM_MS and channel.spoken_ms - growing.interim_at >= INTERIM_MS

    def _show(self, channel: Channel) -> None:
        growing = self._growing[channel.side]
        began = self._clock()
        if channel.silence_ms >= PAUSE_MS:
            utterance = channel.paused()
            growing.text = text = self._decoder.final(utterance.audio, utterance.voiced_s)
            growing.prepared = utterance.end_ms
            growing.shown, growing.shown_ms = text, utterance.end_ms - LEAD_MS if text else 0
        else:
            utterance = channel.so_far()
            heard_ms = utterance.end_ms + round(utterance.tail * 1000)
            audio = utterance.audio[-(heard_ms - growing.shown_ms) * RATE // 1000 :] if growing.shown_ms else utterance.audio
            if len(audio) > LONG_S * RATE:
                self._cut(growing, audio, heard_ms)
                growing.cutting_s += self._clock() - began
                return  # a pause may have begun meanwhile: if not, what is left is looked at next
            text = f"{growing.shown} {self._decoder.interim(audio)}".strip()
        growing.interim_at = channel.spoken_ms
        now = self._clock()
        self._rest_until = now + INTERIM_SHARE * (now - began + growing.cutting_s)
        growing.cutting_s = 0.0
        if text and text != self._interim_texts.get(utterance.number):
            self._interim_texts[utterance.number] = text
            self._hypothesis(utterance, Stage.INTERIM, text)

    def _cut(self, growing: _Growing, audio: Samples, heard_ms: int) -> None:
        """What was said up to the quietest place is not decoded again. audio: what came since the last cut, until heard_ms."""
        cut = quietest(audio)
        growing.shown = f"{growing.shown} {self._decoder.interim(audio[:cut])}".strip()
        growing.shown_ms = heard_ms - (len(audio) - cut) * 1000 // RATE

    # --- settled -----------------------------------------------------------------------------------------------------

    def _may_settle(self) -> bool:
        """Whether a group waits and settling delays nobody: all are silent, or too much waits."""
        if not self._groups:
            return False
        quiet = not any(c.speaking for c in self._channels.values())
        return self._settling is None and (quiet or len(self._groups) > WAITING)

    def _settle_group(self) -> None:
        """Gives the group that has waited longest to the helper."""
        self._settled()
        group = self._groups.popleft()
        if self._helper is None:
            self._helper = ThreadPoolExecutor(1, thread_name_prefix="settling")
        self._settling = group, self._helper.submit(self._decoder.timed, joined(group))
        self._settling[1].add_done_callback(lambda _: self._wake())

    def _settled(self) -> None:
        """Waits for the helper and gives its texts."""
        if not self._settling:
            return
        group, words = self._settling
        self._settling = None
        for heard, text in zip(group, share(words.result(), group), strict=True):
            self._hypothesis(heard.utterance, Stage.SETTLED, text)
            self._revisions.pop(heard.utterance.number)

    def _hypothesis(self, utterance: Utterance, stage: Stage, text: str) -> None:
        revision = self._revisions[utterance.number] = self._revisions.get(utterance.number, 0) + 1
        self._emit(utterance.said(stage, text, revision, self._now_ms))
