<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>Afterwards</name>
    <message>
        <source>This call could not be saved whole. Export it now to keep it.</source>
        <translation>Cet appel n&apos;a pas pu être enregistré en entier. Exportez-le maintenant pour le garder.</translation>
    </message>
    <message>
        <source>The invite is in your Downloads folder.</source>
        <translation>L’invitation est dans votre dossier Téléchargements.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}). Choose another place.</source>
        <translation>Impossible d’écrire {file} ({reason}). Choisissez un autre endroit.</translation>
    </message>
</context>
<context>
    <name>AlertCard</name>
    <message>
        <source>Say</source>
        <translation>Dites</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Faux</translation>
    </message>
    <message>
        <source>This alert was wrong: it counts in the signal&apos;s precision</source>
        <translation>Cette alerte était fausse&#xa0;: cela compte dans la précision du signal</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
    <message>
        <source>Close this alert</source>
        <translation>Fermer cette alerte</translation>
    </message>
    <message>
        <source>Answered: {title}</source>
        <translation>Répondu&#xa0;: {title}</translation>
    </message>
    <message>
        <source>You said</source>
        <translation>Vous avez dit</translation>
    </message>
    <message>
        <source>They said</source>
        <translation>Ils ont dit</translation>
    </message>
</context>
<context>
    <name>BalanceBar</name>
    <message>
        <source>Share of the talk over the last ten minutes</source>
        <translation>Partage de la parole sur les dix dernières minutes</translation>
    </message>
    <message>
        <source>You {share}</source>
        <translation>Vous {share}</translation>
    </message>
    <message>
        <source>Them {share}</source>
        <translation>Eux {share}</translation>
    </message>
</context>
<context>
    <name>BriefPage</name>
    <message>
        <source>Brief before the call</source>
        <translation>Fiche avant l’appel</translation>
    </message>
    <message>
        <source>All deals</source>
        <translation>Toutes les affaires</translation>
    </message>
    <message>
        <source>Calls: {calls}, the last on {day}</source>
        <translation>Appels&#xa0;: {calls}, le dernier {day}</translation>
    </message>
    <message>
        <source>Where it stood</source>
        <translation>Où on en était</translation>
    </message>
    <message>
        <source>They promised</source>
        <translation>Ils ont promis</translation>
    </message>
    <message>
        <source>Nothing that is still open.</source>
        <translation>Rien qui soit encore ouvert.</translation>
    </message>
    <message>
        <source>You promised</source>
        <translation>Vous avez promis</translation>
    </message>
    <message>
        <source>Ask this time</source>
        <translation>À demander cette fois</translation>
    </message>
    <message>
        <source>Nothing was left unasked.</source>
        <translation>Rien n’est resté sans question.</translation>
    </message>
    <message>
        <source>Your notes</source>
        <translation>Vos notes</translation>
    </message>
</context>
<context>
    <name>CalendarCard</name>
    <message>
        <source>Calendar</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>A file or the secret address of your calendar that ends in .ics. Nothing is asked for without one.</source>
        <translation>Un fichier, ou l&apos;adresse secrète de votre agenda qui se termine par .ics. Sans elle, rien n&apos;est demandé au réseau.</translation>
    </message>
    <message>
        <source>Calendar file or address</source>
        <translation>Fichier ou adresse de l&apos;agenda</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Choisir un fichier…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Read: meetings in the next seven days: {n}.</source>
        <translation>Lu. Réunions dans les sept prochains jours&#xa0;: {n}.</translation>
    </message>
    <message>
        <source>An address begins with https://</source>
        <translation>Une adresse commence par https://</translation>
    </message>
    <message>
        <source>Choose a calendar</source>
        <translation>Choisir un agenda</translation>
    </message>
</context>
<context>
    <name>CallsPage</name>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Recordings and transcripts of other calls</source>
        <translation>Enregistrements et transcriptions d’autres appels</translation>
    </message>
    <message>
        <source>Search in what was said</source>
        <translation>Chercher dans ce qui a été dit</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Entreprise</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>{what}: all</source>
        <translation>{what}&#xa0;: tout</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>À tout moment</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>30 derniers jours</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Dernière année</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Rien ici.</translation>
    </message>
</context>
<context>
    <name>Captions</name>
    <message>
        <source>What was said</source>
        <translation>Ce qui a été dit</translation>
    </message>
</context>
<context>
    <name>DealRow</name>
    <message>
        <source>Looks alive, is dead: nothing dated, silent for {days} days</source>
        <translation>Semble vivante, est morte&#xa0;: rien de daté, silence depuis {days} jours</translation>
    </message>
    <message>
        <source>no dated next step</source>
        <translation>pas de prochaine étape datée</translation>
    </message>
    <message>
        <source>quarterly review: {day}</source>
        <translation>bilan trimestriel&#xa0;: {day}</translation>
    </message>
    <message>
        <source>since the call before: {changes}</source>
        <translation>depuis l’appel d’avant&#xa0;: {changes}</translation>
    </message>
    <message>
        <source>calls: {calls}, open commitments: {open}</source>
        <translation>appels&#xa0;: {calls}, engagements ouverts&#xa0;: {open}</translation>
    </message>
    <message>
        <source>it was {verdict}</source>
        <translation>c’était&#xa0;: {verdict}</translation>
    </message>
    <message>
        <source>more evidence</source>
        <translation>plus de preuves</translation>
    </message>
    <message>
        <source>less evidence</source>
        <translation>moins de preuves</translation>
    </message>
    <message>
        <source>a date at last</source>
        <translation>enfin une date</translation>
    </message>
    <message>
        <source>no date any more</source>
        <translation>plus de date</translation>
    </message>
</context>
<context>
    <name>Dealing</name>
    <message>
        <source>Acknowledge the call: due {when}</source>
        <translation>Accuser réception de l’appel&#xa0;: {when}</translation>
    </message>
    <message>
        <source>Send the follow-up: due {when}</source>
        <translation>Envoyer le suivi&#xa0;: {when}</translation>
    </message>
    <message>
        <source>You promised something: due {when}</source>
        <translation>Vous avez promis quelque chose&#xa0;: {when}</translation>
    </message>
</context>
<context>
    <name>DealsPage</name>
    <message>
        <source>Deals</source>
        <translation>Affaires</translation>
    </message>
    <message>
        <source>By commitments, never by smiles: what is due first, then what is silent.</source>
        <translation>Par les engagements, jamais par les sourires&#xa0;: d’abord ce qui est à faire, puis ce qui se tait.</translation>
    </message>
    <message>
        <source>No company yet: name it before a call, or import a call of theirs.</source>
        <translation>Pas encore d’entreprise&#xa0;: nommez-la avant un appel, ou importez un appel avec elle.</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Fiche</translation>
    </message>
    <message>
        <source>Brief before the next call with {company}</source>
        <translation>Fiche avant le prochain appel avec {company}</translation>
    </message>
</context>
<context>
    <name>DrillPage</name>
    <message>
        <source>Drills</source>
        <translation>Exercices</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>One line they say, ten seconds to answer it. What you miss comes back soon, what you know comes back later. Moments missed on your calls join in from the review of the call.</source>
        <translation>Une phrase qu&apos;ils disent, dix secondes pour y répondre. Ce que vous manquez revient vite, ce que vous savez revient plus tard. Les moments manqués de vos appels s&apos;y ajoutent depuis la page de l&apos;appel.</translation>
    </message>
    <message>
        <source>Start with all decks · {due} due</source>
        <translation>Commencer avec tous les paquets · {due} à revoir</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>You type</source>
        <translation>Vous écrivez</translation>
    </message>
    <message>
        <source>By voice, aloud</source>
        <translation>De vive voix</translation>
    </message>
    <message>
        <source>{due} due of {cards}</source>
        <translation>{due} à revoir sur {cards}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <source>Start: {title}</source>
        <translation>Commencer&#xa0;: {title}</translation>
    </message>
    <message>
        <source>Cards after this one: {count}</source>
        <translation>Cartes après celle-ci&#xa0;: {count}</translation>
    </message>
    <message>
        <source>You: {line}</source>
        <translation>Vous&#xa0;: {line}</translation>
    </message>
    <message>
        <source>They say</source>
        <translation>Ils disent</translation>
    </message>
    <message>
        <source>Missed on one of your calls</source>
        <translation>Manqué lors d&apos;un de vos appels</translation>
    </message>
    <message>
        <source>Time left to answer</source>
        <translation>Temps restant pour répondre</translation>
    </message>
    <message>
        <source>Your answer, in English</source>
        <translation>Votre réponse, en anglais</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Dire</translation>
    </message>
    <message>
        <source>They speak. Answer aloud when they have finished; you may type as well.</source>
        <translation>L&apos;autre parle. Répondez à voix haute quand il a fini&#xa0;; vous pouvez aussi écrire.</translation>
    </message>
    <message>
        <source>The ten seconds run until your first word; then take your time to type.</source>
        <translation>Les dix secondes courent jusqu&apos;à votre premier mot&#xa0;; ensuite, prenez le temps d&apos;écrire.</translation>
    </message>
    <message>
        <source>Listening. The ten seconds run until your first word.</source>
        <translation>On vous écoute. Les dix secondes courent jusqu&apos;à votre premier mot.</translation>
    </message>
    <message>
        <source>You are heard. Stop speaking when you have finished.</source>
        <translation>On vous entend. Taisez-vous quand vous avez fini.</translation>
    </message>
    <message>
        <source>You said nothing.</source>
        <translation>Vous n&apos;avez rien dit.</translation>
    </message>
    <message>
        <source>What was heard in it: {moves}</source>
        <translation>Ce qu&apos;on y entend&#xa0;: {moves}</translation>
    </message>
    <message>
        <source>One good answer</source>
        <translation>Une bonne réponse</translation>
    </message>
    <message>
        <source>Comes back {when}</source>
        <translation>Reviendra {when}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Juste</translation>
    </message>
    <message>
        <source>Right, but late</source>
        <translation>Juste, mais tard</translation>
    </message>
    <message>
        <source>A habit slipped in</source>
        <translation>Une habitude s&apos;y est glissée</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Manqué</translation>
    </message>
</context>
<context>
    <name>Drilling</name>
    <message>
        <source>in ten minutes</source>
        <translation>dans dix minutes</translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>Due today</source>
        <translation>À faire aujourd’hui</translation>
    </message>
</context>
<context>
    <name>Dues</name>
    <message>
        <source>in full before {day} {time}</source>
        <translation>complet avant {day} {time}</translation>
    </message>
    <message>
        <source>Due before {day} {time} {where}</source>
        <translation>À envoyer avant {day} {time} {where}</translation>
    </message>
    <message>
        <source>Due in {left}, before {time} {where}</source>
        <translation>À envoyer dans {left}, avant {time} {where}</translation>
    </message>
    <message>
        <source>{first}; {rest}</source>
        <translation>{first}&#xa0;; {rest}</translation>
    </message>
    <message>
        <source>In full within {left}, before {day} {time} {where}</source>
        <translation>Suivi complet sous {left}, avant {day} {time} {where}</translation>
    </message>
    <message>
        <source>It was due {day} at {time} {where}: send it now</source>
        <translation>C’était à envoyer {day} à {time} {where}&#xa0;: envoyez-le maintenant</translation>
    </message>
    <message>
        <source>(your weekend)</source>
        <translation>(votre week-end)</translation>
    </message>
    <message>
        <source>(a holiday here: {name})</source>
        <translation>(férié ici&#xa0;: {name})</translation>
    </message>
    <message>
        <source>You promised: {what}</source>
        <translation>Vous avez promis&#xa0;: {what}</translation>
    </message>
    <message>
        <source>Acknowledge the call</source>
        <translation>Accuser réception de l’appel</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>Envoyer le suivi</translation>
    </message>
    <message>
        <source>late</source>
        <translation>en retard</translation>
    </message>
    <message>
        <source>today</source>
        <translation>aujourd’hui</translation>
    </message>
    <message>
        <source>in {left}</source>
        <translation>dans {left}</translation>
    </message>
    <message>
        <source>your time</source>
        <translation>à votre heure</translation>
    </message>
    <message>
        <source>in {city}</source>
        <translation>à {city}</translation>
    </message>
</context>
<context>
    <name>EmailCard</name>
    <message>
        <source>Follow-up, ready to send</source>
        <translation>Le suivi, prêt à envoyer</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Chaleureux</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Bref</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Their address</source>
        <translation>Leur adresse</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>Text of the email</source>
        <translation>Texte de l&apos;e-mail</translation>
    </message>
    <message>
        <source>What was agreed has changed since you wrote this: read it again before you send it.</source>
        <translation>Ce qui a été convenu a changé depuis que vous avez écrit ceci&#xa0;: relisez avant d&apos;envoyer.</translation>
    </message>
    <message>
        <source>Back to the text from the call</source>
        <translation>Revenir au texte tiré de l&apos;appel</translation>
    </message>
    <message>
        <source>Open in mail</source>
        <translation>Ouvrir la messagerie</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Save (.eml)</source>
        <translation>Enregistrer (.eml)</translation>
    </message>
    <message>
        <source>Polish…</source>
        <translation>Polir…</translation>
    </message>
    <message>
        <source>Invite (.ics)</source>
        <translation>Invitation (.ics)</translation>
    </message>
    <message>
        <source>Update the invite</source>
        <translation>Mettre à jour l’invitation</translation>
    </message>
    <message>
        <source>15-minute placeholder</source>
        <translation>Créneau réservé de 15 minutes</translation>
    </message>
    <message>
        <source>Cancel the invite</source>
        <translation>Annuler l’invitation</translation>
    </message>
    <message>
        <source>Back to the draft</source>
        <translation>Retour au brouillon</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>No mail program answered. Copy the text instead.</source>
        <translation>Aucune messagerie n&apos;a répondu. Copiez plutôt le texte.</translation>
    </message>
    <message>
        <source>Save the email</source>
        <translation>Enregistrer l&apos;e-mail</translation>
    </message>
    <message>
        <source>{file} could not be written ({reason}). Choose another place.</source>
        <translation>Impossible d&apos;écrire {file} ({reason}). Choisissez un autre endroit.</translation>
    </message>
</context>
<context>
    <name>EncryptDialog</name>
    <message>
        <source>Encrypt the calls on this disk</source>
        <translation>Chiffrer les appels sur ce disque</translation>
    </message>
    <message>
        <source>Records, corrections, notes and the search are encrypted where they lie. Someone who takes this disk, or a copy of it, reads none of it. Someone who sits at your open session still can.</source>
        <translation>Enregistrements, corrections, notes et recherche sont chiffrés sur place. Qui prend ce disque, ou sa copie, n&apos;en lit rien. Qui s&apos;assoit à votre session ouverte le peut encore.</translation>
    </message>
    <message>
        <source>Without the key nobody can open your calls again: not you, not us. You get a recovery key to keep elsewhere.</source>
        <translation>Sans la clé, personne ne peut rouvrir vos appels&#xa0;: ni vous, ni nous. Vous recevez une clé de secours à garder ailleurs.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain keeps the key; nothing is asked</source>
        <translation>Le trousseau du système garde la clé&#xa0;; rien n&apos;est demandé</translation>
    </message>
    <message>
        <source>A passphrase, asked each time the app starts</source>
        <translation>Une phrase secrète, demandée à chaque démarrage</translation>
    </message>
    <message>
        <source>The system&apos;s keychain (there is none here)</source>
        <translation>Le trousseau du système (il n&apos;y en a pas ici)</translation>
    </message>
    <message>
        <source>Passphrase, ten characters or more</source>
        <translation>Phrase secrète, dix caractères ou plus</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>La même encore une fois</translation>
    </message>
    <message>
        <source>I understand: a lost key is lost for good</source>
        <translation>J&apos;ai compris&#xa0;: une clé perdue l&apos;est pour toujours</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>Encryption</name>
    <message>
        <source>Your calls are encrypted. Passphrase, or recovery key:</source>
        <translation>Vos appels sont chiffrés. Phrase de passe ou clé de secours&#xa0;:</translation>
    </message>
    <message>
        <source>That does not open them. Passphrase, or recovery key:</source>
        <translation>Elle ne les ouvre pas. Phrase de passe ou clé de secours&#xa0;:</translation>
    </message>
</context>
<context>
    <name>FiguresCard</name>
    <message>
        <source>The talk in figures</source>
        <translation>La conversation en chiffres</translation>
    </message>
    <message>
        <source>{low} to {high}: {source}</source>
        <translation>{low} à {high}&#xa0;: {source}</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Getting ready</source>
        <translation>Premiers pas</translation>
    </message>
    <message>
        <source>Two minutes. Every step can be skipped, and found again in Settings.</source>
        <translation>Deux minutes. Chaque étape peut être passée, et se retrouve dans les réglages.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Parole</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>C&apos;est parti</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Skip the guide</source>
        <translation>Passer le guide</translation>
    </message>
    <message>
        <source>Start a call</source>
        <translation>Commencer un appel</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>The system&apos;s default</source>
        <translation>Celui du système</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Ready: nothing to fetch.</source>
        <translation>Prêt&#xa0;: rien à télécharger.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>The interface and the reasons follow it. The sentences to say stay English: they are for the call.</source>
        <translation>L&apos;interface et les raisons la suivent. Les phrases à dire restent en anglais&#xa0;: elles sont pour l&apos;appel.</translation>
    </message>
    <message>
        <source>Which language do you read fastest?</source>
        <translation>Quelle langue lisez-vous le plus vite&#xa0;?</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Micro</translation>
    </message>
    <message>
        <source>Wear the headset of your calls. A soft tone must come back as their side, a word of yours as your side.</source>
        <translation>Mettez le casque de vos appels. Un son doux doit revenir du côté de l&apos;autre, un mot de vous du vôtre.</translation>
    </message>
    <message>
        <source>Are both sides heard?</source>
        <translation>Les deux côtés sont-ils entendus&#xa0;?</translation>
    </message>
    <message>
        <source>Open the system&apos;s settings</source>
        <translation>Ouvrir les réglages du système</translation>
    </message>
    <message>
        <source>Remind me to ask</source>
        <translation>Me rappeler de demander</translation>
    </message>
    <message>
        <source>Only listen once they agreed</source>
        <translation>N&apos;écouter qu&apos;avec leur accord</translation>
    </message>
    <message>
        <source>Say nothing about it</source>
        <translation>Ne rien en dire</translation>
    </message>
    <message>
        <source>In many places you must tell the other side. One sentence is enough: “{sentence}”</source>
        <translation>En bien des endroits, il faut prévenir l&apos;autre. Une phrase suffit&#xa0;: “{sentence}”</translation>
    </message>
    <message>
        <source>Will they know?</source>
        <translation>Le sauront-ils&#xa0;?</translation>
    </message>
    <message>
        <source>Words are recognised and judged on this computer. No sound and no word leaves it.</source>
        <translation>Les mots sont reconnus et jugés sur cet ordinateur. Aucun son, aucun mot n&apos;en sort.</translation>
    </message>
    <message>
        <source>The speech model</source>
        <translation>Le modèle de parole</translation>
    </message>
    <message>
        <source>Practise first</source>
        <translation>S&apos;entraîner d&apos;abord</translation>
    </message>
    <message>
        <source>Watch a recorded call</source>
        <translation>Voir un appel enregistré</translation>
    </message>
    <message>
        <source>A practice call costs nothing: a polite American, warm whatever happens, with a truth of their own.</source>
        <translation>Un appel d&apos;entraînement ne coûte rien&#xa0;: un Américain poli, chaleureux quoi qu&apos;il arrive, avec sa vérité à lui.</translation>
    </message>
    <message>
        <source>You are ready</source>
        <translation>Vous êtes prêt</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Call menu</source>
        <translation>Menu de l&apos;appel</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Them</source>
        <translation>Eux</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>Reste {time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>+{time}</translation>
    </message>
    <message>
        <source>of {minutes} min</source>
        <translation>sur {minutes} min</translation>
    </message>
</context>
<context>
    <name>HearingCard</name>
    <message>
        <source>Hearing</source>
        <translation>Écoute</translation>
    </message>
    <message>
        <source>Words become text</source>
        <translation>Mise en texte</translation>
    </message>
    <message>
        <source>Get the light model (78 MB)</source>
        <translation>Récupérer le modèle léger (78 Mo)</translation>
    </message>
    <message>
        <source>Get the model that hears better, for strong computers (488 MB)</source>
        <translation>Télécharger le modèle qui entend mieux, sur un ordinateur puissant (488 Mo)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop getting the model</source>
        <translation>Arrêter le téléchargement du modèle</translation>
    </message>
    <message>
        <source>Words &amp;become text</source>
        <translation>Mise en te&amp;xte</translation>
    </message>
    <message>
        <source>Keep the sound after that, too</source>
        <translation>Garder le son après, aussi</translation>
    </message>
    <message>
        <source>The &amp;other side</source>
        <translation>L&apos;a&amp;utre partie</translation>
    </message>
    <message>
        <source>Getting {name}…</source>
        <translation>Téléchargement de {name}…</translation>
    </message>
    <message>
        <source>{done} of {size} MB</source>
        <translation>{done} sur {size} Mo</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Home</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>A call was cut short</source>
        <translation>Un appel a été interrompu</translation>
    </message>
    <message>
        <source>Open what was heard</source>
        <translation>Ouvrir ce qui a été entendu</translation>
    </message>
    <message>
        <source>Recent calls</source>
        <translation>Derniers appels</translation>
    </message>
    <message>
        <source>No call yet. The first one will be listed here.</source>
        <translation>Pas encore d&apos;appel. Le premier apparaîtra ici.</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Tous les appels</translation>
    </message>
    <message>
        <source>Search in what was said</source>
        <translation>Chercher dans ce qui a été dit</translation>
    </message>
    <message>
        <source>{call}: the app ended before the call did. Everything up to its last words is there.</source>
        <translation>{call}&#xa0;: l&apos;application s&apos;est arrêtée avant l&apos;appel. Tout est là, jusqu&apos;aux derniers mots.</translation>
    </message>
</context>
<context>
    <name>HoursChoice</name>
    <message>
        <source>Work begins at</source>
        <translation>Début du travail</translation>
    </message>
    <message>
        <source>Work ends at</source>
        <translation>Fin du travail</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Imports</source>
        <translation>Imports</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop importing {file}</source>
        <translation>Arrêter l’import de {file}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>Transcrire</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>L’oublier</translation>
    </message>
    <message>
        <source>Delete the sound…</source>
        <translation>Supprimer le son…</translation>
    </message>
    <message>
        <source>{file}: stopped at {time}</source>
        <translation>{file}&#xa0;: arrêté à {time}</translation>
    </message>
    <message>
        <source>{file}: not transcribed yet</source>
        <translation>{file}&#xa0;: pas encore transcrit</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import calls</source>
        <translation>Importer des appels</translation>
    </message>
    <message>
        <source>Kind of call</source>
        <translation>Type d&apos;appel</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Entreprise</translation>
    </message>
    <message>
        <source>Their name</source>
        <translation>Leur nom</translation>
    </message>
    <message>
        <source>Where they are</source>
        <translation>Où ils sont</translation>
    </message>
    <message>
        <source>Which of these voices are yours?</source>
        <translation>Lesquelles de ces voix sont les vôtres&#xa0;?</translation>
    </message>
    <message>
        <source>the left channel</source>
        <translation>le canal gauche</translation>
    </message>
    <message>
        <source>the right channel</source>
        <translation>le canal droit</translation>
    </message>
    <message>
        <source>the voice without a name</source>
        <translation>la voix sans nom</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Import calls</source>
        <translation>Importer des appels</translation>
    </message>
    <message>
        <source>Delete the sound of this call? Its words can then never be had.</source>
        <translation>Supprimer le son de cet appel&#xa0;? Son texte sera perdu pour toujours.</translation>
    </message>
    <message>
        <source>Delete the sound</source>
        <translation>Supprimer le son</translation>
    </message>
</context>
<context>
    <name>Invites</name>
    <message>
        <source>{file} could not be written ({reason}). Choose another place.</source>
        <translation>Impossible d&apos;écrire {file} ({reason}). Choisissez un autre endroit.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Close the alert</source>
        <translation>Fermer l&apos;alerte</translation>
    </message>
    <message>
        <source>The alert is wrong</source>
        <translation>L&apos;alerte est fausse</translation>
    </message>
    <message>
        <source>Tick the current row</source>
        <translation>Cocher la ligne en cours</translation>
    </message>
    <message>
        <source>Make the invite</source>
        <translation>Créer l&apos;invitation</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <translation>Marquer ce moment</translation>
    </message>
    <message>
        <source>Mini mode, and back</source>
        <translation>Mode mini, et retour</translation>
    </message>
    <message>
        <source>Pause, and go on</source>
        <translation>Mettre en pause, et reprendre</translation>
    </message>
    <message>
        <source>Hide the overlay, and show it</source>
        <translation>Masquer le bandeau, et le montrer</translation>
    </message>
    <message>
        <source>Start a call</source>
        <translation>Démarrer un appel</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Terminer l&apos;appel</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Aucune touche</translation>
    </message>
    <message>
        <source>No key for “{action}”</source>
        <translation>Aucune touche pour «&#xa0;{action}&#xa0;»</translation>
    </message>
    <message>
        <source>The usual keys</source>
        <translation>Les touches d&apos;origine</translation>
    </message>
    <message>
        <source>During a call they work whichever window has the focus.</source>
        <translation>Pendant un appel, elles marchent quelle que soit la fenêtre active.</translation>
    </message>
    <message>
        <source>They work in the windows of Money Time. This desktop gives no program keys of its own: for the others, bind “moneytime ctl dismiss” and its like in the system&apos;s keyboard settings.</source>
        <translation>Elles marchent dans les fenêtres de Money Time. Ce bureau ne donne pas de touches propres aux programmes&#xa0;: pour les autres fenêtres, associez «&#xa0;moneytime ctl dismiss&#xa0;» et ses semblables dans les réglages clavier du système.</translation>
    </message>
    <message>
        <source>Another program has this key: choose another.</source>
        <translation>Un autre programme a cette touche&#xa0;: choisissez-en une autre.</translation>
    </message>
    <message>
        <source>Another action has this key.</source>
        <translation>Une autre action a cette touche.</translation>
    </message>
    <message>
        <source>Add Ctrl, Alt or a function key.</source>
        <translation>Ajoutez Ctrl, Alt ou une touche de fonction.</translation>
    </message>
</context>
<context>
    <name>LanguageModelCard</name>
    <message>
        <source>Language model on this computer</source>
        <translation>Modèle de langage sur cet ordinateur</translation>
    </message>
    <message>
        <source>If you run one (Ollama, LM Studio, llama.cpp), it may speak for the counterpart in practice, within what the scenario says. It is sent their role, the last lines of the practice call and what they are to say; after the call you see all of it. No other computer is ever asked.</source>
        <translation>Si vous en avez un (Ollama, LM Studio, llama.cpp), il peut prêter ses mots à l&apos;interlocuteur d&apos;entraînement, dans les limites du scénario. On lui envoie le rôle, les dernières phrases de l&apos;entraînement et ce qu&apos;il doit dire&#xa0;; après l&apos;appel, vous voyez tout. Aucun autre ordinateur n&apos;est jamais interrogé.</translation>
    </message>
    <message>
        <source>Address of the language model</source>
        <translation>Adresse du modèle de langage</translation>
    </message>
    <message>
        <source>Find its models</source>
        <translation>Chercher ses modèles</translation>
    </message>
    <message>
        <source>Name of the language model</source>
        <translation>Nom du modèle de langage</translation>
    </message>
    <message>
        <source>name of the model</source>
        <translation>nom du modèle</translation>
    </message>
    <message>
        <source>It speaks for the counterpart in practice calls</source>
        <translation>Il parle pour l&apos;interlocuteur dans les entraînements</translation>
    </message>
    <message>
        <source>It may polish the follow-up email: what it is sent is shown first</source>
        <translation>Il peut polir l&apos;e-mail de suivi&#xa0;: ce qui lui est envoyé est montré d&apos;abord</translation>
    </message>
    <message>
        <source>Models found: {n}.</source>
        <translation>Modèles trouvés&#xa0;: {n}.</translation>
    </message>
</context>
<context>
    <name>LiveCall</name>
    <message>
        <source>No slot was heard yet.</source>
        <translation>Aucun créneau entendu pour l&apos;instant.</translation>
    </message>
    <message>
        <source>Invite saved in Downloads</source>
        <translation>Invitation dans Téléchargements</translation>
    </message>
    <message>
        <source>There is no alert to answer.</source>
        <translation>Il n&apos;y a pas d&apos;alerte en cours.</translation>
    </message>
    <message>
        <source>The checklist is not open.</source>
        <translation>La liste de clôture n&apos;est pas ouverte.</translation>
    </message>
    <message>
        <source>Go on listening</source>
        <translation>Reprendre l&apos;écoute</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <translation>Marquer ce moment</translation>
    </message>
    <message>
        <source>Five minutes more</source>
        <translation>Cinq minutes de plus</translation>
    </message>
    <message>
        <source>Five minutes less</source>
        <translation>Cinq minutes de moins</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Taille normale</translation>
    </message>
    <message>
        <source>Mini mode</source>
        <translation>Mode mini</translation>
    </message>
    <message>
        <source>No captions</source>
        <translation>Sans sous-titres</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>Hide the overlay</source>
        <translation>Masquer le bandeau</translation>
    </message>
    <message>
        <source>Open the live window</source>
        <translation>Ouvrir la fenêtre d&apos;appel</translation>
    </message>
    <message>
        <source>Open the main window</source>
        <translation>Ouvrir la fenêtre principale</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Terminer l&apos;appel</translation>
    </message>
</context>
<context>
    <name>LiveTranscript</name>
    <message>
        <source>What is said appears here.</source>
        <translation>Ce qui se dit apparaît ici.</translation>
    </message>
</context>
<context>
    <name>LiveWindow</name>
    <message>
        <source>Back to now</source>
        <translation>Revenir au direct</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Preuves</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Moments marqués</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Clôture</translation>
    </message>
    <message>
        <source>A note on this moment, then Enter</source>
        <translation>Une note sur ce moment, puis Entrée</translation>
    </message>
    <message>
        <source>Note on this moment</source>
        <translation>Note sur ce moment</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Marquer</translation>
    </message>
    <message>
        <source>Bookmarked moment</source>
        <translation>Moment marqué</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>Reste {time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>+{time}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Home</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Appels</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>Affaires</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
</context>
<context>
    <name>Mini</name>
    <message>
        <source>Answered: {title}</source>
        <translation>Répondu&#xa0;: {title}</translation>
    </message>
</context>
<context>
    <name>MomentPage</name>
    <message>
        <source>Practise this moment</source>
        <translation>Rejouer ce moment</translation>
    </message>
    <message>
        <source>All scenarios</source>
        <translation>Tous les scénarios</translation>
    </message>
    <message>
        <source>Replayed, the call goes on from here with somebody like them: undecided, warm until asked. It also comes back in your drills, until you answer it.</source>
        <translation>Rejoué, l&apos;appel reprend ici avec quelqu&apos;un qui leur ressemble&#xa0;: indécis, chaleureux tant qu&apos;on ne demande rien. Il revient aussi dans vos exercices, jusqu&apos;à ce que vous y répondiez.</translation>
    </message>
    <message>
        <source>The minute before</source>
        <translation>La minute d&apos;avant</translation>
    </message>
    <message>
        <source>They say</source>
        <translation>L&apos;autre dit</translation>
    </message>
    <message>
        <source>Replay it as a call</source>
        <translation>Le rejouer comme un appel</translation>
    </message>
    <message>
        <source>Answer it in ten seconds</source>
        <translation>Y répondre en dix secondes</translation>
    </message>
</context>
<context>
    <name>NotesCard</name>
    <message>
        <source>Your notes on this call, for you alone</source>
        <translation>Vos notes sur cet appel, pour vous seul</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message>
        <source>Start listening</source>
        <translation>Commencer l&apos;écoute</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
</context>
<context>
    <name>OfferPrompt</name>
    <message>
        <source>Start listening</source>
        <translation>Commencer l&apos;écoute</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Never for {app}</source>
        <translation>Jamais pour {app}</translation>
    </message>
</context>
<context>
    <name>OtherSideChoice</name>
    <message>
        <source>Everything this computer plays</source>
        <translation>Tout ce que joue cet ordinateur</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>L&apos;autre partie</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Money Time overlay</source>
        <translation>Bandeau Money Time</translation>
    </message>
</context>
<context>
    <name>PictureCard</name>
    <message>
        <source>The call</source>
        <translation>L’appel</translation>
    </message>
    <message>
        <source>Part of the call that is shown</source>
        <translation>Partie de l’appel affichée</translation>
    </message>
    <message>
        <source>Show more of the call</source>
        <translation>Montrer plus de l’appel</translation>
    </message>
    <message>
        <source>Show less of the call, larger</source>
        <translation>Agrandir une partie de l’appel</translation>
    </message>
    <message>
        <source>Save as image</source>
        <translation>Enregistrer en image</translation>
    </message>
    <message>
        <source>{file} could not be written. Choose another place.</source>
        <translation>Impossible d’écrire {file}. Choisissez un autre endroit.</translation>
    </message>
</context>
<context>
    <name>PlaybookPage</name>
    <message>
        <source>Playbook</source>
        <translation>Playbook</translation>
    </message>
    <message>
        <source>← Settings</source>
        <translation>← Réglages</translation>
    </message>
    <message>
        <source>What is listened for, and the sentence to say then. Changes count from the next call on.</source>
        <translation>Ce qui est écouté, et la phrase à dire alors. Les changements comptent dès le prochain appel.</translation>
    </message>
    <message>
        <source>Kind of call</source>
        <translation>Type d’appel</translation>
    </message>
    <message>
        <source>Add a signal of your own</source>
        <translation>Ajouter un signal à vous</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Signaux</translation>
    </message>
    <message>
        <source>{signal} (off)</source>
        <translation>{signal} (désactivé)</translation>
    </message>
</context>
<context>
    <name>Playbooks</name>
    <message>
        <source>Kept for this kind of call, from the next call on.</source>
        <translation>Gardé pour ce type d&apos;appel, dès le prochain.</translation>
    </message>
    <message>
        <source>Kept for every kind of call, from the next call on.</source>
        <translation>Gardé pour tous les types d&apos;appel, dès le prochain.</translation>
    </message>
</context>
<context>
    <name>PolishDialog</name>
    <message>
        <source>Polish the email</source>
        <translation>Polir l&apos;e-mail</translation>
    </message>
    <message>
        <source>This goes to {model} at {address}, on this computer, and nowhere else. Quotes, days, figures and names must come back as they are.</source>
        <translation>Ceci va à {model}, à l&apos;adresse {address}, sur cet ordinateur et nulle part ailleurs. Citations, jours, chiffres et noms doivent revenir tels quels.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Ce qui est envoyé</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>Your score could not be kept ({reason}).</source>
        <translation>Votre score n&apos;a pas pu être gardé ({reason}).</translation>
    </message>
    <message>
        <source>Practice: no invite is made</source>
        <translation>Entraînement&#xa0;: aucune invitation</translation>
    </message>
</context>
<context>
    <name>PracticePage</name>
    <message>
        <source>Practice</source>
        <translation>Entraînement</translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message>
        <source>Deleted, because older than you wish to keep: {count}.</source>
        <translation>Appels supprimés car trop anciens&#xa0;: {count}.</translation>
    </message>
    <message>
        <source>Encrypting…</source>
        <translation>Chiffrement…</translation>
    </message>
    <message>
        <source>Decrypt all calls on this disk? Anyone with access to your files can read them then.</source>
        <translation>Déchiffrer tous les appels de ce disque&#xa0;? Quiconque a accès à vos fichiers pourra les lire.</translation>
    </message>
    <message>
        <source>Decrypt</source>
        <translation>Déchiffrer</translation>
    </message>
    <message>
        <source>Decrypting…</source>
        <translation>Déchiffrement…</translation>
    </message>
    <message>
        <source>A call is running: do this after it.</source>
        <translation>Un appel est en cours&#xa0;: faites-le ensuite.</translation>
    </message>
    <message>
        <source>A recording is being transcribed: do this after it.</source>
        <translation>Un enregistrement est en cours de transcription&#xa0;: faites-le après.</translation>
    </message>
    <message>
        <source>Back up all calls</source>
        <translation>Sauvegarder tous les appels</translation>
    </message>
    <message>
        <source>The backup is written. It can be read by whoever has the file, unless your calls are encrypted.</source>
        <translation>La sauvegarde est écrite. Qui a le fichier peut la lire, sauf si vos appels sont chiffrés.</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>Sauvegarde…</translation>
    </message>
    <message>
        <source>Restore calls</source>
        <translation>Restaurer des appels</translation>
    </message>
    <message>
        <source>Files put back: {count}. What was there already stays as it is.</source>
        <translation>Fichiers remis&#xa0;: {count}. Ce qui était déjà là reste tel quel.</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Restauration…</translation>
    </message>
    <message>
        <source>No call is older than that.</source>
        <translation>Aucun appel n&apos;est plus ancien.</translation>
    </message>
    <message>
        <source>Delete the older calls for good? There are {count}.</source>
        <translation>Supprimer définitivement les appels plus anciens&#xa0;? Il y en a {count}.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Nothing is kept about {who}.</source>
        <translation>Rien n&apos;est gardé à propos de {who}.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Calls written: {count}. The file is not encrypted: delete it once it is handed over.</source>
        <translation>Appels écrits&#xa0;: {count}. Le fichier n&apos;est pas chiffré&#xa0;: supprimez-le une fois transmis.</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Export en cours…</translation>
    </message>
    <message>
        <source>No call was with {who}.</source>
        <translation>Aucun appel avec {who}.</translation>
    </message>
    <message>
        <source>Delete all calls with {who} for good? There are {count}.</source>
        <translation>Supprimer définitivement tous les appels avec {who}&#xa0;? Il y en a {count}.</translation>
    </message>
    <message>
        <source>Other calls in which the name was said stay: {count} times.</source>
        <translation>Les autres appels où ce nom est dit restent&#xa0;: {count} fois.</translation>
    </message>
    <message>
        <source>Delete all that was said but the commitments, with your notes and corrections, for good?</source>
        <translation>Supprimer définitivement tout ce qui s&apos;est dit, sauf les engagements, avec vos notes et corrections&#xa0;?</translation>
    </message>
    <message>
        <source>Delete this call for good, with your notes and corrections?</source>
        <translation>Supprimer définitivement cet appel, avec vos notes et corrections&#xa0;?</translation>
    </message>
</context>
<context>
    <name>PrivacyCard</name>
    <message>
        <source>Privacy</source>
        <translation>Confidentialité</translation>
    </message>
    <message>
        <source>Delete the older ones now…</source>
        <translation>Supprimer les plus anciens maintenant…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>Sauvegarder…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Restaurer…</translation>
    </message>
    <message>
        <source>&amp;Keep calls for</source>
        <translation>&amp;Garder les appels</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Chiffrement</translation>
    </message>
    <message>
        <source>A&amp;bout one person</source>
        <translation>À propos d&apos;&amp;une personne</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Tous les appels</translation>
    </message>
    <message>
        <source>In one file, for you to keep.</source>
        <translation>Dans un seul fichier, à garder.</translation>
    </message>
    <message>
        <source>No sound is kept unless you say so. Nothing leaves this computer.</source>
        <translation>Aucun son n&apos;est gardé sans votre accord. Rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>Off. Your files are readable by your account alone.</source>
        <translation>Désactivé. Seul votre compte peut lire vos fichiers.</translation>
    </message>
    <message>
        <source>On. The key is in the system&apos;s keychain.</source>
        <translation>Activé. La clé est dans le trousseau du système.</translation>
    </message>
    <message>
        <source>On. The passphrase is asked when the app starts.</source>
        <translation>Activé. La phrase secrète est demandée au démarrage.</translation>
    </message>
    <message>
        <source>Decrypt…</source>
        <translation>Déchiffrer…</translation>
    </message>
    <message>
        <source>Encrypt…</source>
        <translation>Chiffrer…</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} jours</translation>
    </message>
    <message>
        <source>As long as I like</source>
        <translation>Aussi longtemps que je veux</translation>
    </message>
    <message>
        <source>A name or a company</source>
        <translation>Un nom ou une entreprise</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>Progrès</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>No practice call yet. Each one leaves its score here, never its words.</source>
        <translation>Aucun entraînement pour l&apos;instant. Chacun laisse ici son score, jamais ses mots.</translation>
    </message>
    <message>
        <source>By skill</source>
        <translation>Par compétence</translation>
    </message>
    <message>
        <source>Your last tries, oldest on the left; the figure is the mean of the last three.</source>
        <translation>Vos derniers essais, le plus ancien à gauche&#xa0;; le chiffre est la moyenne des trois derniers.</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Essais</translation>
    </message>
</context>
<context>
    <name>PromiseDialog</name>
    <message>
        <source>Commitment</source>
        <translation>Engagement</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>on a day</source>
        <translation>un jour précis</translation>
    </message>
    <message>
        <source>at an hour</source>
        <translation>à une heure précise</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>On their clock ({city}).</source>
        <translation>À leur heure ({city}).</translation>
    </message>
    <message>
        <source>Not a commitment: remove it</source>
        <translation>Pas un engagement&#xa0;: le retirer</translation>
    </message>
</context>
<context>
    <name>PromisesCard</name>
    <message>
        <source>Commitments</source>
        <translation>Engagements</translation>
    </message>
    <message>
        <source>nothing with a day</source>
        <translation>rien de daté</translation>
    </message>
    <message>
        <source>Left unasked</source>
        <translation>Restés sans question</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Rouvrir</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Tenu</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Change: {what}</source>
        <translation>Modifier&#xa0;: {what}</translation>
    </message>
    <message>
        <source>no day</source>
        <translation>sans jour</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Rendez-vous</translation>
    </message>
    <message>
        <source>{promise} (not agreed yet)</source>
        <translation>{promise} (pas encore convenu)</translation>
    </message>
</context>
<context>
    <name>ReadinessPicture</name>
    <message>
        <source>Their readiness, turn by turn</source>
        <translation>Leur disposition, réplique par réplique</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Your recovery key</source>
        <translation>Votre clé de secours</translation>
    </message>
    <message>
        <source>Write it down, or keep it in your password manager. It opens your calls when the passphrase is forgotten, the keychain is gone, or a backup is restored on another computer. It is shown this once.</source>
        <translation>Notez-la, ou gardez-la dans votre gestionnaire de mots de passe. Elle ouvre vos appels quand la phrase est oubliée, le trousseau perdu, ou une sauvegarde restaurée ailleurs. Elle n&apos;est montrée qu&apos;une fois.</translation>
    </message>
    <message>
        <source>I have kept it in a safe place</source>
        <translation>Je l&apos;ai mise en lieu sûr</translation>
    </message>
    <message>
        <source>Encrypt now</source>
        <translation>Chiffrer maintenant</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review of a call</source>
        <translation>Bilan d&apos;un appel</translation>
    </message>
    <message>
        <source>Sent {day} at {time}</source>
        <translation>Envoyé {day} à {time}</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>Tous les appels</translation>
    </message>
    <message>
        <source>{minutes} of {planned} min</source>
        <translation>{minutes} min sur {planned}</translation>
    </message>
    <message>
        <source>text only, no sound kept</source>
        <translation>texte seul, aucun son conservé</translation>
    </message>
    <message>
        <source>sound kept</source>
        <translation>son gardé</translation>
    </message>
    <message>
        <source>consent heard at {time}</source>
        <translation>accord entendu à {time}</translation>
    </message>
    <message>
        <source>consent not heard</source>
        <translation>accord non entendu</translation>
    </message>
    <message>
        <source>cut short by a crash</source>
        <translation>interrompu par une panne</translation>
    </message>
    <message>
        <source>Ask for a yes or a no</source>
        <translation>Demander un oui ou un non</translation>
    </message>
    <message>
        <source>To the follow-up</source>
        <translation>Voir le suivi</translation>
    </message>
    <message>
        <source>Not sent after all</source>
        <translation>Pas encore envoyé</translation>
    </message>
    <message>
        <source>Mark as sent</source>
        <translation>Marquer comme envoyé</translation>
    </message>
    <message>
        <source>Practise this</source>
        <translation>M’y exercer</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Keep only the commitments…</source>
        <translation>Ne garder que les engagements…</translation>
    </message>
    <message>
        <source>Delete this call…</source>
        <translation>Supprimer cet appel…</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Clôture</translation>
    </message>
    <message>
        <source>ticked by you</source>
        <translation>coché par vous</translation>
    </message>
    <message>
        <source>Moments to win back</source>
        <translation>Moments à rattraper</translation>
    </message>
    <message>
        <source>None: every alert was answered.</source>
        <translation>Aucun&#xa0;: chaque alerte a eu sa réponse.</translation>
    </message>
    <message>
        <source>Better: {line}</source>
        <translation>Mieux&#xa0;: {line}</translation>
    </message>
    <message>
        <source>Export:</source>
        <translation>Exporter&#xa0;:</translation>
    </message>
    <message>
        <source>Export as {format}</source>
        <translation>Exporter en {format}</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Show more</source>
        <translation>En montrer plus</translation>
    </message>
</context>
<context>
    <name>SaidCard</name>
    <message>
        <source>What was said</source>
        <translation>Ce qui a été dit</translation>
    </message>
    <message>
        <source>Search in this call</source>
        <translation>Chercher dans cet appel</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Corriger…</translation>
    </message>
    <message>
        <source>Make a commitment…</source>
        <translation>En faire un engagement…</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Signet</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Tout copier</translation>
    </message>
    <message>
        <source>Choose a turn by clicking on it, then correct it or mark it.</source>
        <translation>Cliquez sur une prise de parole, puis corrigez-la ou marquez-la.</translation>
    </message>
    <message>
        <source>Listen from here</source>
        <translation>Écouter d&apos;ici</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>Arrêter l&apos;écoute</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n trouvé</numerusform>
            <numerusform>%n trouvés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScenarioCard</name>
    <message>
        <source>{kind} · {minutes} min</source>
        <translation>{kind} · {minutes} min</translation>
    </message>
    <message>
        <source>best score {points}</source>
        <translation>meilleur score {points}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <source>Start: {title}</source>
        <translation>Commencer&#xa0;: {title}</translation>
    </message>
</context>
<context>
    <name>ScenarioList</name>
    <message>
        <source>Practice</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>A polite American, warm whatever happens, with a truth they do not volunteer; the same clock and alerts as on a real call. At the end you learn the truth. Only your score is kept.</source>
        <translation>Un Américain poli, chaleureux quoi qu&apos;il arrive, avec une vérité qu&apos;il ne dit pas de lui-même&#xa0;; la même horloge et les mêmes alertes que lors d&apos;un vrai appel. À la fin, vous apprenez la vérité. Seul votre score est gardé.</translation>
    </message>
    <message>
        <source>Drills</source>
        <translation>Exercices</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progrès</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>You type</source>
        <translation>Vous écrivez</translation>
    </message>
    <message>
        <source>By voice, aloud</source>
        <translation>De vive voix</translation>
    </message>
    <message>
        <source>Coach on</source>
        <translation>Assistant présent</translation>
    </message>
    <message>
        <source>Hints at the end only</source>
        <translation>Conseils à la fin seulement</translation>
    </message>
    <message>
        <source>Exam: no overlay</source>
        <translation>Examen&#xa0;: sans assistant</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Go through the first steps again</source>
        <translation>Revoir les premiers pas</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Say nothing about it</source>
        <translation>Ne rien en dire</translation>
    </message>
    <message>
        <source>Remind me to ask</source>
        <translation>Me rappeler de demander</translation>
    </message>
    <message>
        <source>Only listen once they agreed</source>
        <translation>N&apos;écouter qu&apos;avec leur accord</translation>
    </message>
    <message>
        <source>Two lines of captions</source>
        <translation>Deux lignes de sous-titres</translation>
    </message>
    <message>
        <source>Mini mode: the clock and one line</source>
        <translation>Mode mini&#xa0;: l&apos;horloge et une ligne</translation>
    </message>
    <message>
        <source>No movement: nothing fades or pulses</source>
        <translation>Aucun mouvement&#xa0;: rien ne s&apos;efface peu à peu ni ne clignote</translation>
    </message>
    <message>
        <source>Hide the overlay from screen sharing, where the system can</source>
        <translation>Exclure le bandeau du partage d&apos;écran, si le système le peut</translation>
    </message>
    <message>
        <source>Start with the computer, in the tray</source>
        <translation>Lancer au démarrage, dans la zone de notification</translation>
    </message>
    <message>
        <source>Offer to listen when a call begins</source>
        <translation>Proposer d&apos;écouter quand un appel commence</translation>
    </message>
    <message>
        <source>Offer it again in every application</source>
        <translation>Le proposer de nouveau dans toutes les applications</translation>
    </message>
    <message>
        <source>Playbook: what is listened for, and what to say</source>
        <translation>Playbook&#xa0;: ce qui est écouté, et que dire</translation>
    </message>
    <message>
        <source>As in the playbook: one in 90 seconds at most</source>
        <translation>Selon le playbook&#xa0;: au plus une en 90 secondes</translation>
    </message>
    <message>
        <source>Often: one in 45 seconds at most</source>
        <translation>Souvent&#xa0;: au plus une en 45 secondes</translation>
    </message>
    <message>
        <source>Calm: one in 3 minutes at most</source>
        <translation>Calme&#xa0;: au plus une en 3 minutes</translation>
    </message>
    <message>
        <source>Rare: one in 5 minutes at most</source>
        <translation>Rare&#xa0;: au plus une en 5 minutes</translation>
    </message>
    <message>
        <source>names of your products and people, separated by commas</source>
        <translation>noms de vos produits et de personnes, séparés par des virgules</translation>
    </message>
    <message>
        <source>The system&apos;s default</source>
        <translation>Celui du système</translation>
    </message>
    <message>
        <source>{name} (not plugged in)</source>
        <translation>{name} (débranché)</translation>
    </message>
    <message>
        <source>{name} (not on this computer)</source>
        <translation>{name} (absent de cet ordinateur)</translation>
    </message>
    <message>
        <source>One in {n} seconds at most</source>
        <translation>Au plus une en {n} secondes</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>Interface</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Langue</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Apparence</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appel</translation>
    </message>
    <message>
        <source>&amp;Microphone</source>
        <translation>&amp;Microphone</translation>
    </message>
    <message>
        <source>&amp;Speech model</source>
        <translation>Modèle de &amp;parole</translation>
    </message>
    <message>
        <source>Usual &amp;length</source>
        <translation>&amp;Durée habituelle</translation>
    </message>
    <message>
        <source>&amp;Consent of the other side</source>
        <translation>A&amp;ccord de l&apos;autre partie</translation>
    </message>
    <message>
        <source>Ale&amp;rts</source>
        <translation>Ale&amp;rtes</translation>
    </message>
    <message>
        <source>&amp;Words to expect</source>
        <translation>&amp;Mots attendus</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Bandeau</translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation>&amp;Taille du texte</translation>
    </message>
    <message>
        <source>&amp;Opacity</source>
        <translation>&amp;Opacité</translation>
    </message>
    <message>
        <source>You, for emails and invites</source>
        <translation>Vous, pour les e-mails et invitations</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>&amp;Email</source>
        <translation>&amp;E-mail</translation>
    </message>
    <message>
        <source>Com&amp;pany</source>
        <translation>So&amp;ciété</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>&amp;Fuseau horaire</translation>
    </message>
    <message>
        <source>Wor&amp;king hours</source>
        <translation>&amp;Heures de travail</translation>
    </message>
</context>
<context>
    <name>SetupCard</name>
    <message>
        <source>Start a call</source>
        <translation>Commencer un appel</translation>
    </message>
    <message>
        <source>Dana Whitlock</source>
        <translation>Dana Whitlock</translation>
    </message>
    <message>
        <source>Operations director</source>
        <translation>Directrice des opérations</translation>
    </message>
    <message>
        <source>Halden Foods</source>
        <translation>Halden Foods</translation>
    </message>
    <message>
        <source>in English, as you will say it: manual stock counts</source>
        <translation>en anglais, comme vous le direz&#xa0;: manual stock counts</translation>
    </message>
    <message>
        <source>6 hours a week per site</source>
        <translation>6 hours a week per site</translation>
    </message>
    <message>
        <source>product and people names, separated by commas</source>
        <translation>noms de produits et de personnes, séparés par des virgules</translation>
    </message>
    <message>
        <source>You spoke before: brief</source>
        <translation>Vous vous êtes déjà parlé&#xa0;: la fiche</translation>
    </message>
    <message>
        <source>a city: New York, Austin</source>
        <translation>une ville&#xa0;: New York, Austin</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Kind of &amp;call</source>
        <translation>&amp;Type d&apos;appel</translation>
    </message>
    <message>
        <source>&amp;Name, role</source>
        <translation>&amp;Nom, fonction</translation>
    </message>
    <message>
        <source>C&amp;ompany</source>
        <translation>&amp;Société</translation>
    </message>
    <message>
        <source>Where &amp;they are</source>
        <translation>Où ils &amp;sont</translation>
    </message>
    <message>
        <source>&amp;Planned length</source>
        <translation>&amp;Durée prévue</translation>
    </message>
    <message>
        <source>Their pro&amp;blem</source>
        <translation>Leur pro&amp;blème</translation>
    </message>
    <message>
        <source>What it co&amp;sts</source>
        <translation>Ce qu&apos;il &amp;coûte</translation>
    </message>
    <message>
        <source>&amp;Words to expect</source>
        <translation>&amp;Mots attendus</translation>
    </message>
    <message>
        <source>Words become te&amp;xt</source>
        <translation>Mise en te&amp;xte</translation>
    </message>
    <message>
        <source>The other si&amp;de</source>
        <translation>L&apos;a&amp;utre partie</translation>
    </message>
    <message>
        <source>Kind of call</source>
        <translation>Type d&apos;appel</translation>
    </message>
    <message>
        <source>Their name</source>
        <translation>Leur nom</translation>
    </message>
    <message>
        <source>Their role</source>
        <translation>Leur fonction</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Société</translation>
    </message>
    <message>
        <source>Where they are</source>
        <translation>Où ils sont</translation>
    </message>
    <message>
        <source>Planned length in minutes</source>
        <translation>Durée prévue en minutes</translation>
    </message>
    <message>
        <source>Their problem</source>
        <translation>Leur problème</translation>
    </message>
    <message>
        <source>What it costs them</source>
        <translation>Ce qu&apos;il leur coûte</translation>
    </message>
    <message>
        <source>Words to expect</source>
        <translation>Mots attendus</translation>
    </message>
    <message>
        <source>Words become text</source>
        <translation>Mise en texte</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>Commencer l&apos;écoute</translation>
    </message>
    <message>
        <source>They agreed</source>
        <translation>Ils sont d&apos;accord</translation>
    </message>
    <message>
        <source>Their consent is required: tick it on the home page first.</source>
        <translation>Leur accord est requis&#xa0;: cochez-le d&apos;abord sur la page d&apos;accueil.</translation>
    </message>
    <message>
        <source>To transcribe after the call its sound is kept until then: say yes to that on the home page first.</source>
        <translation>Pour transcrire après l&apos;appel, son son est gardé jusque-là&#xa0;: dites d&apos;abord oui sur la page d&apos;accueil.</translation>
    </message>
    <message>
        <source>Say first: “{sentence}”</source>
        <translation>À dire d&apos;abord&#xa0;: “{sentence}”</translation>
    </message>
    <message>
        <source>{time} there</source>
        <translation>{time} là-bas</translation>
    </message>
    <message>
        <source>not a place I know</source>
        <translation>lieu inconnu</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>jusqu&apos;à {time}</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Hang up the practice call first.</source>
        <translation>Raccrochez d&apos;abord l&apos;appel d&apos;entraînement.</translation>
    </message>
    <message>
        <source>A call is running already.</source>
        <translation>Un appel est déjà en cours.</translation>
    </message>
    <message>
        <source>Something broke inside; the rest goes on. {file} says where, without a word of your calls.</source>
        <translation>Quelque chose s&apos;est cassé&#xa0;; le reste continue. {file} dit où, sans un mot de vos appels.</translation>
    </message>
    <message>
        <source>No call is running.</source>
        <translation>Aucun appel en cours.</translation>
    </message>
    <message>
        <source>The settings could not be saved ({reason}); they last until you close the app.</source>
        <translation>Impossible d&apos;enregistrer les réglages ({reason})&#xa0;; ils durent jusqu&apos;à la fermeture.</translation>
    </message>
</context>
<context>
    <name>SignalEditor</name>
    <message>
        <source>Five sentences or more, one on each line, as people say them</source>
        <translation>Cinq phrases ou plus, une par ligne, comme on les dit</translation>
    </message>
    <message>
        <source>Alert on it</source>
        <translation>Alerter</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titre</translation>
    </message>
    <message>
        <source>&amp;Why it matters</source>
        <translation>&amp;Pourquoi</translation>
    </message>
    <message>
        <source>Who says it</source>
        <translation>Qui le dit</translation>
    </message>
    <message>
        <source>Sounds like</source>
        <translation>Ressemble à</translation>
    </message>
    <message>
        <source>&amp;How sure</source>
        <translation>&amp;Certitude</translation>
    </message>
    <message>
        <source>&amp;Lines to say</source>
        <translation>Phrases à &amp;dire</translation>
    </message>
    <message>
        <source>One on each line; {name} {company} {problem} {amount} are filled in from the set-up.</source>
        <translation>Une par ligne&#xa0;; {name} {company} {problem} {amount} sont remplis d&apos;après la préparation.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>As it was built in</source>
        <translation>Comme d&apos;origine</translation>
    </message>
    <message>
        <source>Try it on past calls</source>
        <translation>Essayer sur les appels passés</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>A signal of your own</source>
        <translation>Un signal à vous</translation>
    </message>
    <message>
        <source>An utterance carries it when it sounds more like your sentences than ordinary talk does.</source>
        <translation>Une réplique le porte quand elle ressemble plus à vos phrases que la parole ordinaire.</translation>
    </message>
    <message>
        <source>Would have alerted on {found} of {heard} turns (calls: {calls}).</source>
        <translation>Aurait alerté sur {found} répliques sur {heard} (appels&#xa0;: {calls}).</translation>
    </message>
    <message>
        <source>There is no call to try it on yet.</source>
        <translation>Il n&apos;y a pas encore d&apos;appel pour l&apos;essayer.</translation>
    </message>
    <message>
        <source>Give it a title.</source>
        <translation>Donnez-lui un titre.</translation>
    </message>
    <message>
        <source>Give at least {n} different sentences.</source>
        <translation>Donnez au moins {n} phrases différentes.</translation>
    </message>
    <message>
        <source>Give at least one line to say.</source>
        <translation>Donnez au moins une phrase à dire.</translation>
    </message>
    <message>
        <source>Listening to your past calls…</source>
        <translation>Écoute de vos appels passés…</translation>
    </message>
</context>
<context>
    <name>SlotCard</name>
    <message>
        <source>Invite</source>
        <translation>Inviter</translation>
    </message>
    <message>
        <source>Make the calendar invite now</source>
        <translation>Créer l&apos;invitation maintenant</translation>
    </message>
    <message>
        <source>Agreed: “{words}”</source>
        <translation>Convenu&#xa0;: “{words}”</translation>
    </message>
    <message>
        <source>Heard: “{words}”, not agreed yet</source>
        <translation>Entendu&#xa0;: “{words}”, pas encore convenu</translation>
    </message>
</context>
<context>
    <name>SoundConsent</name>
    <message>
        <source>Yes, keep the sound of the call until it is transcribed, then delete it</source>
        <translation>Oui, garder le son de l&apos;appel jusqu&apos;à sa transcription, puis le supprimer</translation>
    </message>
    <message>
        <source>On this computer only, readable by your account alone, about 130 MB an hour.</source>
        <translation>Sur cet ordinateur seulement, lisible par votre compte seul, environ 130 Mo par heure.</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>Check sound</source>
        <translation>Vérifier le son</translation>
    </message>
    <message>
        <source>Ten seconds: plays a soft tone and asks you for a word</source>
        <translation>Dix secondes&#xa0;: joue un son doux et vous demande un mot</translation>
    </message>
    <message>
        <source>Sound check</source>
        <translation>Vérification du son</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Arrêter la vérification</translation>
    </message>
    <message>
        <source>Listening to the room: stay quiet for a moment…</source>
        <translation>Écoute de la pièce&#xa0;: ne dites rien un instant…</translation>
    </message>
    <message>
        <source>A soft tone is playing: is it heard as the call would be?</source>
        <translation>Un son doux est joué&#xa0;: sera-t-il entendu comme le sera l&apos;appel&#xa0;?</translation>
    </message>
    <message>
        <source>Now say a few words into your microphone: “Can you hear me well?”</source>
        <translation>Maintenant, dites quelques mots dans votre micro&#xa0;: «&#xa0;Vous m&apos;entendez bien&#xa0;?&#xa0;»</translation>
    </message>
    <message>
        <source>The check itself failed. Try it again, or run the check-up: moneytime doctor.</source>
        <translation>La vérification elle-même a échoué. Recommencez, ou lancez le diagnostic&#xa0;: moneytime doctor.</translation>
    </message>
    <message>
        <source>Not ready: one side would not be heard.</source>
        <translation>Pas prêt&#xa0;: un des deux côtés ne serait pas entendu.</translation>
    </message>
    <message>
        <source>Ready, and it could be better.</source>
        <translation>Prêt, mais cela peut être mieux.</translation>
    </message>
    <message>
        <source>Ready: both sides are heard.</source>
        <translation>Prêt&#xa0;: les deux côtés sont entendus.</translation>
    </message>
</context>
<context>
    <name>StopOffer</name>
    <message>
        <source>Is the call over?</source>
        <translation>L&apos;appel est-il terminé&#xa0;?</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Terminer l&apos;appel</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>TalkPage</name>
    <message>
        <source>Practice call</source>
        <translation>Appel d&apos;entraînement</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Raccrocher</translation>
    </message>
    <message>
        <source>Your answer, in English</source>
        <translation>Votre réponse, en anglais</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>Dire</translation>
    </message>
    <message>
        <source>Speak: they hear you, and stop when you interrupt. You may type as well. Wear headphones.</source>
        <translation>Parlez&#xa0;: on vous entend, et on se tait si vous coupez la parole. Vous pouvez aussi écrire. Mettez un casque.</translation>
    </message>
    <message>
        <source>Enter says it; on an empty line it is a silence. The clock counts words, not the time you take to type.</source>
        <translation>Entrée pour le dire&#xa0;; sur une ligne vide, c&apos;est un silence. L&apos;horloge compte les mots, pas le temps que vous mettez à taper.</translation>
    </message>
    <message>
        <source>Practice · getting ready</source>
        <translation>Entraînement · préparation</translation>
    </message>
    <message>
        <source>Practice · {time} left</source>
        <translation>Entraînement · reste {time}</translation>
    </message>
    <message>
        <source>Practice · {time} over</source>
        <translation>Entraînement · +{time}</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>{who}: {words}</source>
        <translation>{who}&#xa0;: {words}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Them</source>
        <translation>Eux</translation>
    </message>
    <message>
        <source>Sales call</source>
        <translation>Appel de vente</translation>
    </message>
    <message>
        <source>Partner call</source>
        <translation>Appel partenaire</translation>
    </message>
    <message>
        <source>Business review</source>
        <translation>Revue d&apos;affaires</translation>
    </message>
    <message>
        <source>As they are said</source>
        <translation>Au fil de la parole</translation>
    </message>
    <message>
        <source>As they are said, with the light model</source>
        <translation>Au fil de la parole, avec le modèle léger</translation>
    </message>
    <message>
        <source>After the call</source>
        <translation>Après l&apos;appel</translation>
    </message>
    <message>
        <source>Alerts and captions come while you talk.</source>
        <translation>Alertes et sous-titres viennent pendant que vous parlez.</translation>
    </message>
    <message>
        <source>For weak or hot computers: half the work, English only, and it hears a little less well.</source>
        <translation>Pour un ordinateur lent ou qui chauffe&#xa0;: moitié moins de travail, anglais seul, et il entend un peu moins bien.</translation>
    </message>
    <message>
        <source>Saves the battery: no alert and no caption; the words come once the call is over.</source>
        <translation>Ménage la batterie&#xa0;: ni alerte ni sous-titre&#xa0;; le texte vient une fois l&apos;appel fini.</translation>
    </message>
    <message>
        <source>Signed next step</source>
        <translation>Étape suivante signée</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvert</translation>
    </message>
    <message>
        <source>Polite no</source>
        <translation>Non poli</translation>
    </message>
    <message>
        <source>A buyer</source>
        <translation>Un acheteur</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Pas décidé</translation>
    </message>
    <message>
        <source>A next step with a day and an hour</source>
        <translation>Une suite avec un jour et une heure</translation>
    </message>
    <message>
        <source>A no said plainly</source>
        <translation>Un non dit franchement</translation>
    </message>
    <message>
        <source>A plan without a date</source>
        <translation>Un plan sans date</translation>
    </message>
    <message>
        <source>No next step, then silence</source>
        <translation>Pas de suite, puis le silence</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>Remise en cause</translation>
    </message>
    <message>
        <source>Finding the pain</source>
        <translation>Trouver la douleur</translation>
    </message>
    <message>
        <source>Business value</source>
        <translation>Valeur pour eux</translation>
    </message>
    <message>
        <source>Candour</source>
        <translation>Franchise</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Horloge</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Préparation</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>À l&apos;écoute</translation>
    </message>
    <message>
        <source>Keeping the sound</source>
        <translation>Son gardé</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>The microphone went away</source>
        <translation>Le microphone a disparu</translation>
    </message>
    <message>
        <source>Plug it in again, or choose another one in Settings.</source>
        <translation>Rebranchez-le, ou choisissez-en un autre dans Réglages.</translation>
    </message>
    <message>
        <source>The call&apos;s sound went away</source>
        <translation>Le son de l&apos;appel a disparu</translation>
    </message>
    <message>
        <source>Check which speaker or headset the call plays on.</source>
        <translation>Vérifiez sur quel haut-parleur ou casque sort l&apos;appel.</translation>
    </message>
    <message>
        <source>No microphone was found</source>
        <translation>Aucun micro trouvé</translation>
    </message>
    <message>
        <source>Plug one in: it will be used by itself.</source>
        <translation>Branchez-en un&#xa0;: il sera utilisé de lui-même.</translation>
    </message>
    <message>
        <source>No speaker or headset was found</source>
        <translation>Aucune enceinte, aucun casque</translation>
    </message>
    <message>
        <source>Your microphone does not open</source>
        <translation>Votre micro ne s&apos;ouvre pas</translation>
    </message>
    <message>
        <source>Close other programs that use it alone, or allow Money Time in the system&apos;s settings.</source>
        <translation>Fermez les programmes qui l&apos;occupent, ou autorisez Money Time dans les réglages du système.</translation>
    </message>
    <message>
        <source>The call&apos;s sound cannot be listened to</source>
        <translation>Impossible d&apos;écouter le son de l&apos;appel</translation>
    </message>
    <message>
        <source>Choose another speaker in the system&apos;s settings.</source>
        <translation>Choisissez une autre sortie dans les réglages du système.</translation>
    </message>
    <message>
        <source>The sound system does not answer</source>
        <translation>Le système de son ne répond pas</translation>
    </message>
    <message>
        <source>It is tried again by itself. If this lasts, unplug and replug the device.</source>
        <translation>Nouvel essai automatique. Si cela dure, débranchez et rebranchez l&apos;appareil.</translation>
    </message>
    <message>
        <source>{app} plays nothing now</source>
        <translation>{app} ne joue rien pour l&apos;instant</translation>
    </message>
    <message>
        <source>Until it does, everything this computer plays is heard.</source>
        <translation>En attendant, tout ce que joue l&apos;ordinateur est écouté.</translation>
    </message>
    <message>
        <source>Your microphone is silent</source>
        <translation>Votre microphone est muet</translation>
    </message>
    <message>
        <source>Is it muted, on the device or in the system?</source>
        <translation>Est-il coupé, sur l&apos;appareil ou dans le système&#xa0;?</translation>
    </message>
    <message>
        <source>Nothing is heard from them</source>
        <translation>On ne les entend pas</translation>
    </message>
    <message>
        <source>Does the call play on this computer&apos;s default output?</source>
        <translation>L&apos;appel sort-il sur la sortie par défaut de cet ordinateur&#xa0;?</translation>
    </message>
    <message>
        <source>Your microphone hears them too</source>
        <translation>Votre microphone les entend aussi</translation>
    </message>
    <message>
        <source>Use headphones: their words could pass for yours.</source>
        <translation>Mettez un casque&#xa0;: leurs mots passeraient pour les vôtres.</translation>
    </message>
    <message>
        <source>The words are not being recognised</source>
        <translation>Les mots ne sont pas reconnus</translation>
    </message>
    <message>
        <source>The clock and the checklist still work; run the check-up after the call.</source>
        <translation>L&apos;horloge et la liste marchent&#xa0;; lancez le diagnostic après l&apos;appel.</translation>
    </message>
    <message>
        <source>The words are not being judged</source>
        <translation>Les mots ne sont pas analysés</translation>
    </message>
    <message>
        <source>The transcript and the clock go on.</source>
        <translation>La transcription et l&apos;horloge continuent.</translation>
    </message>
    <message>
        <source>Captions are {seconds} s behind</source>
        <translation>Sous-titres en retard de {seconds} s</translation>
    </message>
    <message>
        <source>The light model is at work and catches up. Nothing is lost.</source>
        <translation>Le modèle léger est à l&apos;œuvre et rattrape le retard. Rien n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Nothing is lost. A light model is in Settings (or: moneytime models fetch tiny.en).</source>
        <translation>Rien n&apos;est perdu. Un modèle léger est dans les Réglages (ou&#xa0;: moneytime models fetch tiny.en).</translation>
    </message>
    <message>
        <source>Close heavy programs; nothing is lost.</source>
        <translation>Fermez les gros programmes&#xa0;; rien n&apos;est perdu.</translation>
    </message>
    <message>
        <source>This call cannot be saved</source>
        <translation>Cet appel ne peut pas être enregistré</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Rendez-vous</translation>
    </message>
    <message>
        <source>Free some disk space; alerts go on.</source>
        <translation>Libérez de l&apos;espace disque&#xa0;; les alertes continuent.</translation>
    </message>
    <message>
        <source>Something broke inside</source>
        <translation>Une panne interne est survenue</translation>
    </message>
    <message>
        <source>What was heard is saved. End this call and start it again.</source>
        <translation>Ce qui a été entendu est enregistré. Terminez l&apos;appel et relancez-le.</translation>
    </message>
    <message>
        <source>Nobody has spoken for {minutes} minutes.</source>
        <translation>Personne n&apos;a parlé depuis {minutes} minutes.</translation>
    </message>
    <message>
        <source>{app} no longer uses the microphone.</source>
        <translation>{app} n&apos;utilise plus le micro.</translation>
    </message>
    <message>
        <source>Switch to the light model to catch up: it hears a little less well. Nothing is lost.</source>
        <translation>Passez au modèle léger pour rattraper le retard&#xa0;: il entend un peu moins bien. Rien n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Allow Money Time: System Settings &gt; Privacy &amp; Security &gt; Screen &amp; System Audio Recording.</source>
        <translation>Autorisez Money Time&#xa0;: Réglages Système &gt; Confidentialité et sécurité &gt; Enregistrement de l&apos;écran et de l&apos;audio du système.</translation>
    </message>
    <message>
        <source>their time</source>
        <translation>heure locale</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Not heard</source>
        <translation>Pas entendu</translation>
    </message>
    <message>
        <source>now, until {time}</source>
        <translation>en cours, jusqu&apos;à {time}</translation>
    </message>
    <message>
        <source>in {n} min, until {time}</source>
        <translation>dans {n} min, jusqu&apos;à {time}</translation>
    </message>
    <message>
        <source>A planned call begins. Start listening?</source>
        <translation>Un appel prévu commence. Lancer l&apos;écoute&#xa0;?</translation>
    </message>
    <message>
        <source>{app} is using the microphone. Start listening?</source>
        <translation>{app} utilise le micro. Lancer l&apos;écoute&#xa0;?</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>jusqu&apos;à {time}</translation>
    </message>
    <message>
        <source>macOS asks twice, for the microphone and for system audio: allow both. Until then it gives silence.</source>
        <translation>macOS demande deux fois, pour le micro et pour le son du système&#xa0;: autorisez les deux. D&apos;ici là, il donne du silence.</translation>
    </message>
    <message>
        <source>Windows asks nothing for system audio; desktop apps must be allowed to use the microphone.</source>
        <translation>Windows ne demande rien pour le son du système&#xa0;; les applications de bureau doivent pouvoir utiliser le micro.</translation>
    </message>
    <message>
        <source>There is nothing to allow on this system.</source>
        <translation>Rien à autoriser sur ce système.</translation>
    </message>
</context>
<context>
    <name>TimelinePicture</name>
    <message>
        <source>Picture of the call</source>
        <translation>Image de l&apos;appel</translation>
    </message>
    <message>
        <source>{warm} warm words without substance, {evidence} pieces of evidence</source>
        <translation>{warm} mots chaleureux sans substance, {evidence} preuves</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Chaleur</translation>
    </message>
    <message>
        <source>Them</source>
        <translation>Eux</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Preuves</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertes</translation>
    </message>
    <message>
        <source>last five minutes</source>
        <translation>cinq dernières minutes</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Transcript</source>
        <translation>Transcription</translation>
    </message>
    <message>
        <source>Nothing was said, or nothing was heard.</source>
        <translation>Rien n&apos;a été dit, ou rien n&apos;a été entendu.</translation>
    </message>
    <message>
        <source>(corrected)</source>
        <translation>(corrigé)</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Money Time</source>
        <translation>Ouvrir Money Time</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>Commencer l&apos;écoute</translation>
    </message>
    <message>
        <source>Go on listening</source>
        <translation>Reprendre l&apos;écoute</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <translation>Marquer ce moment</translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation>Afficher ou masquer le bandeau</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Terminer l&apos;appel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>Evidence by call: {shares}</source>
        <translation>Preuves par appel&#xa0;: {shares}</translation>
    </message>
</context>
<context>
    <name>TruthPage</name>
    <message>
        <source>The truth after practice</source>
        <translation>La vérité après l&apos;entraînement</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Ce qui a été dit</translation>
    </message>
    <message>
        <source>Practice with {person}</source>
        <translation>Entraînement avec {person}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>All scenarios</source>
        <translation>Tous les scénarios</translation>
    </message>
    <message>
        <source>The truth</source>
        <translation>La vérité</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Comment cela s&apos;est terminé</translation>
    </message>
    <message>
        <source>The best there was to get.</source>
        <translation>Le mieux qu&apos;on pouvait obtenir.</translation>
    </message>
    <message>
        <source>The best there was to get: {outcome}</source>
        <translation>Le mieux qu&apos;on pouvait obtenir&#xa0;: {outcome}</translation>
    </message>
    <message>
        <source>What the review makes of it</source>
        <translation>Ce qu&apos;en dit le bilan</translation>
    </message>
    <message>
        <source>Their readiness, turn by turn</source>
        <translation>Leur disposition, réplique par réplique</translation>
    </message>
    <message>
        <source>{level}: from here they tell the truth</source>
        <translation>{level}&#xa0;: à partir d&apos;ici, on vous dit la vérité</translation>
    </message>
    <message>
        <source>{level}: from here they take a date</source>
        <translation>{level}&#xa0;: à partir d&apos;ici, on accepte une date</translation>
    </message>
    <message>
        <source>Nothing you said moved them.</source>
        <translation>Rien de ce que vous avez dit ne les a fait bouger.</translation>
    </message>
    <message>
        <source>Drew them out</source>
        <translation>Les a fait parler</translation>
    </message>
    <message>
        <source>Objection answered</source>
        <translation>Objection levée</translation>
    </message>
    <message>
        <source>Objection left open</source>
        <translation>Objection restée sans réponse</translation>
    </message>
    <message>
        <source>Score: {total} of 100</source>
        <translation>Score&#xa0;: {total} sur 100</translation>
    </message>
    <message>
        <source>One thing to do differently: {skill}</source>
        <translation>Une chose à changer&#xa0;: {skill}</translation>
    </message>
    <message>
        <source>Left unasked, or asked too early</source>
        <translation>Non demandé, ou trop tôt</translation>
    </message>
    <message>
        <source>Nothing: they told you all they knew.</source>
        <translation>Rien&#xa0;: on vous a dit tout ce qu&apos;on savait.</translation>
    </message>
    <message>
        <source>{question} You asked while they were still guarded.</source>
        <translation>{question} Demandé quand on se méfiait encore.</translation>
    </message>
    <message>
        <source>They would have said: {line}</source>
        <translation>La réponse aurait été&#xa0;: {line}</translation>
    </message>
    <message>
        <source>Moments to win back</source>
        <translation>Moments à regagner</translation>
    </message>
    <message>
        <source>None: you answered each warning in time.</source>
        <translation>Aucun&#xa0;: vous avez répondu à temps à chaque alerte.</translation>
    </message>
    <message>
        <source>Better: {line}</source>
        <translation>Mieux&#xa0;: {line}</translation>
    </message>
    <message>
        <source>What your language model was sent</source>
        <translation>Ce que votre modèle de langage a reçu</translation>
    </message>
</context>
<context>
    <name>TurnDialog</name>
    <message>
        <source>Correct this turn</source>
        <translation>Corriger cette prise de parole</translation>
    </message>
    <message>
        <source>What was heard stays in the record; the review follows your words.</source>
        <translation>Ce qui a été entendu reste dans l’enregistrement&#xa0;; l’analyse suit vos mots.</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Mots</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Voix</translation>
    </message>
    <message>
        <source>Back to what was heard</source>
        <translation>Revenir à ce qui a été entendu</translation>
    </message>
</context>
<context>
    <name>UpcomingCard</name>
    <message>
        <source>Next in your calendar</source>
        <translation>Prochains rendez-vous</translation>
    </message>
    <message>
        <source>Show the calls of your calendar here</source>
        <translation>Afficher ici les appels de votre agenda</translation>
    </message>
    <message>
        <source>Nothing in the next seven days.</source>
        <translation>Rien dans les sept prochains jours.</translation>
    </message>
</context>
<context>
    <name>Widgets</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ZoneChoice</name>
    <message>
        <source>As the computer: {city}</source>
        <translation>Comme l&apos;ordinateur&#xa0;: {city}</translation>
    </message>
</context>
<context>
    <name>_Chip</name>
    <message>
        <source>Show</source>
        <translation>Voir</translation>
    </message>
    <message>
        <source>Answered: {title}</source>
        <translation>Répondu&#xa0;: {title}</translation>
    </message>
    <message>
        <source>Show “{title}”</source>
        <translation>Voir «&#xa0;{title}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>_MeetingRow</name>
    <message>
        <source>Without a title</source>
        <translation>Sans titre</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Préparer</translation>
    </message>
    <message>
        <source>Prepare {call}</source>
        <translation>Préparer {call}</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Fiche</translation>
    </message>
    <message>
        <source>Brief before the call with {company}</source>
        <translation>Fiche avant l&apos;appel avec {company}</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Rejoindre</translation>
    </message>
    <message>
        <source>Join {call}</source>
        <translation>Rejoindre {call}</translation>
    </message>
</context>
<context>
    <name>_ProblemLine</name>
    <message>
        <source>Use the light model</source>
        <translation>Prendre le modèle léger</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Ticked by you</source>
        <translation>Coché par vous</translation>
    </message>
    <message>
        <source>Say “{line}”</source>
        <translation>Dites “{line}”</translation>
    </message>
</context>
<context>
    <name>_RunningCard</name>
    <message>
        <source>Call in progress</source>
        <translation>Appel en cours</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Terminer l&apos;appel</translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation>Afficher ou masquer le bandeau</translation>
    </message>
    <message>
        <source>Live window</source>
        <translation>Fenêtre d&apos;appel</translation>
    </message>
    <message>
        <source>Transcript, evidence, checklist and notes, for a second screen</source>
        <translation>Transcription, preuves, clôture et notes, pour un second écran</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>Reste {time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>+{time}</translation>
    </message>
    <message>
        <source>Go on listening</source>
        <translation>Reprendre l&apos;écoute</translation>
    </message>
</context>
</TS>
