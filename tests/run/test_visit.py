"""A person's shell in a place, without the person."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from tests.programs import PATIENCE

from milepost.run.terminal import Terminal
from milepost.run.visit import Screen, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.process.place import Place


class Guest:
    """Types, and reads what is shown."""

    def __init__(self, visit: Visit, keyboard: int) -> None:
        self.visit = visit
        self.keyboard = keyboard
        self.shown = b""

    def see(self, words: bytes) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.shown:
            assert time.monotonic() < deadline, self.shown
            shown, pressed = self.visit.exchange(self.keyboard, 0.05)
            assert not pressed
            self.shown += shown
        self.shown = self.shown.partition(words)[2]


@pytest.fixture
def guest(place: Place) -> Iterator[Guest]:
    terminal = Terminal.open(place)
    terminal.run('mkdir -p visited; cd visited; x=5; set -f; PS1="(env) $PS1"', timeout=10)
    visit = Visit(place, terminal.save(), Screen("vt100", 30, 90), "(1/2)")
    keyboard, keys = os.pipe()
    yield Guest(visit, keyboard)
    for descriptor in (keyboard, keys):
        os.close(descriptor)
    visit.close()
    terminal.close()


def test_it_stands_where_the_terminal_does(guest: Guest) -> None:
    guest.see(b"(1/2) (env) ")
    guest.visit.type(b"echo $x * $TERM $(stty size) ${PWD##*/}\r")
    guest.see(b"5 * vt100 30 90 visited\r\n")
    assert guest.visit.status() is None


def test_it_has_the_size_that_it_was_given_last(guest: Guest) -> None:
    guest.see(b"(1/2) ")
    for rows in (20, 25, 40):
        guest.visit.resize(Screen("vt100", rows, 50))
    guest.visit.type(b"until [ \"$(stty size)\" = '40 50' ]; do sleep 0.01; done; echo re''sized\r")
    guest.see(b"resized")


def test_more_keys_than_its_pipe_holds_all_arrive(guest: Guest) -> None:
    guest.see(b"(1/2) ")
    guest.visit.type(b"stty raw -echo; echo re''ady; head -c 300000 | wc -c; stty sane\r")
    guest.see(b"ready")
    guest.visit.type(b"k" * 300_000)
    guest.see(b"300000")


def test_a_key_on_the_keyboard_is_told(guest: Guest) -> None:
    read, write = os.pipe()
    os.write(write, b"k")
    deadline = time.monotonic() + PATIENCE
    while not guest.visit.exchange(read, 0.05)[1]:
        assert time.monotonic() < deadline
    os.close(read)
    os.close(write)


def test_its_end_is_told_with_its_status(guest: Guest) -> None:
    guest.visit.type(b"exit 7\r")
    guest.see(b"exit")
    deadline = time.monotonic() + PATIENCE
    while guest.visit.status() is None:
        guest.visit.exchange(guest.keyboard, 0.05)
        assert time.monotonic() < deadline
    assert guest.visit.status() == 7
    guest.visit.type(b"nobody hears this\r")
