"""A program for test_desktop: a full-screen window under the overlay. Reads words, prints JSON."""

import json
import sys
import time

import snapshots
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from copilot.audio.call_apps import CallApp
from copilot.engine.call_offer import Offer
from copilot.engine.views import overlay_view
from copilot.ui.keys.x11 import X11Keys
from copilot.ui.offer import OfferPrompt
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.theme import DARK


class Below(QWidget):
    clicks = 0

    def mousePressEvent(self, event):
        self.clicks += 1


def settle():
    """Lets the window manager and the event loop do what was asked of them."""
    QTest.qWait(400)


def main():
    app = QApplication([])
    below = Below()
    below.setWindowTitle("Stage")
    below.setStyleSheet("background: #2040c0")
    below.showFullScreen()
    settle()
    below.activateWindow()
    overlay = Overlay(Look(DARK, opacity=0.8))
    dismissed = []
    overlay.dismissed.connect(dismissed.append)
    overlay.show_view(overlay_view(snapshots.states()["alert"], "en"))
    overlay.move(500, 200)
    overlay.show()
    global_keys, second, pressed = X11Keys(), X11Keys(), []
    global_keys.pressed.connect(pressed.append)
    prompt, declined = OfferPrompt(), []
    prompt.declined.connect(lambda: declined.append(1))
    card = overlay._card_widget
    spots = {
        "say": lambda: card._say.mapToGlobal(card._say.rect().center()),
        "done": lambda: card._done.mapToGlobal(card._done.rect().center()),
        "header": lambda: overlay._header.mapToGlobal(QPoint(60, 10)),
        "ground": lambda: overlay.mapToGlobal(QPoint(overlay.width() // 2, 5)),
    }
    for line in sys.stdin:
        settle()
        word, *rest = line.split()
        answer = None
        if word == "keys":
            answer = [sorted(keys.bind({"wrong": "Ctrl+Alt+W", "tick": "Ctrl+Alt+K"})) for keys in (global_keys, second)]
        elif word == "release":
            global_keys.release()
        elif word == "pressed":
            answer = pressed
        elif word == "where":
            at = spots[rest[0]]()
            answer = [at.x(), at.y()]
        elif word == "heard":
            answer = {"below": below.clicks, "dismissed": len(dismissed)}
        elif word == "place":
            answer = [overlay.x(), overlay.y()]
        elif word == "offer":
            prompt.ask(Offer(CallApp("zoom", "Zoom"), None), "", DARK)
            settle()
            at = prompt.later.mapToGlobal(prompt.later.rect().center())
            answer = [prompt.isVisible(), at.x(), at.y()]
        elif word == "declined":
            answer = len(declined)
        elif word == "idle":
            spent = time.process_time()
            loop_ms = 3000
            QTimer.singleShot(loop_ms, app.quit)
            app.exec()
            answer = (time.process_time() - spent) / loop_ms * 1000 * 100
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
