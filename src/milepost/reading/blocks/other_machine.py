"""Commands for another machine than the reader's own: another node, a container, a guest.

What addresses it from here (`kubectl exec`, `ssh host command`, `--kubeconfig`) is none of them.
"""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import Kind
from milepost.reading.blocks.evidence import goes_elsewhere
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase


class Says(Protocol):
    """What a language has for this reading."""

    THERE: Phrase
    """The sentence before commands says that they are for another machine, or for each of several."""
    INSIDE: Phrase
    """It says that they are typed inside a container or a guest."""


_FROM_HERE = re.compile(
    r"(?:sudo )?(?:(?:docker|podman|nerdctl)(?: compose)? (?:exec|attach|run|cp)\b|(?:kubectl|oc|lxc|multipass|vagrant|minikube|limactl|ssh|scp|rsync|ansible\S*|gcloud|az|aws|fly|flyctl|heroku|eksctl|talosctl|pdsh)\b)"
    r"|[^|;&]* --(?:context|kubeconfig|cluster|host|target|server)\b"
)
"""What reaches another machine, or a container, from the reader's own."""
_LOGS_IN = re.compile(r"^\s*(?:\$ )?(?:ssh|vagrant|multipass|minikube ssh)\b", re.MULTILINE)
_IN_CONTAINER = re.compile(r"^\s*\w+@[0-9a-f]{12}:\S*[#$] ", re.MULTILINE)
"""A prompt with the name that a container has."""
_INSIDE = "it is typed inside a container or a guest"


def why_other_machine(context: BlockContext, reading: BlockReading) -> str | None:
    """Why commands are not for this machine; None where they may be."""
    if context.block.directives:
        return None
    same = [one for one in context.before if one.options.terminal == reading.options.terminal]
    simple = simple_commands(reading.code.replace("\\\n", " "))
    if same and goes_elsewhere(same) and not _leaves_container(same, simple):
        return "it goes into the shell that was opened before"
    if reading.kind is Kind.TRANSCRIPT and _IN_CONTAINER.search(context.code):
        return _INSIDE
    sentence = context.last_sentence
    if sentence is None:
        return None
    says: Says = context.phrases.other_machine
    there = says.THERE.search(sentence.skeleton)
    if not there and not says.INSIDE.search(sentence.skeleton):
        return None
    if "KUBECONFIG=" in reading.code or any(map(_FROM_HERE.match, simple)):
        return None
    return "the sentence before it is for another machine" if there else _INSIDE


def _leaves_container(before: Sequence[BlockReading], simple: Sequence[str]) -> bool:
    """Whether commands reach from outside what is no machine that one logs in to."""
    codes = "\n".join(reading.code for reading in before)
    return bool(simple) and _FROM_HERE.match(simple[0]) is not None and not _LOGS_IN.search(codes)
