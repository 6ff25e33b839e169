"""The pictures of packaging/screenshots: real windows on the screen of the environment, saved as small PNG files."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "ui"))

import numpy as np
import snapshots
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from copilot.assets import asset
from copilot.audio.call_apps import CallApp
from copilot.audio.findings import Check, Finding, Stage, Verdict
from copilot.call.catalogue import CallKind
from copilot.call.events import CallEnded
from copilot.call.rules import Text
from copilot.engine.call_offer import Offer
from copilot.engine.desk import Desk
from copilot.engine.replay import from_turns
from copilot.engine.runner import Runner
from copilot.engine.setups import read_script
from copilot.engine.views import overlay_view
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog
from copilot.ui import translation
from copilot.ui.app import prepare
from copilot.ui.offer import OfferPrompt
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.second.window import LiveWindow
from copilot.ui.shell import Shell
from copilot.ui.theme import CONTRAST, DARK, LIGHT, Theme

_THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
_GROUND = {"dark": "#3c4654", "light": "#9aa7b5", "contrast": "#3c4654"}
_COLUMNS = 4


def settle(ms: int = 250) -> None:
    """Lets windows come up and be painted."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < ms:
        QApplication.processEvents()


def save(picture: QImage | QPixmap, path: Path) -> None:
    """With the 256 colours it has most of: a third of the size, no difference the eye finds."""
    image = picture.toImage() if isinstance(picture, QPixmap) else picture
    path.parent.mkdir(parents=True, exist_ok=True)
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(flat.constBits(), np.uint32) & 0xFFFFFF
    _, first, number = np.unique(pixels & 0xF8F8F8, return_index=True, return_counts=True)
    palette = [int(pixels[at]) | 0xFF000000 for at in first[np.argsort(-number)[:256]]]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    flat.convertToFormat(QImage.Format.Format_Indexed8, palette, flags).save(str(path), "PNG", 0)
    sys.stdout.write(f"{path.name:34} {path.stat().st_size // 1024:4} KB\n")


def board(pictures: list[tuple[str, QPixmap]], ground: str, ink: str) -> QImage:
    """Pictures with their names, in columns."""
    wide = max(p.width() for _, p in pictures) + 20
    columns = min(_COLUMNS, max(1, 1400 // wide))
    filled = [10] * columns
    places = []
    for _, picture in pictures:
        column = filled.index(min(filled))
        places.append((column * wide + 10, filled[column] + 22))
        filled[column] += picture.height() + 34
    image = QImage(columns * wide, max(filled), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setPen(QColor(ink))
    painter.setFont(QFont(QApplication.font()))
    for (name, picture), (x, y) in zip(pictures, places, strict=True):
        painter.drawText(x, y - 7, name)
        painter.drawPixmap(x, y, picture)
    painter.end()
    return image


def overlay_states(theme: Theme, language: str, **look: object) -> Iterator[tuple[str, QPixmap]]:
    """Each state, with the lines and titles of the playbook that ships."""
    playbook = load_playbook(CallKind.PROSPECT)
    for name, state in snapshots.states().items():
        overlay = Overlay(Look(theme, language=language, captions=name == "quiet", **look))  # type: ignore[arg-type]
        overlay.show_view(overlay_view(replace(state, playbook=playbook), language))
        overlay.show()
        settle(60)
        yield name, overlay.grab()
        overlay.hide()
        overlay.deleteLater()


def record_calls(desk: Desk) -> None:
    """The demo's script as a call that was, under three names."""
    script = read_script(asset("demo", "call.json"), None, None, datetime(2026, 3, 12, 14, tzinfo=UTC))
    heard = list(from_turns(script.setup, script.turns))[1:]
    for number, (company, name) in enumerate((("Birch & Lane", "Tom Ames"), ("Corvid Health", "Ana Ruiz"), ("", ""))):
        setup = replace(script.setup, call_id=f"picture-{number}", started_utc=f"2026-03-{10 + number}T14:00:00+00:00")
        if company:
            setup = replace(setup, prospect=replace(setup.prospect, company=company, name=name))
        runner = Runner(load_playbook(setup.kind), EventLog.create(desk.paths.calls, setup.call_id))
        runner.put(setup)
        for event in heard:
            for _ in runner.ticks_until(event.at_ms):
                pass
            runner.put(event)
        if not runner.call.ended:
            runner.put(CallEnded(at_ms=runner.call.now_ms))
        runner.close()
    desk.recoverable()


def pages(app: QApplication, language: str, name: str) -> Iterator[tuple[str, QWidget]]:
    """Every window as the user meets it."""
    desk = Desk.open()
    desk.save(replace(desk.settings, language=language, theme=name))
    prepare(app, desk)
    shell = Shell(app, desk)
    shell.open(None)
    window = shell.window
    window.resize(1080, 820)
    settle(600)
    yield "home", window
    card = window.home.setup_card
    card._name.setText("Dana Whitlock")
    card._company.setText("Halden Foods")
    card._zone.setCurrentText("New York")
    settle()
    yield "set-up", window
    card.sound.button.click()
    shell._before._sound.cancel()
    card.sound.show_check(Stage.DONE, _FOUND)
    settle()
    yield "sound-check", window
    card.sound.close_check()
    shell._after.open(desk.named("last"), 0)
    while shell._after.review is None or not window.review.whole:
        settle(100)
    settle()
    yield "review", window
    for page in ("calls", "deals", "practice", "settings"):
        window.turn(page)
        window.turned.emit(page)
        settle(900)
        yield page, window
    bar = window.settings.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()
    yield "settings-keys", window
    for page in ("playbook", "guide"):
        shell._show_page(page)
        settle(600)
        yield page, window
    prompt = OfferPrompt()
    prompt.ask(Offer(CallApp("zoom", "Zoom"), None), "", shell._theme)
    settle()
    yield "offer", prompt
    prompt.hide()
    state = snapshots.states()["wrap-up"]
    said = shell._after.review.call.utterances if shell._after.review is not None else ()
    state = replace(state, playbook=load_playbook(CallKind.PROSPECT), call=replace(state.call, utterances=said))
    second = LiveWindow(shell._theme, state)
    second.show()
    second.show_snapshot(state, overlay_view(state, language))
    settle()
    yield "live-window", second
    second.hide()
    shell.close()
    desk.close()


_FOUND = (
    Finding(Check.SYSTEM_AUDIO, Verdict.GOOD, Text("The call's sound is heard.", "Le son de l'appel est entendu.")),
    Finding(
        Check.ECHO,
        Verdict.WARNING,
        Text("The microphone hears the loudspeakers: wear headphones.", "Le micro entend les enceintes : mettez un casque."),
    ),
    Finding(Check.MICROPHONE, Verdict.GOOD, Text("Your voice is heard.", "Votre voix est entendue.")),
)


def main(folder: Path) -> None:
    app = QApplication([])
    font = QFont(app.font())
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    app.setFont(font)
    desk = Desk.open()
    prepare(app, desk)
    record_calls(desk)
    desk.close()
    for language, name in (("en", "dark"), ("fr", "light"), ("en", "contrast")):
        translation.install(app, language)
        theme = _THEMES[name]
        states = list(overlay_states(theme, language))
        save(board(states, _GROUND[name], "#ffffff"), folder / f"overlay-{language}-{name}.png")
        if name == "contrast":
            continue
        small = list(overlay_states(theme, language, mini=True))
        save(board(small, _GROUND[name], "#ffffff"), folder / f"mini-{language}-{name}.png")
        if language == "en":
            save(dict(states)["alert"], folder / "overlay-alert.png")
            save(dict(states)["wrap-up"], folder / "overlay-wrap-up.png")
    for language, name in (("en", "dark"), ("en", "light"), ("fr", "dark"), ("fr", "light"), ("en", "contrast")):
        for page, window in pages(app, language, name):
            if (language, name) in (("en", "light"), ("fr", "dark")):
                save(window.grab(), folder / f"{page}-{language}.png")
            elif page in ("home", "review", "settings"):
                save(window.grab(), folder / f"{page}-{language}-{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
