"""COM on the threads of capture, and the sound outputs of Windows (pycaw)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def com() -> Iterator[None]:
    """Inside, the calling thread may use COM, multi-threaded as soundcard wants it. OSError where it uses it otherwise."""
    sys.coinit_flags = 0  # type: ignore[attr-defined]  # of the thread that imports comtypes first, which stays as it says
    import comtypes

    comtypes.CoInitializeEx(0)
    try:
        yield
    finally:
        comtypes.CoUninitialize()


def outputs_in_use() -> list[str]:
    """WASAPI ids of the outputs a call may play on: the default one, then the one for communications when it differs."""
    from pycaw.constants import EDataFlow, ERole
    from pycaw.utils import AudioUtilities

    enumerator = AudioUtilities.GetDeviceEnumerator()
    roles = (ERole.eConsole, ERole.eCommunications)
    ids = [enumerator.GetDefaultAudioEndpoint(EDataFlow.eRender.value, role.value).GetId() for role in roles]
    return list(dict.fromkeys(ids))


def sessions() -> Iterator[Any]:
    """pycaw's AudioSession of every program that has one on any output: a call need not play on the default one."""
    from comtypes import CLSCTX_ALL
    from pycaw.api.audiopolicy import IAudioSessionControl2, IAudioSessionManager2
    from pycaw.constants import DEVICE_STATE, EDataFlow
    from pycaw.utils import AudioSession, AudioUtilities

    enumerator = AudioUtilities.GetDeviceEnumerator()
    outputs = enumerator.EnumAudioEndpoints(EDataFlow.eRender.value, DEVICE_STATE.ACTIVE.value)
    for output in map(outputs.Item, range(outputs.GetCount())):
        manager = output.Activate(IAudioSessionManager2._iid_, CLSCTX_ALL, None).QueryInterface(IAudioSessionManager2)
        listed = manager.GetSessionEnumerator()
        for control in map(listed.GetSession, range(listed.GetCount())):
            yield AudioSession(control.QueryInterface(IAudioSessionControl2))
