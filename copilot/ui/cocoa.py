"""Messages to Cocoa objects, for the few things Qt has no call for."""

import ctypes
from collections.abc import Callable
from typing import Any

Send = Callable[..., Any]  # send(receiver, "selector:", *whole numbers or objects); an address or a number


def cocoa() -> Send:
    """Sends to live objects of this process, on the main thread only."""
    runtime = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    runtime.sel_registerName.restype = ctypes.c_void_p
    runtime.sel_registerName.argtypes = [ctypes.c_char_p]

    def send(receiver: int, selector: str, *arguments: int) -> int:
        kinds = [ctypes.c_ulong] * len(arguments)
        message = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *kinds)(("objc_msgSend", runtime))
        return message(receiver, runtime.sel_registerName(selector.encode()), *arguments) or 0

    return send
