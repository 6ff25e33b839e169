"""The applications people hold calls in, as each operating system names them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallApp:
    """id: stable, for settings and logs. name: as its users say. browser: its calls are pages, and which page is not told."""

    id: str
    name: str
    browser: bool = False


# Program files (Linux, Windows), package families (Windows) and bundle ids (macOS), in small letters, without ".exe".
_KNOWN: dict[CallApp, tuple[str, ...]] = {
    CallApp("zoom", "Zoom"): ("zoom", "zoom.real", "zoomphone", "us.zoom.xos"),
    CallApp("teams", "Microsoft Teams"): (
        *("teams", "ms-teams", "teams-for-linux", "msteams", "msteams_8wekyb3d8bbwe"),
        *("com.microsoft.teams", "com.microsoft.teams2"),
    ),
    CallApp("webex", "Webex"): (
        *("ciscocollabhost", "webex", "webexmta", "atmgr", "webexhost"),
        *("cisco-systems.spark", "com.webex.meetingmanager", "com.cisco.webexmeetingsapp"),
    ),
    CallApp("slack", "Slack"): ("slack", "com.tinyspeck.slackmacgap", "91750d7e.slack_8she8kybcnzg4"),
    CallApp("discord", "Discord"): ("discord", "com.hnc.discord"),
    CallApp("skype", "Skype"): ("skype", "skypeforlinux", "com.skype.skype", "microsoft.skypeapp_kzf8qxf38zg5c"),
    CallApp("goto", "GoTo Meeting"): ("goto", "g2mcomm", "gotomeeting", "com.logmein.goto", "com.logmein.gotomeeting"),
    CallApp("ringcentral", "RingCentral"): ("ringcentral", "com.ringcentral.glip"),
    CallApp("dialpad", "Dialpad"): ("dialpad", "com.dialpad.dialpad"),
    CallApp("aircall", "Aircall"): ("aircall", "aircall-workspace", "io.aircall.phone", "com.aircall.workspace"),
    CallApp("jitsi", "Jitsi Meet"): ("jitsi meet", "jitsi-meet", "jitsi", "org.jitsi.jitsi-meet"),
    CallApp("whatsapp", "WhatsApp"): ("whatsapp", "net.whatsapp.whatsapp", "5319275a.whatsappdesktop_cv1g1gvanyjgm"),
    CallApp("telegram", "Telegram"): ("telegram", "telegram-desktop", "ru.keepcoder.telegram", "com.tdesktop.telegram"),
    CallApp("signal", "Signal"): ("signal", "signal-desktop", "org.whispersystems.signal-desktop"),
    CallApp("facetime", "FaceTime"): ("com.apple.facetime", "com.apple.avconferenced"),
    CallApp("chrome", "Google Chrome", True): ("chrome", "google-chrome", "com.google.chrome"),
    CallApp("firefox", "Firefox", True): ("firefox", "firefox-bin", "firefox-esr", "org.mozilla.firefox"),
    CallApp("edge", "Microsoft Edge", True): ("msedge", "microsoft-edge", "com.microsoft.edgemac"),
    CallApp("safari", "Safari", True): ("com.apple.safari", "com.apple.webkit.gpu"),
    CallApp("chromium", "Chromium", True): ("chromium", "chromium-browser", "org.chromium.chromium"),
    CallApp("brave", "Brave", True): ("brave", "brave-browser", "com.brave.browser"),
    CallApp("opera", "Opera", True): ("opera", "com.operasoftware.opera"),
    CallApp("vivaldi", "Vivaldi", True): ("vivaldi", "vivaldi-bin", "com.vivaldi.vivaldi"),
    CallApp("arc", "Arc", True): ("arc", "company.thebrowser.browser"),
}
_BY_NAME = {name: app for app, names in _KNOWN.items() for name in names}
_ENDING = re.compile(r"(\.exe|\.helper(\..+)?)$")  # ".helper": a browser's or Electron's own process on macOS


def call_apps() -> tuple[CallApp, ...]:
    """All that are known: those for calls alone by name, then the browsers."""
    return tuple(sorted(_KNOWN, key=lambda app: (app.browser, app.name)))


def app_with_id(app_id: str) -> CallApp | None:
    return next((app for app in _KNOWN if app.id == app_id), None)


def call_app(*names: str) -> CallApp | None:
    """The application with one of these names: program file (with or without folder), package family or bundle id."""
    for name in names:
        short = _ENDING.sub("", re.split(r"[/\\#]", name)[-1].strip().lower())
        if short in _BY_NAME:
            return _BY_NAME[short]
    return None
