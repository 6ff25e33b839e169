"""What can go wrong and what to do about it: `moneytime doctor` says it, and docs/troubleshooting.md is made from it."""

from dataclasses import dataclass

from copilot.call.rules import Text


@dataclass(frozen=True, slots=True)
class Remedy:
    """symptom: what the user sees. todo: what to do. examined: whether the doctor can see it by itself."""

    symptom: Text
    todo: Text
    examined: bool = True


REMEDIES: dict[str, Remedy] = {
    "screen": Remedy(
        Text("No window opens.", "Aucune fenêtre ne s'ouvre."),
        Text(
            "Start from a desktop session, not over ssh. Without a screen, `moneytime replay FILE` works.",
            "Lancez depuis une session graphique, pas par ssh. Sans écran, `moneytime replay FICHIER` fonctionne.",
        ),
    ),
    "window-system": Remedy(
        Text(
            "The overlay goes below other windows or cannot be put back where it was.",
            "Le bandeau passe sous d'autres fenêtres ou ne retrouve pas sa place.",
        ),
        Text(
            "Wayland lets no program place its windows or keep them above. Log in to an X11 session, or start with"
            " QT_QPA_PLATFORM=xcb, or use the live window on a second screen.",
            "Wayland ne laisse aucun programme placer ses fenêtres ni les garder au-dessus. Ouvrez une session X11, lancez"
            " avec QT_QPA_PLATFORM=xcb, ou utilisez la fenêtre en direct sur un second écran.",
        ),
    ),
    "sound-server": Remedy(
        Text("No sound server answers.", "Aucun serveur de son ne répond."),
        Text(
            "Start PulseAudio or PipeWire (with pipewire-pulse): log out and in again. Over ssh there is none.",
            "Démarrez PulseAudio ou PipeWire (avec pipewire-pulse) : reconnectez-vous. Par ssh, il n'y en a pas.",
        ),
    ),
    "microphone": Remedy(
        Text("No microphone is found, or your side stays silent.", "Pas de micro, ou votre côté reste muet."),
        Text(
            "Plug one in, choose it in the settings, and look at its own mute switch. *Check sound* tries it in ten seconds.",
            "Branchez-en un, choisissez-le dans les réglages, et regardez son bouton de coupure. *Vérifier le son* l'essaie en"
            " dix secondes.",
        ),
    ),
    "permission": Remedy(
        Text("The system does not let Money Time hear.", "Le système empêche Money Time d'entendre."),
        Text(
            "Windows: Settings > Privacy > Microphone, also for desktop programs. macOS: System Settings > Privacy & Security,"
            " both Microphone and Screen & System Audio Recording; then start again.",
            "Windows : Paramètres > Confidentialité > Microphone, aussi pour les applications de bureau. macOS : Réglages"
            " Système > Confidentialité et sécurité, Micro ainsi qu'Enregistrement de l'écran et de l'audio système ; puis"
            " relancez.",
        ),
    ),
    "system-audio": Remedy(
        Text("The other side is not heard.", "L'autre côté n'est pas entendu."),
        Text(
            "Let the call play on the system's default output and plug an output in if there is none. Sound of a call in"
            " another computer or telephone cannot be heard.",
            "Laissez l'appel jouer sur la sortie par défaut du système, et branchez une sortie s'il n'y en a pas. Le son d'un"
            " appel sur un autre ordinateur ou un téléphone ne peut pas être capté.",
        ),
    ),
    "speech-model": Remedy(
        Text("The speech model is missing or damaged.", "Le modèle de parole manque ou est abîmé."),
        Text(
            "Install the program again, or `moneytime models import FOLDER` from a good copy; `moneytime models list` tells"
            " what is there.",
            "Réinstallez le programme, ou `moneytime models import DOSSIER` depuis une bonne copie ; `moneytime models list`"
            " dit ce qui est là.",
        ),
    ),
    "signal-model": Remedy(
        Text("The signal model does not load: no alert comes.", "Le modèle de signaux ne se charge pas : aucune alerte."),
        Text("Install the program again: a file is damaged.", "Réinstallez le programme : un fichier est abîmé."),
    ),
    "speed": Remedy(
        Text("Text and alerts come late.", "Le texte et les alertes arrivent en retard."),
        Text(
            "Close what keeps the processor busy, plug the charger in and switch power saving off. A call needs about half a"
            " core; the video call itself needs more.",
            "Fermez ce qui occupe le processeur, branchez le chargeur et coupez l'économie d'énergie. Un appel demande un"
            " demi-cœur ; l'appel vidéo lui-même en demande plus.",
        ),
    ),
    "folder": Remedy(
        Text(
            "Money Time does not open: its folder cannot be used.", "Money Time ne s'ouvre pas : son dossier est inutilisable."
        ),
        Text(
            "Allow yourself to write in that folder, or name another one in MONEYTIME_HOME.",
            "Donnez-vous le droit d'écrire dans ce dossier, ou nommez-en un autre dans MONEYTIME_HOME.",
        ),
    ),
    "disk": Remedy(
        Text("There is little room on the disk.", "Il reste peu de place sur le disque."),
        Text(
            "Free some space before a call: 500 MB are enough for years of calls, they are text.",
            "Libérez de la place avant un appel : 500 Mo suffisent pour des années d'appels, c'est du texte.",
        ),
    ),
    "time-zone": Remedy(
        Text("Dates and invites are in the wrong time zone.", "Les dates et invitations sont dans le mauvais fuseau."),
        Text(
            "Set the system's time zone, or yours in the settings; set theirs when you start a call.",
            "Réglez le fuseau du système, ou le vôtre dans les réglages ; donnez le leur au début d'un appel.",
        ),
    ),
    "echo": Remedy(
        Text("Their words appear as yours.", "Leurs mots apparaissent comme les vôtres."),
        Text(
            "Wear headphones, or lower the loudspeakers. The echo is cancelled, but loud speakers in a small room can win.",
            "Portez un casque, ou baissez les enceintes. L'écho est retiré, mais des enceintes fortes dans une petite pièce"
            " peuvent l'emporter.",
        ),
        examined=False,
    ),
    "no-alert": Remedy(
        Text("They praise everything and no alert comes.", "Ils louent tout et aucune alerte ne vient."),
        Text(
            "Look whether *their* meter moves. Then: an alert needs praise with nothing behind it; a named person, a date or an"
            " amount holds it back. Your thresholds are in the playbook.",
            "Regardez si *leur* niveau bouge. Ensuite : une alerte veut des louanges sans rien derrière ; une personne nommée,"
            " une date ou un montant la retient. Vos seuils sont dans le playbook.",
        ),
        examined=False,
    ),
    "full-screen": Remedy(
        Text("A full-screen call hides the overlay.", "Un appel en plein écran cache le bandeau."),
        Text(
            "Use the call's maximised window instead of full screen, or the live window on a second screen.",
            "Agrandissez la fenêtre de l'appel au lieu du plein écran, ou utilisez la fenêtre en direct sur un second écran.",
        ),
        examined=False,
    ),
    "sharing": Remedy(
        Text("The other side sees the overlay when you share.", "L'autre côté voit le bandeau quand vous partagez."),
        Text(
            "Share one window, not the screen. Only Windows can hide a window from sharing, and not from every program.",
            "Partagez une fenêtre, pas l'écran. Seul Windows sait cacher une fenêtre au partage, et pas à tous les programmes.",
        ),
        examined=False,
    ),
    "crash": Remedy(
        Text("The program or the computer stopped in mid-call.", "Le programme ou l'ordinateur s'est arrêté en plein appel."),
        Text(
            "Start it again: the call is offered as it was until the last utterance.",
            "Relancez-le : l'appel est proposé, complet jusqu'à la dernière phrase.",
        ),
        examined=False,
    ),
    "passphrase": Remedy(
        Text("The passphrase is forgotten.", "La phrase secrète est oubliée."),
        Text(
            "Type the recovery key in its place. Without both nobody can open the calls.",
            "Tapez la clé de secours à sa place. Sans aucune des deux, personne ne peut ouvrir les appels.",
        ),
        examined=False,
    ),
}
