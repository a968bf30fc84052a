"""How well posts are put together to stories, and how many cards that saves: `python -m benchmarks.grouping`.

First, pairs of posts of which it is known whether one is a copy or a light rewording of the other (JSON Lines with the
fields id, one, other, alike, kind; --pairs FILE). Then, the posts of the bundled story or of others (--posts FILE), and
the cards that somebody gets of them who follows everything: one for each post that matched, and one for each story, as
each way of comparing makes them. Beside ours: texts equal but for case and space; SimHash, three bits apart at most;
rapidfuzz's token_set_ratio from 85; and copies of one forwarded post only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rich.console import Console
from rich.table import Table

from benchmarks.phrases import PhraseMaker, starter
from bot.cli.replay.demo import sample
from bot.cli.replay.jsonl import read_jsonl
from bot.cli.replay.records import OldPost
from bot.ingest.rules import similarity
from bot.matching import Engine
from bot.matching.words.dictionaries import standard_lexicon
from storage.model.ids import NarrativeId, PhraseId
from storage.model.narratives import Level, Narrative, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Alike = Callable[["Text", "Text"], bool]

OUR_PAIRS = Path(__file__).parents[1] / "tests" / "data" / "story_pairs.jsonl"
THRESHOLDS = (0.45, 0.55, 0.6, 0.65, 0.7, 0.75, 0.85)
OURS = "ours"
WINDOW = timedelta(hours=24)
PHRASES = 300
_NEAR_BITS = 3
_LIKE_ENOUGH = 85
_WIDTH = 110


class Text:
    """A post, and what each way compares it by, worked out once."""

    def __init__(self, text: str, channel: object = None, origin: object = None) -> None:
        self.channel, self.origin = channel, origin
        self.plain = " ".join(text.casefold().split())
        self.gist = similarity.gist(text)
        self.hash = _simhash(text)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two posts, and whether one is a copy or a light rewording of the other."""

    id: str
    one: Text
    other: Text
    alike: bool
    kind: str


def ours(one: Text, other: Text) -> bool:
    """Compare as the program does."""
    if one.origin is not None and one.origin == other.origin:
        return True
    same_channel = one.channel is not None and one.channel == other.channel
    alike = similarity.likeness(one.gist, other.gist)
    return alike >= similarity.needed(one.gist, other.gist, same_channel=same_channel)


RIVALS: dict[str, Alike] = {
    "equal texts": lambda one, other: one.plain == other.plain,
    "SimHash": lambda one, other: (one.hash ^ other.hash).bit_count() <= _NEAR_BITS,
    "token_set_ratio": lambda one, other: fuzz.token_set_ratio(one.plain, other.plain) >= _LIKE_ENOUGH,
    "one forwarded post": lambda one, other: one.origin is not None and one.origin == other.origin,
}


def _simhash(text: str) -> int:
    """Return the usual 64 bits of a text: of the hashes of all runs of three letters, each bit's majority."""
    letters = re.sub(r"\W+", "", text.casefold())
    votes = [0] * 64
    for gram in Counter(letters[at : at + 3] for at in range(max(len(letters) - 2, 1))):
        digest = int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big")
        for bit in range(64):
            votes[bit] += 1 if digest >> bit & 1 else -1
    return sum(1 << bit for bit in range(64) if votes[bit] > 0)


def read_pairs(path: Path) -> list[Pair]:
    """Read a file of pairs."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [Pair(row["id"], Text(row["one"]), Text(row["other"]), row["alike"], row["kind"]) for row in rows]


def right(pairs: Iterable[Pair], alike: Alike) -> tuple[float, float]:
    """Return the precision and the recall of a way on labelled pairs."""
    tally = Counter((alike(pair.one, pair.other), pair.alike) for pair in pairs)
    found = tally[True, True]
    return found / max(found + tally[True, False], 1), found / max(found + tally[False, True], 1)


def at_threshold(threshold: float) -> Alike:
    """Return our way with another threshold for texts that are long enough."""

    def way(one: Text, other: Text) -> bool:
        shift = threshold - similarity.ALIKE
        return similarity.likeness(one.gist, other.gist) >= similarity.needed(one.gist, other.gist) + shift

    return way


@dataclass(frozen=True, slots=True)
class Matched:
    """A post that matched, and the narratives it tells."""

    post: OldPost
    text: Text
    narratives: frozenset[NarrativeId]


def stories(posts: Iterable[Matched], alike: Alike) -> Iterator[list[Matched]]:
    """Put posts together by the program's rules: near the lead in time, and no narrative that it does not tell."""
    found: list[list[Matched]] = []
    open_ones: defaultdict[NarrativeId, list[list[Matched]]] = defaultdict(list)
    for post in posts:
        at = post.post.post.posted_at
        for story in open_ones[min(post.narratives)]:
            lead = story[0]
            near = abs(at - lead.post.post.posted_at) <= WINDOW
            if near and post.narratives <= lead.narratives and alike(post.text, lead.text):
                story.append(post)
                break
        else:
            found.append([post])
            for narrative in post.narratives:
                open_ones[narrative].append(found[-1])
    yield from found


def matched(posts: Sequence[OldPost], narratives: Iterable[Narrative]) -> list[Matched]:
    """Return the posts that match, in the order of time."""
    engine = Engine(standard_lexicon())
    for narrative in narratives:
        engine.watch(narrative)
    found = []
    for old in sorted(posts, key=lambda one: one.post.posted_at):
        told = frozenset(one.narrative_id for one in engine.match(old.post.text) if one.level is Level.ALERT)
        origin = old.post.forward and (old.post.forward.channel_id, old.post.forward.message_id)
        if told:
            found.append(Matched(old, Text(old.post.text, old.channel.id, origin), told))
    return found


def _posts(paths: Sequence[str]) -> list[OldPost]:
    if not paths:
        with sample() as records:
            return [one for one in records if isinstance(one, OldPost)]
    found: list[OldPost] = []
    for path in paths:
        with Path(path).open("rb") as file:
            found += [one for one in read_jsonl(file, path) if isinstance(one, OldPost)]
    return found


def _narratives(posts: Sequence[OldPost], *, with_made: bool) -> Iterator[Narrative]:
    """Yield the starter narratives, and one for each of many phrases made out of the posts."""
    numbers = iter(range(1, 1_000_000))
    yield from starter(numbers)
    made = PhraseMaker([old.post.text for old in posts], ["слово"]).make(PHRASES) if with_made else []
    for number, text in enumerate(made):
        name = NarrativeId(f"made {number}")
        yield Narrative(name, text, phrases=(Phrase(PhraseId(next(numbers)), name, text),))


def _show_quality(console: Console, pairs: Sequence[Pair]) -> None:
    table = Table(title=f"{len(pairs)} pairs, {sum(pair.alike for pair in pairs)} of them of one story")
    for title in ("", "precision", "recall"):
        table.add_column(title, justify="right" if title else "left")
    ways: Iterable[tuple[str, Alike]] = chain(
        [(f"{OURS}, {similarity.ALIKE} (the setting)", ours)],
        ((f"{OURS}, {threshold}", at_threshold(threshold)) for threshold in THRESHOLDS),
        RIVALS.items(),
    )
    for name, way in ways:
        precision, recall = right(pairs, way)
        table.add_row(name, f"{precision:.2f}", f"{recall:.2f}")
    console.print(table)
    for pair in pairs:
        if ours(pair.one, pair.other) != pair.alike:
            alike = similarity.likeness(pair.one.gist, pair.other.gist)
            console.print(f"  wrong: {pair.id} ({pair.kind}): {alike:.2f}", highlight=False)


def _show_cards(console: Console, posts: Sequence[OldPost], *, with_made: bool, biggest: int) -> None:
    found = matched(posts, _narratives(posts, with_made=with_made))
    table = Table(title=f"{len(posts)} posts, {len(found)} of them matched: as many cards without stories")
    for title in ("", "cards", "saved", "largest story", "ms a post"):
        table.add_column(title, justify="right" if title else "left")
    for name, way in chain([(OURS, ours)], RIVALS.items()):
        begun = perf_counter()
        groups = list(stories(found, way))
        spent = 1000 * (perf_counter() - begun) / max(len(found), 1)
        largest = max(map(len, groups), default=0)
        saved = 1 - len(groups) / max(len(found), 1)
        table.add_row(name, str(len(groups)), f"{saved:.0%}", str(largest), f"{spent:.2f}")
    console.print(table)
    for group in sorted(stories(found, ours), key=len, reverse=True)[:biggest]:
        console.print(f"\n{len(group)} posts", style="bold")
        for one in group:
            text = " ".join(one.post.post.text.split())
            console.print(
                f"  {one.post.post.posted_at:%d.%m %H:%M} {one.post.channel.title}: {text[:160]}", highlight=False
            )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=OUR_PAIRS, help="labelled pairs, JSON Lines")
    parser.add_argument("--posts", nargs="*", default=[], help="posts, JSON Lines; phrases are made out of them")
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print the N largest stories, to be read")
    asked = parser.parse_args(arguments)
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH)
    _show_quality(console, read_pairs(asked.pairs))
    _show_cards(console, _posts(asked.posts), with_made=bool(asked.posts), biggest=asked.read)


if __name__ == "__main__":
    main()
