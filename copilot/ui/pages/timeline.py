"""The picture of a call: who spoke when, warm words above, evidence below, the phases of the clock."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QImage, QMouseEvent, QPainter, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from copilot.call.catalogue import Family
from copilot.call.events import Phase
from copilot.review.model import Dot, Span, Timeline
from copilot.ui import texts
from copilot.ui.icons import paint_family
from copilot.ui.theme import Theme

_LANES = ("warm", "them", "you", "evidence", "alerts")
_STEPS_S = (15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_TICKS_AT_MOST = 9
_ZOOM_STEP = 1.5
_SHORTEST_MS = 30_000  # the least that fills the picture
_IMAGE_WIDTH = 1200
_APART = 0.5


class TimelinePicture(QWidget):
    """A click leads to the words under it. names: label id to its name in the interface's language."""

    wanted = Signal(int)  # utterance
    looked = Signal(int, int, int)  # the first millisecond shown, how many are shown, how many there are

    def __init__(self, theme: Theme, timeline: Timeline, names: dict[str, str]) -> None:
        super().__init__()
        self._start_ms, self._zoom = 0, 1.0
        self._theme, self._line, self._names = theme, timeline, names
        self._drawn: tuple[object, QPixmap] = (None, QPixmap())  # what it was drawn for, and the picture
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Picture of the call"))
        said = self.tr("{warm} warm words without substance, {evidence} pieces of evidence")
        self.setAccessibleDescription(
            said.replace("{warm}", str(len(timeline.warm))).replace("{evidence}", str(len(timeline.evidence)))
        )
        self._titles = {
            "warm": self.tr("Warm"),
            "them": self.tr("Them"),
            "you": self.tr("You"),
            "evidence": self.tr("Evidence"),
            "alerts": self.tr("Alerts"),
        }

    def sizeHint(self) -> QSize:
        return QSize(600, round(self._lane_height * len(_LANES) + self.fontMetrics().height() * 2.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.__dict__.pop("_left", None)
        super().changeEvent(event)

    # --- geometry -------------------------------------------------------------------------------------------------

    @property
    def _lane_height(self) -> float:
        return self.fontMetrics().height() * 2.0

    @property
    def _end_ms(self) -> int:
        return max(self._line.end_ms, self._line.planned_ms, 1)

    @cached_property
    def _left(self) -> float:
        return max(self.fontMetrics().horizontalAdvance(t) for t in self._titles.values()) + 16.0

    @property
    def _shown_ms(self) -> int:
        return round(self._end_ms / self._zoom)

    def _x(self, ms: int) -> float:
        return self._left + (self.width() - self._left - 12) * (ms - self._start_ms) / self._shown_ms

    def _ms(self, x: float) -> int:
        return self._start_ms + round((x - self._left) / max(1.0, self.width() - self._left - 12) * self._shown_ms)

    # --- what is shown --------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        self._zoom_at(_ZOOM_STEP, self._start_ms + self._shown_ms // 2)

    def zoom_out(self) -> None:
        self._zoom_at(1 / _ZOOM_STEP, self._start_ms + self._shown_ms // 2)

    def look_from(self, start_ms: int) -> None:
        self._start_ms = min(max(0, start_ms), self._end_ms - self._shown_ms)
        self.update()
        self.looked.emit(self._start_ms, self._shown_ms, self._end_ms)

    def image(self) -> QImage:
        """All of the call, on the ground of its card, twice as sharp as the screen."""
        made = QImage(max(self.width(), _IMAGE_WIDTH) * 2, (self.height() + 16) * 2, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(2)
        made.fill(QColor(self._theme.surface))
        whole = TimelinePicture(self._theme, self._line, self._names)
        whole.setFont(self.font())
        whole.resize(made.width() // 2 - 16, self.height())
        painter = QPainter(made)
        painter.setTransform(QTransform.fromTranslate(8, 8))
        whole.draw(painter)
        painter.end()
        return made

    def _zoom_at(self, factor: float, ms: int) -> None:
        """Keeps that moment where it is on the screen."""
        part = (ms - self._start_ms) / self._shown_ms
        most = max(1.0, self._end_ms / _SHORTEST_MS)
        self._zoom = min(max(1.0, self._zoom * factor), most)
        self.look_from(round(ms - part * self._shown_ms))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms; sideways it moves; else the page scrolls."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned.y():
            self._zoom_at(_ZOOM_STEP if turned.y() > 0 else 1 / _ZOOM_STEP, self._ms(event.position().x()))
        elif turned.x() and self._zoom > 1:
            self.look_from(self._start_ms - turned.x() * self._shown_ms // 1200)
        else:
            event.ignore()

    def _lane(self, name: str) -> float:
        """The middle of a lane."""
        return self.fontMetrics().height() * 1.2 + self._lane_height * (_LANES.index(name) + 0.5)

    # --- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: object) -> None:
        """Drawn once for each stretch and size: two hours take as long as the rest of the page."""
        sharp = self.devicePixelRatioF()
        wanted = (self.size(), sharp, self._start_ms, self._zoom, self.font())
        if self._drawn[0] != wanted:
            picture = QPixmap(self.size() * sharp)
            picture.setDevicePixelRatio(sharp)
            picture.fill(QColor(self._theme.surface))
            painter = QPainter(picture)
            self.draw(painter)
            painter.end()
            self._drawn = wanted, picture
        QPainter(self).drawPixmap(0, 0, self._drawn[1])

    def draw(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(QRectF(self._left - 8, 0, self.width() - self._left + 8, self.height()))
        self._paint_call(painter)
        painter.restore()
        theme = self._theme
        colours = {
            "warm": theme.families[Family.WARMTH],
            "them": theme.them,
            "you": theme.you,
            "evidence": theme.families[Family.EVIDENCE],
            "alerts": theme.muted,
        }
        for name, title in self._titles.items():
            painter.setPen(QColor(colours[name]))
            box = QRectF(0, self._lane(name) - self._lane_height / 2, self._left, self._lane_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _paint_call(self, painter: QPainter) -> None:
        self._paint_phases(painter)
        self._paint_axis(painter)
        theme = self._theme
        self._paint_speech(painter, self._line.them, "them", theme.them)
        self._paint_speech(painter, self._line.you, "you", theme.you)
        for stretch in self._line.monologues:
            self._paint_monologue(painter, stretch)
        self._paint_dots(painter, self._line.warm, "warm")
        self._paint_dots(painter, self._line.evidence, "evidence")
        side = self.fontMetrics().height() * 0.8
        for mark in self._line.alerts:
            at = QPointF(self._x(mark.at_ms), self._lane("alerts"))
            family = Family.EVIDENCE if mark.answered_ms is not None else mark.family
            box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
            paint_family(painter, box, family, QColor(theme.families[family]))
        painter.setPen(QColor(theme.families[Family.EVIDENCE]))
        height = self._lane("alerts") + self._lane_height * 0.6
        for words, left in _beside([(f"✓{t.step}", self._x(t.at_ms) - 6) for t in self._line.ticks], self.fontMetrics()):
            painter.drawText(QPointF(left, height), words)

    def _paint_phases(self, painter: QPainter) -> None:
        for phase in self._line.phases:
            if phase.phase not in (Phase.WRAP_UP, Phase.LAST, Phase.OVERTIME):
                continue
            top = self.fontMetrics().height() * 1.2
            box = QRectF(self._x(phase.start_ms), top, self._x(phase.end_ms) - self._x(phase.start_ms), self.height())
            box.setBottom(top + self._lane_height * len(_LANES))
            ground = QColor(self._theme.families[Family.ALARM])
            ground.setAlphaF({Phase.WRAP_UP: 0.07, Phase.LAST: 0.14, Phase.OVERTIME: 0.2}[phase.phase])
            painter.fillRect(box, ground)
            if phase.phase is Phase.WRAP_UP:
                painter.setPen(QColor(self._theme.families[Family.ALARM]))
                words = self.tr("last five minutes")
                wide = self.fontMetrics().horizontalAdvance(words)
                x = min(box.left(), self.width() - wide - 4)
                painter.drawText(QPointF(x, self.fontMetrics().height() * 0.9), words)

    def _paint_axis(self, painter: QPainter) -> None:
        seconds = self._shown_ms / 1000
        step = next((s for s in _STEPS_S if seconds / s <= _TICKS_AT_MOST), 3600)
        first = self._start_ms // 1000 // step * step
        painter.setPen(QColor(self._theme.muted))
        bottom = self.height() - 3.0
        for at in range(first, int(first + seconds) + step + 1, step):
            words = texts.mmss(at)
            wide = self.fontMetrics().horizontalAdvance(words)
            x = self._x(at * 1000) - (0 if at == 0 else wide / 2)
            if self._left - 8 <= x <= self.width() - wide:
                painter.drawText(QPointF(x, bottom), words)

    def _paint_speech(self, painter: QPainter, spans: Sequence[Span], lane: str, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        tall = self._lane_height * 0.5
        top = self._lane(lane) - tall / 2
        scale = (self.width() - self._left - 12) / self._shown_ms
        first = self._left - self._start_ms * scale
        for left, right in _merged((first + s.start_ms * scale, first + s.end_ms * scale) for s in spans):
            painter.drawRoundedRect(QRectF(left, top, max(2.0, right - left), tall), 2, 2)

    def _paint_monologue(self, painter: QPainter, span: Span) -> None:
        ground = QColor(self._theme.families[Family.HABIT])
        ground.setAlphaF(0.22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        box = QRectF(self._x(span.start_ms), self._lane("you") - self._lane_height * 0.42, 0, self._lane_height * 0.84)
        box.setRight(self._x(span.end_ms))
        painter.drawRoundedRect(box, 4, 4)

    def _paint_dots(self, painter: QPainter, dots: Sequence[Dot], lane: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        size, middle = self._lane_height * 0.17, self._lane(lane)
        for family in {dot.family for dot in dots}:
            painter.setBrush(QColor(self._theme.families[family]))
            for x in sorted({round(self._x(dot.at_ms)) for dot in dots if dot.family is family}):
                painter.drawEllipse(QPointF(x, middle), size, size)

    # --- pointing -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found is not None:
            self.wanted.emit(found[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            found = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found[1] if found else "", self)
            return True
        return super().event(event)

    def _under(self, at: QPointF) -> tuple[int, str] | None:
        """The utterance at a point and the words to show for it."""
        for lane, dots in (("warm", self._line.warm), ("evidence", self._line.evidence)):
            if abs(at.y() - self._lane(lane)) < self._lane_height / 2:
                near = min(dots, key=lambda d: abs(self._x(d.at_ms) - at.x()), default=None)
                if near is not None and abs(self._x(near.at_ms) - at.x()) < 8:
                    name = self._names.get(near.signal, near.signal)
                    return near.utterance, f"{texts.at(near.at_ms)}  {name}: {texts.quoted(near.text)}"
        for lane, spans in (("them", self._line.them), ("you", self._line.you)):
            if abs(at.y() - self._lane(lane)) < self._lane_height / 2:
                for span in spans:
                    if self._x(span.start_ms) - 2 <= at.x() <= self._x(span.end_ms) + 2:
                        return span.utterance, texts.at(span.start_ms)
        for mark in self._line.alerts:
            if abs(at.y() - self._lane("alerts")) < self._lane_height / 2 and abs(self._x(mark.at_ms) - at.x()) < 9:
                spans = (*self._line.them, *self._line.you)
                before = max((s for s in spans if s.start_ms <= mark.at_ms), key=lambda s: s.start_ms, default=None)
                if before is not None:
                    return before.utterance, f"{texts.at(mark.at_ms)}  {self._names.get(mark.signal, mark.signal)}"
        return None


def _beside(marks: Iterable[tuple[str, float]], metrics: QFontMetrics) -> Iterator[tuple[str, float]]:
    """Words with the left end each wants, in pixels: a later one stands right of those it would be written over."""
    free = float("-inf")
    for words, wanted in sorted(marks, key=lambda mark: mark[1]):
        left = max(wanted, free)
        yield words, left
        free = left + metrics.horizontalAdvance(words) + 2


def _merged(stretches: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Stretches in pixels, in order; what lies within half a pixel of each other is painted as one."""
    left = right = None
    for start, end in stretches:
        if left is None or right is None:
            left, right = start, end
        elif start - right < _APART:
            right = max(right, end)
        else:
            yield left, right
            left, right = start, end
    if left is not None and right is not None:
        yield left, right
