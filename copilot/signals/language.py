# ruff: noqa: SIM905 - a paragraph of words reads better than a list
"""Is this English? A coarse look at the common words, enough to leave French asides and noise alone."""

import re
import unicodedata

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_ENGLISH = frozenset(
    """the a an i you he she it we they is are was were be been do does did have has had will would can could should may might
    not no yes and or but so if of to in on at by for with from about this that these those there here what which who when
    where why how my your his our their me us them let just well ok okay yeah like get got go know think want need really
    great good thanks""".split()
)
_OTHER = frozenset(
    """le la les des du une est sont avec pour dans que qui nous vous je il elle ils pas sur mais ou et ça c'est j'ai
    d'accord oui ouais voilà alors donc attends allô allez génial lundi mardi mercredi jeudi vendredi tu te merde
    merci bonjour bien très cette votre notre leur peut être avons avez suis fait el los las una es con por para pero
    muy gracias hola nosotros usted der die das und ist nicht ein eine wir sie ich mit für auf danke aber il lo gli
    sono per che grazie een het niet wij zijn voor met maar""".split()
)


def is_english(text: str) -> bool:
    """False for text with no words of Latin script, as many pictures as words, or more common words of another language than
    English ones."""
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isascii() for c in letters) < 0.8 * len(letters):
        return False
    pictures = sum(unicodedata.category(c) == "So" for c in text)
    if pictures >= len(text.split()):
        return False
    words = [w.lower().replace("’", "'") for w in _WORDS.findall(text)]
    english = sum(w in _ENGLISH or w.split("'")[0] in _ENGLISH for w in words)
    other = sum(w in _OTHER for w in words)
    return other <= english or other < 2
