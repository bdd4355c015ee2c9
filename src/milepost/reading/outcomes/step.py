"""The outcomes of a step: what stands under labels, and sentences that say what will be seen.

One sentence is one outcome; all of its checks must hold. A fence that a sentence or label
announces as output is a check of that sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.milestone.check import OutputContains, PathExists
from milepost.milestone.model import Announcement, Block, Prose
from milepost.reading.base import BlockReading, Kind, OutcomeReading
from milepost.reading.blocks.announced import NAME as ANNOUNCED
from milepost.reading.outcomes import file_fence, veto
from milepost.reading.outcomes.elsewhere import why_elsewhere
from milepost.reading.outcomes.fence import asked_by, why_not_compared, with_fence
from milepost.reading.outcomes.folders import from_here
from milepost.reading.outcomes.hint import hint
from milepost.reading.outcomes.named_line import on_its_line
from milepost.reading.outcomes.own import why_own
from milepost.reading.outcomes.page import opened
from milepost.reading.outcomes.ran import just_ran, prints
from milepost.reading.outcomes.sentence import NO_OUTPUT, SentenceReading, read_sentence
from milepost.reading.outcomes.state_word import as_words
from milepost.reading.outcomes.subject import goes_on_about_file
from milepost.reading.outcomes.surroundings import surroundings
from milepost.reading.outcomes.told_run import with_commands
from milepost.reading.outcomes.triggers import Says as TriggerPhrases
from milepost.reading.outcomes.triggers import (
    strength,
    trigger_cues,
    without_prefix,
)
from milepost.reading.phrase import ALL_CUES, bits_of
from milepost.reading.sentence import Sentence, sentences
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.model import Part, Step
    from milepost.reading.outcomes.triggers import Strength
    from milepost.reading.phrases import Phrases


class _Place(msgspec.Struct, frozen=True):
    """Where a sentence stands."""

    part: Prose | Announcement
    count: int
    """Blocks before it."""
    following: BlockReading | None
    """The block right after its paragraph."""
    labelled: bool
    """It belongs to a label: all up to what is carried out next, and leads it in."""
    announces: bool
    """Its paragraph announces the block right after it."""
    claims: bool
    """Something that prints was carried out last, so plain claims are about what it did."""
    beneath: bool
    """It stands right under what was carried out last, so that "this" means what that did."""
    phrases: Phrases
    page: str | None
    """URL that was opened in a browser since the last block that was carried out."""


def read_outcomes(
    step: Step, blocks: Sequence[BlockReading], port: int | None, phrases: Phrases
) -> tuple[OutcomeReading, ...]:
    """Every outcome of a step, in the guide's order."""
    return tuple(_outcomes(step.parts, blocks, port, phrases))


def _outcomes(
    parts: Sequence[Part], blocks: Sequence[BlockReading], port: int | None, phrases: Phrases
) -> Iterator[OutcomeReading]:
    cues = trigger_cues(phrases)
    count = 0
    reached = False
    page: str | None = None
    for index, part in enumerate(parts):
        if isinstance(part, Block):
            reading = blocks[count]
            reached = reached and not reading.executed
            page = None if reading.executed else page
            ours = reading.why == ANNOUNCED and not _is_of_other(reading, blocks[:count])
            if ours and _unspoken(part):
                yield _of_label(part, reading, count)
            count += 1
            continue
        after = parts[index + 1] if index + 1 < len(parts) else None
        following = blocks[count] if isinstance(after, Block) else None
        leads_in = following is not None and following.executed
        if isinstance(part, Announcement):
            reached = labelled = True
        elif part.quoted:
            continue
        else:
            labelled = part.labelled and reached and not leads_in
        announces = following is not None and _announces(part, following, blocks[:count])
        has = ALL_CUES if labelled else bits_of(part.text)
        ran = bool(has & (cues.claim | cues.beneath)) and just_ran(blocks[:count])
        claims = ran and bool(has & cues.claim) and not leads_in
        beneath = ran and bool(has & cues.beneath) and _is_beneath(parts, index, blocks[:count])
        if announces or claims or beneath or has & cues.tell:
            place = _Place(
                part, count, following, labelled, announces, claims, beneath, phrases, page
            )
            yield from _of_prose(place, blocks, port)
        page = _opened(part, phrases) or page


def _is_of_other(shown: BlockReading, before: Sequence[BlockReading]) -> bool:
    """Whether an example names what only the block before it does, which was not chosen."""
    last = before[-1] if before else None
    if last is None or last.executed or last.kind is not Kind.COMMAND:
        return False
    ran = next((reading.code for reading in reversed(before) if prints(reading)), "")
    names = re.findall(r"[\w-]{5,}", last.code)
    return any(name in shown.code and name not in ran for name in names)


def _unspoken(block: Block) -> bool:
    """Whether a label or heading alone announces the block."""
    return block.lead is None or not block.lead.text.strip(" :\n")


def _of_label(block: Block, reading: BlockReading, count: int) -> OutcomeReading:
    checks = asked_by(reading)
    why = "fence" if checks else why_not_compared(reading)
    return OutcomeReading(block.span, "Expected output", checks, count, labelled=True, why=why)


def _of_prose(
    place: _Place, blocks: Sequence[BlockReading], port: int | None
) -> Iterator[OutcomeReading]:
    cues = trigger_cues(place.phrases)
    force = cues.force | cues.beneath if place.beneath else cues.force
    found = _told(place)
    for index, sentence in enumerate(found):
        last = index == len(found) - 1
        sure = place.labelled or (last and place.announces)
        if place.beneath and (index or (last and _runs_next(place))):
            force = cues.force
            place = msgspec.structs.replace(place, beneath=False)
        if sure or bits_of(sentence.skeleton) & force:
            outcome = _of_sentence(sentence, place, blocks, port, last=last)
            if outcome is not None and not (last and place.announces):
                outcome = _of_last_command(outcome, found[: index + 1], place, blocks)
            if outcome is not None:
                outcome = _of_output(outcome, found[: index + 1], place.phrases)
            if outcome is not None and not (last and place.announces):
                outcome = _of_anyone(outcome, sentence, blocks)
            if outcome is not None and outcome.checks:
                near = found[max(0, index - 1) : index + 1]
                checks = on_its_line(outcome.checks, near, place.phrases)
                outcome = msgspec.structs.replace(outcome, checks=as_words(checks))
            if outcome is not None and not _is_made_elsewhere(outcome, sentence, place, blocks):
                yield outcome
        if not last and (url := opened(sentence, place.phrases)) is not None:
            place = msgspec.structs.replace(place, page=url)


def _told(place: _Place) -> Sequence[Sentence]:
    """The sentences of a paragraph; under a label, what tells of a command told before as one."""
    found = sentences(place.part.inlines, place.phrases)
    return with_commands(found, place.phrases) if place.labelled and len(found) > 1 else found


def _is_beneath(parts: Sequence[Part], index: int, before: Sequence[BlockReading]) -> bool:
    """Whether a part stands right under a block that is carried out, or under its output."""
    if not index or not isinstance(parts[index - 1], Block):
        return False
    return before[-1].executed or before[-1].kind is Kind.OUTPUT


def _runs_next(place: _Place) -> bool:
    """Whether the block right after a paragraph is carried out, so that it may tell of that."""
    return place.following is not None and place.following.executed


def _of_output(
    outcome: OutcomeReading, told: Sequence[Sentence], phrases: Phrases
) -> OutcomeReading:
    """The outcome; left to a person where what would be asked of the output is told of a file."""
    of_output = any(check.about == "output" for check in outcome.checks)
    if not of_output or not goes_on_about_file(told, phrases):
        return outcome
    return msgspec.structs.replace(outcome, checks=(), why="it tells of a file", unread=())


def _of_last_command(
    outcome: OutcomeReading,
    told: Sequence[Sentence],
    place: _Place,
    blocks: Sequence[BlockReading],
) -> OutcomeReading:
    """The outcome; left to a person where it is no output of the last block, and no file here."""
    last = next((block for block in reversed(blocks[: outcome.after]) if prints(block)), None)
    ran = last.code if last is not None else ""
    why = why_elsewhere(outcome.checks, told, ran, place.phrases)
    if why is None:
        return outcome
    return msgspec.structs.replace(outcome, checks=(), why=why, unread=())


def _of_anyone(
    outcome: OutcomeReading, sentence: Sentence, blocks: Sequence[BlockReading]
) -> OutcomeReading:
    """The outcome; left to a person where it quotes what only its author's machine prints."""
    last = next((block for block in reversed(blocks[: outcome.after]) if prints(block)), None)
    if last is None or not any(check.about == "output" for check in outcome.checks):
        return outcome
    guide = last.block.node.log.source.data[: sentence.span.start]
    why = why_own(outcome.checks, last.code, guide)
    if why is None:
        return outcome
    return msgspec.structs.replace(outcome, checks=(), why=why, unread=())


def _opened(part: Prose | Announcement, phrases: Phrases) -> str | None:
    """The last URL that a paragraph says to open in a browser."""
    if "://" not in part.text and "localhost" not in part.text:
        return None
    told = [opened(sentence, phrases) for sentence in sentences(part.inlines, phrases)]
    return next((url for url in reversed(told) if url is not None), None)


def _is_made_elsewhere(
    outcome: OutcomeReading, sentence: Sentence, place: _Place, blocks: Sequence[BlockReading]
) -> bool:
    """Whether a reader is told to make sure of a file that no block here has to do with."""
    says: TriggerPhrases = place.phrases.triggers
    if outcome.labelled or not says.WEAK.match(sentence.skeleton):
        return False
    made = any(reading.executed or reading.kind is Kind.FILE for reading in blocks)
    return not made and all(isinstance(check, PathExists) for check in outcome.checks)


def _announces(
    part: Prose | Announcement, block: BlockReading, before: Sequence[BlockReading]
) -> bool:
    """Whether the block right after a paragraph is announced by this very paragraph."""
    if block.why != ANNOUNCED or block.block.lead is None or _is_of_other(block, before):
        return False
    return block.block.lead.span.end == part.span.end and not _unspoken(block.block)


def _of_sentence(
    sentence: Sentence,
    place: _Place,
    blocks: Sequence[BlockReading],
    port: int | None,
    *,
    last: bool,
) -> OutcomeReading | None:
    phrases = place.phrases
    labelled = place.labelled
    following = place.following if last else None
    leads_in = following is not None and sentence.skeleton.rstrip().endswith(":")
    announces = last and place.announces
    force = _force(sentence, place, sure=labelled or announces)
    if force is None:
        return None
    runs_next = leads_in and following is not None and prints(following)
    after = place.count + (1 if runs_next else 0)
    around = surroundings(
        sentence,
        blocks[:after],
        phrases=phrases,
        port=port,
        labelled=labelled,
        page=opened(sentence, phrases) or place.page,
    )
    bare = sentence if labelled else without_prefix(sentence, phrases)
    why_not = veto.instruction(sentence.skeleton, phrases)
    read = SentenceReading((), why_not) if why_not is not None else read_sentence(bare, around)
    if force == "result" and read.unread:
        read = SentenceReading((), f"`{read.unread[0]}` is not read", in_part=True)
    named: tuple[OutputContains, ...] = ()
    what = _file_below(sentence, place, following) if leads_in else None
    if what is not None and following is not None and why_not is None:
        data = following.block.node.log.source.data
        checks, why = file_fence.checks_of(what, following.code, data[: sentence.span.start])
        checks = from_here(checks, blocks[:after])
        return OutcomeReading(sentence.span, sentence.text, checks, after, labelled=True, why=why)
    if announces and following is not None:
        read, named = with_fence(read, following, sentence, around)
        after = place.count
    checks, why = read.checks, read.why
    unread = read.unread if checks else ()
    unread = tuple(text for text in unread if OutputContains(text=text) not in named)
    if following is not None and following.kind is Kind.SHOWN and checks and leads_in:
        unread = (*unread, "the block under it")
    if unread and not announces:
        why += "; not read: " + ", ".join(f"`{text}`" for text in unread)
    elif not checks and not labelled:
        triggers: TriggerPhrases = phrases.triggers
        imperative = triggers.IMPERATIVE.search(sentence.skeleton)
        told = imperative and following is not None and prints(following)
        if (
            force == "weak"
            or _is_no_outcome(sentence, phrases)
            or _is_no_outcome(bare, phrases)
            or told
            or triggers.BARE.search(sentence.skeleton)
        ):
            return None
        if runs_next and not read.implied:
            return None
    # A hint at what was understood would be less than the sentence asks for.
    settled = bool(checks) or read.implied or read.in_part or why == NO_OUTPUT
    return OutcomeReading(
        sentence.span,
        sentence.text,
        from_here(checks, blocks[:after]),
        after,
        implied=read.implied and not checks,
        labelled=labelled,
        why=why,
        unread=unread,
        hint=None if settled else _hint(sentence, place, following),
    )


def _hint(sentence: Sentence, place: _Place, following: BlockReading | None) -> str | None:
    """A sentence that would be read, also where it is to lead to the block under it."""
    below = following is not None and following.kind is Kind.SHOWN and place.labelled
    above = file_fence.hint_above(sentence, place.phrases) if below else None
    return above or hint(sentence, place.phrases)


def _file_below(
    sentence: Sentence, place: _Place, following: BlockReading | None
) -> file_fence.Told | None:
    """The file of which a sentence under a label says that its content stands below it."""
    if not place.labelled or following is None or following.kind is not Kind.SHOWN:
        return None
    return file_fence.told(sentence, place.phrases)


def _force(sentence: Sentence, place: _Place, *, sure: bool) -> Strength | None:
    if sure:
        return "strong"
    force = strength(sentence, place.phrases)
    says: TriggerPhrases = place.phrases.triggers
    if force is None and place.claims and says.CLAIM.search(sentence.skeleton):
        return "weak"
    if force is None and place.beneath and says.BENEATH.search(sentence.skeleton):
        return "weak"
    return force


def _is_no_outcome(sentence: Sentence, phrases: Phrases) -> bool:
    """Whether prose that reads as nothing is advice or teaching rather than an outcome."""
    reason = veto.reason(sentence.skeleton, phrases)
    return reason is not None and "screen" not in reason
