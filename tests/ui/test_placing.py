"""Where a window goes when screens come and go."""

import pytest
from PySide6.QtCore import QPoint, QRect

from copilot.ui.overlay import placing


class Screen:
    def __init__(self, name, x, width=1000):
        self._name, self._area = name, QRect(x, 0, width, 800)

    def name(self):
        return self._name

    def geometry(self):
        return self._area

    availableGeometry = geometry


LAPTOP, MONITOR = Screen("eDP-1", 0), Screen("HDMI-1", 1000, 2000)


@pytest.fixture
def screens(monkeypatch):
    there = [LAPTOP, MONITOR]

    class Application:
        screens = staticmethod(lambda: there)
        primaryScreen = staticmethod(lambda: there[0])
        screenAt = staticmethod(lambda at: next((s for s in there if s.geometry().contains(at)), None))

    monkeypatch.setattr(placing, "QGuiApplication", Application)
    return there


def test_the_first_time_it_is_at_the_top_right(screens):
    assert placing.restored({}, 380) == QPoint(1000 - 380 - 24, 48)


def test_it_leaves_an_unplugged_screen_and_comes_back_with_it(screens):
    places = placing.remembered(placing.remembered({}, QPoint(100, 50)), QPoint(2500, 300))
    assert placing.restored(places, 380) == QPoint(2500, 300)
    screens.remove(MONITOR)
    assert placing.restored(places, 380) == QPoint(100, 50)
    screens.append(MONITOR)
    assert placing.restored(places, 380) == QPoint(2500, 300)


def test_moved_by_hand_it_stays_on_the_screen_chosen_last(screens):
    places = placing.remembered(placing.remembered({}, QPoint(2500, 300)), QPoint(10, 20))
    assert placing.restored(places, 380) == QPoint(10, 20)


def test_a_screen_that_moved_takes_its_windows_along(screens):
    places = placing.remembered({}, QPoint(1100, 50))
    screens[1] = Screen("HDMI-1", -2000, 2000)
    assert placing.restored(places, 380) == QPoint(-1900, 50)
