"""Keys of the whole X11 desktop: passive grabs on a connection of their own, so that Qt never sees these events."""

import ctypes
import functools
from collections.abc import Mapping
from ctypes import POINTER, byref, c_int, c_uint, c_uint8, c_uint16, c_uint32, c_void_p
from itertools import product

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal

from copilot.ui.keys.table import combination, keysym

_KEY_PRESS, _MAPPING_NOTIFY = 2, 34
_SHIFT, _CONTROL, _ALT, _META = 1, 4, 8, 64
_HELD = _SHIFT | _CONTROL | _ALT | _META
_LOCKS = tuple(a | b for a, b in product((0, 2), (0, 16)))  # with and without Caps Lock and Num Lock
_ASYNC = 1
_REPEAT_MS = 700  # a key held down repeats; it acts once


class _Iterator(ctypes.Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", c_uint),)


class _KeyPress(ctypes.Structure):
    _fields_ = (
        ("response_type", c_uint8),
        ("detail", c_uint8),
        ("sequence", c_uint16),
        ("time", c_uint32),
        ("windows", c_uint32 * 3),
        ("places", c_uint16 * 4),
        ("state", c_uint16),
        ("same_screen", c_uint8),
        ("pad", c_uint8),
    )


@functools.cache
def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    """Both xcb libraries are there: Qt's own xcb plugin needs them."""
    xcb, symbols, c = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-keysyms.so.1"), ctypes.CDLL(None)
    for function, result, arguments in (
        (xcb.xcb_connect, c_void_p, (c_void_p, c_void_p)),
        (xcb.xcb_connection_has_error, c_int, (c_void_p,)),
        (xcb.xcb_disconnect, None, (c_void_p,)),
        (xcb.xcb_get_file_descriptor, c_int, (c_void_p,)),
        (xcb.xcb_get_setup, c_void_p, (c_void_p,)),
        (xcb.xcb_setup_roots_iterator, _Iterator, (c_void_p,)),
        (xcb.xcb_flush, c_int, (c_void_p,)),
        (xcb.xcb_poll_for_event, c_void_p, (c_void_p,)),
        (
            xcb.xcb_grab_key_checked,
            _Cookie,
            (c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8),
        ),
        (xcb.xcb_ungrab_key, _Cookie, (c_void_p, c_uint8, c_uint32, c_uint16)),
        (xcb.xcb_request_check, c_void_p, (c_void_p, _Cookie)),
        (symbols.xcb_key_symbols_alloc, c_void_p, (c_void_p,)),
        (symbols.xcb_key_symbols_free, None, (c_void_p,)),
        (symbols.xcb_key_symbols_get_keycode, POINTER(c_uint8), (c_void_p, c_uint32)),
        (c.free, None, (c_void_p,)),
    ):
        function.restype, function.argtypes = result, arguments
    return xcb, symbols, c


class X11Keys(QObject):
    """Lives on the Qt thread. `pressed` carries the action."""

    pressed = Signal(str)
    changed = Signal()  # another keyboard layout: bind again

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._xcb, self._symbols, self._c = _libraries()
        self._connection = self._xcb.xcb_connect(None, byref(c_int()))
        self._bound: dict[tuple[int, int], str] = {}  # (keycode, modifiers) to action
        self._last = ("", 0)
        self._root = 0
        if self._xcb.xcb_connection_has_error(self._connection):
            return
        setup = self._xcb.xcb_get_setup(self._connection)
        self._root = self._xcb.xcb_setup_roots_iterator(setup).data[0]
        self._reader = QSocketNotifier(self._xcb.xcb_get_file_descriptor(self._connection), QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)

    def bind(self, wanted: Mapping[str, str]) -> set[str]:
        """wanted: action to key. Those that another program has, or the keyboard has not. All are asked for at once."""
        if not self._root:
            return set(wanted)
        asked: list[tuple[str, int, int, list[_Cookie]]] = []
        refused = set()
        table = self._symbols.xcb_key_symbols_alloc(self._connection)
        for action, sequence in wanted.items():
            keys = combination(sequence)
            codes, held = self._codes(table, keysym(keys.key())), _modifiers(keys.keyboardModifiers())
            if not codes:
                refused.add(action)
            asked += [(action, code, held, self._grab(code, held)) for code in codes]
        self._symbols.xcb_key_symbols_free(table)
        for action, code, held, cookies in asked:
            self._bound[(code, held)] = action
            if sum(self._refused(cookie) for cookie in cookies):  # each is asked: an answer left behind stays in memory
                self._let_go(code, held)
                refused.add(action)
        self._read()  # asking may have read events along
        return refused

    def release(self) -> None:
        """Gives every key back."""
        for code, held in list(self._bound):
            self._let_go(code, held)
        self._xcb.xcb_flush(self._connection)

    def close(self) -> None:
        self.release()
        if self._root:
            self._reader.setEnabled(False)
        self._xcb.xcb_disconnect(self._connection)
        self._root = 0

    def _let_go(self, code: int, held: int) -> None:
        self._bound.pop((code, held), None)
        for lock in _LOCKS:
            self._xcb.xcb_ungrab_key(self._connection, code, self._root, held | lock)

    def _refused(self, cookie: _Cookie) -> bool:
        error = self._xcb.xcb_request_check(self._connection, cookie)
        if error:
            self._c.free(error)
        return bool(error)

    def _grab(self, code: int, held: int) -> list[_Cookie]:
        grab = self._xcb.xcb_grab_key_checked
        return [grab(self._connection, 0, self._root, held | lock, code, _ASYNC, _ASYNC) for lock in _LOCKS]

    def _codes(self, table: int, symbol: int) -> list[int]:
        """table: the keyboard's, as the system gave it."""
        found = self._symbols.xcb_key_symbols_get_keycode(table, symbol)
        codes: list[int] = []
        while found and found[len(codes)]:
            codes.append(found[len(codes)])
        if found:
            self._c.free(ctypes.cast(found, c_void_p))
        return codes

    def _read(self) -> None:
        while event := self._xcb.xcb_poll_for_event(self._connection):
            press = _KeyPress.from_buffer_copy(ctypes.string_at(event, ctypes.sizeof(_KeyPress)))
            self._c.free(event)
            kind = press.response_type & 0x7F
            if kind == _KEY_PRESS:
                self._act(press)
            elif kind == _MAPPING_NOTIFY:
                self.changed.emit()

    def _act(self, press: _KeyPress) -> None:
        action = self._bound.get((press.detail, press.state & _HELD), "")
        before, at = self._last
        self._last = (action, press.time)
        if action and not (action == before and press.time - at < _REPEAT_MS):
            self.pressed.emit(action)


def _modifiers(held: Qt.KeyboardModifier) -> int:
    known = (
        (Qt.KeyboardModifier.ShiftModifier, _SHIFT),
        (Qt.KeyboardModifier.ControlModifier, _CONTROL),
        (Qt.KeyboardModifier.AltModifier, _ALT),
        (Qt.KeyboardModifier.MetaModifier, _META),
    )
    return sum(mask for modifier, mask in known if held & modifier)
