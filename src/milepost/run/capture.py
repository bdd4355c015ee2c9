"""Output of a program as it comes: head and tail are kept, what is too much is counted."""

from __future__ import annotations

from collections import deque

MIB = 1 << 20


class Capture:
    """Bytes up to `cap`: the first half of it whole, of what follows the last half."""

    def __init__(self, cap: int = MIB) -> None:
        self._room_in_head = cap // 2
        self._cap_of_tail = cap - cap // 2
        self._head: list[bytes] = []
        self._tail: deque[bytes] = deque()
        self._tail_size = 0
        self.total = 0
        """Number of bytes added so far, kept or not."""
        self.left_out = 0
        """Number of bytes that are no longer kept."""

    def add(self, data: bytes) -> None:
        """Append `data`."""
        self.total += len(data)
        if self._room_in_head:
            first = data[: self._room_in_head]
            self._head.append(first)
            self._room_in_head -= len(first)
            data = data[len(first) :]
        if not data:
            return
        self._tail.append(data)
        self._tail_size += len(data)
        while self._tail_size > self._cap_of_tail:
            excess = self._tail_size - self._cap_of_tail
            oldest = self._tail.popleft()
            if len(oldest) > excess:
                self._tail.appendleft(oldest[excess:])
            dropped = min(excess, len(oldest))
            self._tail_size -= dropped
            self.left_out += dropped

    def text(self) -> str:
        """What was kept, as UTF-8 with faults replaced, with a line that says what was not."""
        return self.text_since(0)

    def text_since(self, mark: int) -> str:
        """What was kept of the output after its first `mark` bytes (an earlier `total`)."""
        head, tail = b"".join(self._head), b"".join(self._tail)
        if mark > len(head):
            return tail[max(0, mark - len(head) - self.left_out) :].decode("utf-8", "replace")
        if not self.left_out:
            return (head[mark:] + tail).decode("utf-8", "replace")
        note = f"\n[... {self.left_out} bytes of output left out ...]\n"
        return head[mark:].decode("utf-8", "replace") + note + tail.decode("utf-8", "replace")
