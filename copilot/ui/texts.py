"""Words and numbers as the interface says them, in its language."""

import re
import sys
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import Trouble
from copilot.engine.snapshot import Lighter
from copilot.engine.views import Listening, OfferView, ProblemView, SlotView
from copilot.practice.mind import Outcome
from copilot.practice.scenario import Truth
from copilot.practice.scoring import Skill
from copilot.review.model import Moment, VerdictValue
from copilot.store.settings import Mode

translate = QCoreApplication.translate
_FULL_STOP = re.compile(r"(?<!\b[ap]\.m)\.+$", re.IGNORECASE)


def language() -> str:
    """'fr' or 'en': the interface's language."""
    return "fr" if QLocale().language() == QLocale.Language.French else "en"


def mmss(seconds: int) -> str:
    """'4:12', '1:02:03'. seconds: not negative."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def at(ms: int) -> str:
    """A moment of the call."""
    return mmss(ms // 1000)


def percent(value: int) -> str:
    return f"{value}\N{NO-BREAK SPACE}%"


def signed(value: int) -> str:
    """'+4', '−4', '0'."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def quoted(text: str) -> str:
    """Their words, in English quotation marks: the call is in English."""
    return f"“{text}”"


def sentence(words: str) -> str:
    """For a row, before a dash or a day: with a capital, and no full stop but that of "9 a.m."."""
    plain = _FULL_STOP.sub("", words.strip())
    return plain[:1].upper() + plain[1:]


def next_step(what: str) -> str:
    """What comes next in words for a row; a meeting has none of its own."""
    return sentence(what) or translate("Texts", "Meeting")


def said(who: Side, words: str) -> str:
    """'Them: “…”'."""
    return translate("Texts", "{who}: {words}").replace("{who}", side(who)).replace("{words}", quoted(words))


def side(value: Side) -> str:
    return translate("Texts", "You") if value is Side.YOU else translate("Texts", "Them")


def kind(value: CallKind) -> str:
    return {
        CallKind.PROSPECT: translate("Texts", "Sales call"),
        CallKind.PARTNER: translate("Texts", "Partner call"),
        CallKind.REVIEW: translate("Texts", "Business review"),
    }[value]


def mode(value: Mode) -> str:
    return {
        Mode.LIVE: translate("Texts", "As they are said"),
        Mode.LIGHT: translate("Texts", "As they are said, with the light model"),
        Mode.LATER: translate("Texts", "After the call"),
    }[value]


def about_mode(value: Mode) -> str:
    return {
        Mode.LIVE: translate("Texts", "Alerts and captions come while you talk."),
        Mode.LIGHT: translate(
            "Texts", "For weak or hot computers: half the work, English only, and it hears a little less well."
        ),
        Mode.LATER: translate("Texts", "Saves the battery: no alert and no caption; the words come once the call is over."),
    }[value]


def verdict(value: VerdictValue) -> str:
    return {
        VerdictValue.SIGNED: translate("Texts", "Signed next step"),
        VerdictValue.OPEN: translate("Texts", "Open"),
        VerdictValue.POLITE_NO: translate("Texts", "Polite no"),
    }[value]


def truth(value: Truth) -> str:
    return {
        Truth.BUYER: translate("Texts", "A buyer"),
        Truth.UNDECIDED: translate("Texts", "Undecided"),
        Truth.POLITE_NO: translate("Texts", "Polite no"),
    }[value]


def outcome(value: Outcome) -> str:
    return {
        Outcome.SIGNED: translate("Texts", "A next step with a day and an hour"),
        Outcome.HONEST_NO: translate("Texts", "A no said plainly"),
        Outcome.OPEN: translate("Texts", "A plan without a date"),
        Outcome.GHOSTED: translate("Texts", "No next step, then silence"),
    }[value]


def skill(value: Skill) -> str:
    return {
        Skill.CHALLENGE: translate("Texts", "Challenge"),
        Skill.PAIN: translate("Texts", "Finding the pain"),
        Skill.VALUE: translate("Texts", "Business value"),
        Skill.CANDOR: translate("Texts", "Candour"),
        Skill.CLOSING: translate("Texts", "Closing"),
        Skill.CLOCK: translate("Texts", "Clock"),
    }[value]


def listening(state: Listening) -> str:
    return {
        Listening.LOADING: translate("Texts", "Getting ready"),
        Listening.LISTENING: translate("Texts", "Listening"),
        Listening.KEEPING: translate("Texts", "Keeping the sound"),
        Listening.PAUSED: translate("Texts", "Paused"),
        Listening.PROBLEM: translate("Texts", "Problem"),
        Listening.ENDED: translate("Texts", "Ended"),
    }[state]


def problem(view: ProblemView) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    yours = view.side is Side.YOU
    match view.trouble:
        case Trouble.LOST if yours:
            return (
                translate("Texts", "The microphone went away"),
                translate("Texts", "Plug it in again, or choose another one in Settings."),
            )
        case Trouble.LOST:
            return (
                translate("Texts", "The call's sound went away"),
                translate("Texts", "Check which speaker or headset the call plays on."),
            )
        case Trouble.ABSENT if yours:
            return (
                translate("Texts", "No microphone was found"),
                translate("Texts", "Plug one in: it will be used by itself."),
            )
        case Trouble.ABSENT:
            return (
                translate("Texts", "No speaker or headset was found"),
                translate("Texts", "Plug one in: it will be used by itself."),
            )
        case Trouble.REFUSED if yours:
            return (
                translate("Texts", "Your microphone does not open"),
                translate("Texts", "Close other programs that use it alone, or allow Money Time in the system's settings."),
            )
        case Trouble.REFUSED:
            return (
                translate("Texts", "The call's sound cannot be listened to"),
                _allow_system_audio() or translate("Texts", "Choose another speaker in the system's settings."),
            )
        case Trouble.STUCK:
            return (
                translate("Texts", "The sound system does not answer"),
                translate("Texts", "It is tried again by itself. If this lasts, unplug and replug the device."),
            )
        case Trouble.WHOLE:
            return (
                translate("Texts", "{app} plays nothing now").replace("{app}", view.detail),
                translate("Texts", "Until it does, everything this computer plays is heard."),
            )
        case Trouble.SILENT if yours:
            return (
                translate("Texts", "Your microphone is silent"),
                translate("Texts", "Is it muted, on the device or in the system?"),
            )
        case Trouble.SILENT:
            return (
                translate("Texts", "Nothing is heard from them"),
                _allow_system_audio() or translate("Texts", "Does the call play on this computer's default output?"),
            )
        case Trouble.ECHO:
            return (
                translate("Texts", "Your microphone hears them too"),
                translate("Texts", "Use headphones: their words could pass for yours."),
            )
        case Trouble.RECOGNIZER:
            return (
                translate("Texts", "The words are not being recognised"),
                translate("Texts", "The clock and the checklist still work; run the check-up after the call."),
            )
        case Trouble.LABELLER:
            return (
                translate("Texts", "The words are not being judged"),
                translate("Texts", "The transcript and the clock go on."),
            )
        case Trouble.BEHIND:
            return (
                translate("Texts", "Captions are {seconds} s behind").replace("{seconds}", view.detail or "?"),
                _catching_up(view.lighter),
            )
        case Trouble.DISK:
            return (
                translate("Texts", "This call cannot be saved"),
                translate("Texts", "Free some disk space; alerts go on."),
            )
        case Trouble.IDLE | Trouble.LEFT:
            return offer(OfferView(int(view.detail), "") if view.trouble is Trouble.IDLE else OfferView(0, view.detail)), ""
        case Trouble.ENGINE:
            return (
                translate("Texts", "Something broke inside"),
                translate("Texts", "What was heard is saved. End this call and start it again."),
            )


def offer(view: OfferView) -> str:
    """Why it is asked whether the call is over."""
    if view.minutes:
        return translate("Texts", "Nobody has spoken for {minutes} minutes.").replace("{minutes}", str(view.minutes))
    return translate("Texts", "{app} no longer uses the microphone.").replace("{app}", view.app)


def _catching_up(lighter: Lighter) -> str:
    match lighter:
        case Lighter.READY:
            return translate("Texts", "Switch to the light model to catch up: it hears a little less well. Nothing is lost.")
        case Lighter.ON:
            return translate("Texts", "The light model is at work and catches up. Nothing is lost.")
        case Lighter.MISSING:
            return translate("Texts", "Nothing is lost. A light model is in Settings (or: moneytime models fetch tiny.en).")
        case Lighter.NO:
            return translate("Texts", "Close heavy programs; nothing is lost.")


def _allow_system_audio() -> str:
    """macOS gives silence when it was not allowed, so its switch is named; '' on other systems, which have none."""
    if sys.platform != "darwin":
        return ""
    return translate("Texts", "Allow Money Time: System Settings > Privacy & Security > Screen & System Audio Recording.")


def day(value: datetime) -> str:
    """'Fri 13 Mar' / 'ven. 13 mars'."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "ddd d MMM")


def short_day(value: datetime) -> str:
    """'Fri 13' / 'ven. 13'."""
    return QLocale().toString(QDate(value.year, value.month, value.day), "ddd d")


def clock(value: datetime) -> str:
    return value.strftime("%H:%M")


def slot(view: SlotView, name_day: Callable[[datetime], str] = day) -> str:
    """'Fri 13 Mar, 14:00 New York = 20:00 Paris'; the second day is named when it differs."""
    return _zones(view.theirs, view.their_city, view.yours, view.your_city, view.timed, name_day)


def moment(value: Moment, their_city: str, your_city: str) -> str:
    """'Fri 13 Mar, 14:00 New York = 20:00 Paris'; the second day is named when it differs."""
    return _zones(value.theirs, their_city, value.yours, your_city, value.timed, day)


def _zones(
    theirs: datetime, their_city: str, yours: datetime, your_city: str, timed: bool, name_day: Callable[[datetime], str]
) -> str:
    if not timed:
        return name_day(theirs)
    same = theirs.utcoffset() == yours.utcoffset()
    there = their_city or (your_city if same else translate("Texts", "their time"))
    first = f"{name_day(theirs)}, {clock(theirs)} {there}"
    if same:
        return first
    other_day = "" if theirs.date() == yours.date() else name_day(yours) + ", "
    return f"{first} = {other_day}{clock(yours)} {your_city}"
