"""Whether the overlay can be kept out of a shared screen, in plain words. No disguise: where it cannot, it says so."""

import platform
import sys
from enum import StrEnum

from copilot.call.rules import Text

_FIRST_WINDOWS_BUILD = 19041  # Windows 10 2004: WDA_EXCLUDEFROMCAPTURE
_LAST_MACOS = 14  # from 15 on ScreenCaptureKit shows windows whatever they ask


class Sharing(StrEnum):
    """What others see of the overlay when the whole screen is shared."""

    HIDDEN = "hidden"  # the system confirmed it
    BLACK = "black"  # an older Windows: a black rectangle
    NOT_PROMISED = "not promised"  # asked for; newer capture ignores it
    REFUSED = "refused"  # asked for, and the system said no
    IMPOSSIBLE = "impossible"  # the system knows no such thing
    VISIBLE = "visible"  # not asked for


def possible() -> Sharing:
    """The best this system can do, before anything is asked of it."""
    if sys.platform == "win32":
        return Sharing.HIDDEN if sys.getwindowsversion().build >= _FIRST_WINDOWS_BUILD else Sharing.BLACK
    if sys.platform == "darwin":
        return Sharing.HIDDEN if int(platform.mac_ver()[0].split(".")[0] or 0) <= _LAST_MACOS else Sharing.NOT_PROMISED
    return Sharing.IMPOSSIBLE


def sharing_words(state: Sharing) -> Text:
    """What holds, and what to do about it."""
    return _WORDS[state]


_ONE_WINDOW = Text(
    " In your call program, share one window instead of the whole screen.",
    " Dans votre logiciel d'appel, partagez une fenêtre plutôt que tout l'écran.",
)


def _with_advice(en: str, fr: str) -> Text:
    return Text(en + _ONE_WINDOW.en, fr + _ONE_WINDOW.fr)


_WORDS = {
    Sharing.HIDDEN: Text(
        "The overlay is left out of a shared screen: the system confirmed it.",
        "Le bandeau est exclu d'un partage d'écran : le système l'a confirmé.",
    ),
    Sharing.BLACK: _with_advice(
        "On a shared screen the overlay is a black rectangle: this Windows cannot leave it out.",
        "Sur un écran partagé, le bandeau est un rectangle noir : ce Windows ne sait pas l'exclure.",
    ),
    Sharing.NOT_PROMISED: _with_advice(
        "The overlay asks to be left out of a shared screen, but this macOS no longer listens: take it as visible.",
        "Le bandeau demande à être exclu du partage, mais ce macOS n'en tient plus compte : tenez-le pour visible.",
    ),
    Sharing.REFUSED: _with_advice(
        "The system refused to leave the overlay out of a shared screen: it is visible.",
        "Le système a refusé d'exclure le bandeau du partage d'écran : il est visible.",
    ),
    Sharing.IMPOSSIBLE: _with_advice(
        "On a shared screen the overlay is visible: this desktop cannot leave a window out.",
        "Sur un écran partagé, le bandeau est visible : ce bureau ne sait pas exclure une fenêtre.",
    ),
    Sharing.VISIBLE: Text(
        "On a shared screen the overlay is visible, as you chose.",
        "Sur un écran partagé, le bandeau est visible, comme vous l'avez choisi.",
    ),
}
