"""Ten seconds before a call: is each side really heard? The judgement; `preflight_run` makes it on the devices."""

import numpy as np

from copilot.audio.findings import VOICE_UNTIL_MS, Check, Finding, Stage, Verdict
from copilot.audio.frames import WINDOW, AudioFrame
from copilot.audio.levels import FLOOR_DB, dbfs, peak
from copilot.audio.tone import tone_amplitude
from copilot.audio.watchdog import SOUND_PEAK
from copilot.call.catalogue import Side
from copilot.call.rules import Text

QUIET_UNTIL_MS = 2000
TONE_UNTIL_MS = 4500
_TONE_FRAMES = 8
_LEAST_TONE = 3e-4
_OVER_QUIET = 4.0  # the tone against what was at its pitch before
_VOICE_FRAMES = 12
_VOICE_OVER_NOISE_DB = 12.0
_LEAST_VOICE_DB = -58.0
_QUIET_VOICE_DB = -42.0
_NOISY_DB = -48.0
_CLIPPED = 0.985
_CLIPPED_SHARE = 0.001
_WIDE = 16_000  # samples per second: with less the voice is that of a telephone


class Preflight:
    """The judgement: fed with frames of both sides, asked for findings. Pure; one thread at a time."""

    def __init__(self) -> None:
        self._level: dict[Side, list[float]] = {Side.YOU: [], Side.THEM: []}
        self._before: dict[Side, list[float]] = {Side.YOU: [], Side.THEM: []}
        self._during: dict[Side, list[float]] = {Side.YOU: [], Side.THEM: []}
        self._voice: list[float] = []
        self._loudest = 0.0
        self._clipped = 0
        self._spoken = 0
        self._rate = _WIDE

    def feed(self, frame: AudioFrame, rate: int = _WIDE) -> None:
        """rate: samples per second that its device delivers."""
        stage = self._stage_at(frame.start_ms)
        if stage is Stage.QUIET:
            self._before[frame.side].append(tone_amplitude(frame.samples))
            self._level[frame.side].append(dbfs(frame.samples))
        elif stage is Stage.TONE:
            self._during[frame.side].append(tone_amplitude(frame.samples))
        if frame.side is Side.YOU:
            self._rate = rate
            self._loudest = max(self._loudest, peak(frame.samples))
            if stage in (Stage.VOICE, Stage.DONE):
                self._hear_voice(frame)

    def stage(self, now: int) -> Stage:
        """now: ms since the start. DONE as soon as a voice was heard."""
        return Stage.DONE if self._heard_voice() else self._stage_at(now)

    def findings(self, now: int) -> tuple[Finding, ...]:
        """What can be said by now."""
        stage = self.stage(now)
        found: list[Finding] = []
        if stage in (Stage.VOICE, Stage.DONE):
            found += [self._system_audio(), *self._echo(), *self._noise()]
        if stage is Stage.DONE:
            found += self._microphone()
        return tuple(found)

    def _stage_at(self, ms: int) -> Stage:
        if ms < QUIET_UNTIL_MS:
            return Stage.QUIET
        if ms < TONE_UNTIL_MS:
            return Stage.TONE
        return Stage.VOICE if ms < VOICE_UNTIL_MS else Stage.DONE

    def _noise_floor(self) -> float:
        levels = self._level[Side.YOU]
        return float(np.median(levels)) if levels else FLOOR_DB

    def _hear_voice(self, frame: AudioFrame) -> None:
        level = dbfs(frame.samples)
        if level > max(_LEAST_VOICE_DB, self._noise_floor() + _VOICE_OVER_NOISE_DB):
            self._voice.append(level)
            self._spoken += WINDOW
            self._clipped += int(np.count_nonzero(np.abs(frame.samples) >= _CLIPPED))

    def _heard_voice(self) -> bool:
        return len(self._voice) >= _VOICE_FRAMES

    def _tone(self, side: Side) -> float:
        """Its amplitude on that side, 0.0 when it was not heard."""
        before = float(np.median(self._before[side])) if self._before[side] else 0.0
        least = max(_LEAST_TONE, _OVER_QUIET * before)
        heard = [amplitude for amplitude in self._during[side] if amplitude > least]
        return float(np.median(heard)) if len(heard) >= _TONE_FRAMES else 0.0

    def _system_audio(self) -> Finding:
        if self._tone(Side.THEM):
            return Finding(
                Check.SYSTEM_AUDIO,
                Verdict.GOOD,
                Text("The sound of this computer is heard.", "Le son de l'ordinateur est bien entendu."),
            )
        if not self._level[Side.THEM] and not self._during[Side.THEM]:
            return Finding(
                Check.SYSTEM_AUDIO,
                Verdict.FAILED,
                Text(
                    "The sound of this computer cannot be recorded. Check that an output is plugged in and chosen.",
                    "Le son de l'ordinateur ne peut pas être capté. Vérifiez qu'une sortie est branchée et choisie.",
                ),
            )
        return Finding(
            Check.SYSTEM_AUDIO,
            Verdict.FAILED,
            Text(
                "A tone was played and not heard. Check which output is the system's default, and that recording is allowed.",
                "Un son a été joué sans être entendu. Vérifiez la sortie par défaut et l'autorisation d'enregistrer.",
            ),
        )

    def _echo(self) -> list[Finding]:
        there, here = self._tone(Side.THEM), self._tone(Side.YOU)
        if not there:
            return []
        if not here:
            say = Text("The microphone does not hear your speakers.", "Le micro n'entend pas vos enceintes.")
            return [Finding(Check.ECHO, Verdict.GOOD, say)]
        say = Text(
            "The microphone hears your speakers. It is cancelled, but headphones are safer.",
            "Le micro entend vos enceintes. L'écho est retiré, mais un casque est plus sûr.",
        )
        return [Finding(Check.ECHO, Verdict.WARNING, say, float(20 * np.log10(here / there)))]

    def _noise(self) -> list[Finding]:
        if not self._level[Side.YOU]:
            return []
        floor = self._noise_floor()
        if floor <= _NOISY_DB:
            return [Finding(Check.NOISE, Verdict.GOOD, Text("The room is quiet.", "La pièce est calme."), floor)]
        say = Text("The room is noisy: come closer to the microphone.", "La pièce est bruyante : rapprochez-vous du micro.")
        return [Finding(Check.NOISE, Verdict.WARNING, say, floor)]

    def _microphone(self) -> list[Finding]:
        if not self._heard_voice():
            return [Finding(Check.MICROPHONE, Verdict.FAILED, self._why_no_voice())]
        level = float(np.percentile(self._voice, 75))
        found = [self._heard_as(level)]
        if level < _QUIET_VOICE_DB:
            say = Text(
                "Your voice is faint: raise the microphone's level.", "Votre voix est faible : montez le niveau du micro."
            )
            found.append(Finding(Check.LEVEL, Verdict.WARNING, say, level))
        else:
            found.append(Finding(Check.LEVEL, Verdict.GOOD, Text("The level is right.", "Le niveau est bon."), level))
        if self._clipped > _CLIPPED_SHARE * self._spoken:
            say = Text("Your voice is distorted: lower the microphone's level.", "Votre voix sature : baissez le niveau.")
            found.append(Finding(Check.CLIPPING, Verdict.WARNING, say))
        else:
            found.append(Finding(Check.CLIPPING, Verdict.GOOD, Text("No distortion.", "Pas de saturation.")))
        return found

    def _heard_as(self, level: float) -> Finding:
        if self._rate >= _WIDE:
            say = Text("Your voice is heard.", "Votre voix est bien entendue.")
            return Finding(Check.MICROPHONE, Verdict.GOOD, say, level)
        say = Text(
            "Your voice is heard, but as over a telephone: some words will be lost."
            " Take the computer's own microphone, or a cable instead of Bluetooth.",
            "Votre voix est entendue, mais comme au téléphone : des mots se perdront."
            " Prenez le micro de l'ordinateur, ou un câble au lieu du Bluetooth.",
        )
        return Finding(Check.MICROPHONE, Verdict.WARNING, say, level)

    def _why_no_voice(self) -> Text:
        if not self._level[Side.YOU] and not self._during[Side.YOU]:
            return Text(
                "No microphone can be recorded. Plug one in, or allow Money Time to use it.",
                "Aucun micro ne peut être capté. Branchez-en un, ou autorisez Money Time à l'utiliser.",
            )
        if self._loudest <= SOUND_PEAK:
            return Text(
                "The microphone opens but delivers silence. Is it muted, on its own switch or in the system?",
                "Le micro s'ouvre mais ne donne que du silence. Est-il coupé, sur son bouton ou dans le système ?",
            )
        return Text(
            "No voice was heard. Say a word closer to the microphone, or choose another one.",
            "Aucune voix n'a été entendue. Dites un mot plus près du micro, ou choisissez-en un autre.",
        )
