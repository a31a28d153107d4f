"""Writes `common_words.tsv`: the words that many sentences about attacks have, and how common each is.

    python -m evaluation.common_words

Counted over the sentences of our own composed texts (`evaluation/gold/documents_*.jsonl`; many wars, four languages).
The weight of a word is how often the number of sentences can be halved before only those with the word are left, 0 to
`resolve.wording.RAREST` - 1; what is rarer stands in no table. Of five tables tried (these texts and the reports to
develop with, by documents and by sentences) and of the shares of each record's own documents none joined real reports
better; and what the words of two tellings say of them does not change when a record gets another document.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from harmtrace.resolve.wording import RAREST, words_in

TEXTS = Path(__file__).with_name("gold")
TABLE = Path(__file__).parents[1] / "src/harmtrace/vocab/data/common_words.tsv"
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|\n+")
_SHORTEST = 20


def sentences() -> Iterator[str]:
    """Every sentence of the composed texts, as far as it says something."""
    for path in sorted(TEXTS.glob("documents_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (s for s in _SENTENCE_END.split(json.loads(line)["text"]) if len(s) >= _SHORTEST)


def common_words() -> dict[str, int]:
    """The weight of each common word."""
    told = [words_in(sentence) for sentence in sentences()]
    seen = Counter(word for words in told for word in words)
    weights = {word: int(math.log2(len(told) / times)) for word, times in seen.items()}
    return {word: weights[word] for word in sorted(weights) if weights[word] < RAREST}


def main() -> None:
    """Write the table."""
    lines = ["word\thalvings", *(f"{word}\t{weight}" for word, weight in common_words().items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
