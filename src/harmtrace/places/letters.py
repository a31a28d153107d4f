"""What several modules know of names in Arabic letters and of their spellings in Latin ones."""

from __future__ import annotations

import re
from typing import Final

ARTICLES: Final = tuple("al el ul ar as ash ach at ath ad adh an az es ez er en et ed esh ech".split())
"""The Arabic article before the letters that it is heard with, as English and French write it, folded."""
AN_ARTICLE: Final = rf"(?:{'|'.join(ARTICLES)})"
"""The same as a part of a pattern."""
ARABIC_ARTICLE: Final = "ال"
ARABIC_LETTER: Final = re.compile("[\u0600-\u06ff]")
CYRILLIC_LETTER: Final = re.compile("[\u0400-\u04ff]")
OTHER_LETTERS: Final = re.compile("[\u0400-\u06ff]")
"""Cyrillic, Hebrew and Arabic letters."""
