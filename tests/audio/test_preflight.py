"""The preflight's judgement on made-up rooms, microphones and outputs."""

import numpy as np

from copilot.audio.findings import Check, Stage, Verdict
from copilot.audio.frames import RATE, WINDOW, AudioFrame
from copilot.audio.preflight import Preflight
from copilot.audio.tone import soft_tone
from copilot.call.catalogue import Side

SPAN = 13 * RATE


def room(noise=1e-4, seed=1):
    return (noise * np.random.default_rng(seed).standard_normal(SPAN)).astype(np.float32)


def put(sound, at_s, what):
    start = int(at_s * RATE)
    sound[start : start + len(what)] += what
    return sound


def word(loudness=0.1, clipped=False):
    voice = loudness * np.sqrt(2) * np.sin(2 * np.pi * 180 * np.arange(RATE) / RATE)
    return (np.clip(voice * 20, -1, 1) if clipped else voice).astype(np.float32)


TONE = soft_tone(RATE)


def run(you, them, rate=48_000):
    judge = Preflight()
    for at in range(0, SPAN - WINDOW, WINDOW):
        for side, sound in ((Side.YOU, you), (Side.THEM, them)):
            if sound is not None:
                judge.feed(AudioFrame(side, at // 16, sound[at : at + WINDOW]), rate)
        if judge.stage(at // 16) is Stage.DONE:
            break
    return {finding.check: finding for finding in judge.findings(at // 16)}


def verdicts(found):
    return {check.value: finding.verdict.value for check, finding in found.items()}


def test_all_is_well():
    found = run(put(room(), 6, word()), put(room(0), 2.3, TONE))
    assert set(found) == set(Check)
    assert {finding.verdict for finding in found.values()} == {Verdict.GOOD}
    assert -21 < found[Check.LEVEL].figure < -19


def test_it_ends_as_soon_as_a_voice_was_heard():
    judge = Preflight()
    you = put(room(), 5, word())
    stages = []
    for at in range(0, 7 * RATE, WINDOW):
        judge.feed(AudioFrame(Side.YOU, at // 16, you[at : at + WINDOW]))
        stages.append(judge.stage(at // 16))
    assert list(dict.fromkeys(stages)) == [Stage.QUIET, Stage.TONE, Stage.VOICE, Stage.DONE]


def test_a_tone_that_is_not_heard_fails_the_system_audio():
    found = run(put(room(), 6, word()), room(0))
    assert found[Check.SYSTEM_AUDIO].verdict is Verdict.FAILED
    assert Check.ECHO not in found


def test_a_tone_is_heard_through_music():
    found = run(put(room(), 6, word()), put(room(0.05), 2.3, TONE * 1.0))
    assert found[Check.SYSTEM_AUDIO].verdict is Verdict.GOOD


def test_no_frames_at_all_fail_both_sides():
    found = run(None, None)
    assert verdicts(found) == {"system-audio": "failed", "microphone": "failed"}
    assert "recorded" in found[Check.MICROPHONE].say.en


def test_speakers_in_the_room_are_an_echo_with_its_loss():
    found = run(put(put(room(), 2.35, TONE * 0.1), 6, word()), put(room(0), 2.3, TONE))
    assert found[Check.ECHO].verdict is Verdict.WARNING
    assert -22 < found[Check.ECHO].figure < -18


def test_a_dead_microphone_is_not_a_quiet_one():
    dead = run(np.zeros(SPAN, np.float32), put(room(0), 2.3, TONE))
    quiet = run(room(), put(room(0), 2.3, TONE))
    assert "muted" in dead[Check.MICROPHONE].say.en
    assert "No voice" in quiet[Check.MICROPHONE].say.en
    assert dead[Check.MICROPHONE].verdict is quiet[Check.MICROPHONE].verdict is Verdict.FAILED


def test_faint_distorted_and_noisy():
    tone = put(room(0), 2.3, TONE)
    assert run(put(room(), 6, word(0.003)), tone)[Check.LEVEL].verdict is Verdict.WARNING
    assert run(put(room(), 6, word(0.5, clipped=True)), tone)[Check.CLIPPING].verdict is Verdict.WARNING
    assert run(put(room(0.01), 6, word()), tone)[Check.NOISE].verdict is Verdict.WARNING


def test_every_finding_speaks_both_languages():
    found = run(put(put(room(0.01), 2.35, TONE), 6, word(0.5, clipped=True)), put(room(0), 2.3, TONE))
    assert all(finding.say.en and finding.say.fr for finding in found.values())


def test_a_headset_that_sounds_like_a_telephone_is_said_to():
    found = run(put(room(), 6, word()), put(room(0), 2.3, TONE), rate=8000)
    assert found[Check.MICROPHONE].verdict is Verdict.WARNING
    assert "telephone" in found[Check.MICROPHONE].say.en
    assert "téléphone" in found[Check.MICROPHONE].say.fr
