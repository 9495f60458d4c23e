"""What has been told as done and must survive a crash?

A file of JSON lines that is only ever appended to. What was appended is on the disk before it is
told as done; a torn last line was never told, and is cut.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

import msgspec

from quorate.claims.files import write_atomically
from quorate.claims.problem import Problem, Unusable

Line = TypeVar("Line", bound=msgspec.Struct)


class AppendedFile(Generic[Line]):
    """A file of one kind of line: appended and synced, rewritten only to remove words.

    Attributes:
        path: the file; it need not exist yet.
        line: what a line is.
        noun: what a line is called where one is refused.
    """

    def __init__(self, path: Path, line: type[Line], noun: str) -> None:
        self.path, self.line, self.noun = path, line, noun

    @contextmanager
    def appending(self) -> Iterator[Appender]:
        """Hold the file's lock; what `append` wrote is on the disk when it returns."""
        try:
            handle = self._locked()
        except OSError as error:
            raise self._refused(error) from None
        with handle:
            _cut_torn_tail(handle.fileno())
            yield Appender(handle.fileno(), self.path, self.noun)

    def _locked(self) -> BinaryIO:
        """Open the file and lock it; if it was replaced meanwhile, the one that stands there."""
        while True:
            handle = self.path.open("ab+")
            fcntl.flock(handle, fcntl.LOCK_EX)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle.fileno()), self.path.stat()):
                    return handle
            handle.close()

    def _refused(self, error: OSError) -> Unusable:
        return Unusable(
            f"{self.path} cannot be written ({error.strerror}); nothing was done: "
            "free space or check the permissions, then do it again."
        )

    def read(self) -> tuple[list[Line], list[Problem]]:
        """Return the lines in order, and a problem for each that cannot be read."""
        found, problems = [], []
        if not self.path.exists():
            return [], []
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                found.append(msgspec.json.decode(line, type=self.line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                problems.append(
                    Problem(
                        where=f"{self.path}:{number}",
                        what=f"This line is not a {self.noun} ({error}).",
                        remedy="It is passed over; compare it with a backup of the file.",
                    )
                )
        return found, problems


class Appender:
    """The open file, while its lock is held."""

    def __init__(self, descriptor: int, path: Path, noun: str) -> None:
        self._descriptor, self._path, self._noun = descriptor, path, noun
        self._first = self.size

    @property
    def size(self) -> int:
        """Return how long the file is."""
        return os.fstat(self._descriptor).st_size

    def take_back(self) -> None:
        """Cut what was appended since the lock was taken: it was not told as done."""
        os.ftruncate(self._descriptor, self._first)
        os.fsync(self._descriptor)

    def replace(self, lines: Iterable[msgspec.Struct]) -> None:
        """Put these lines in place of all: only where words must be removed."""
        write_atomically(self._path, b"".join(msgspec.json.encode(x) + b"\n" for x in lines))

    def append(self, lines: Iterable[msgspec.Struct]) -> None:
        """Write the lines and wait until the disk has them."""
        data = b"".join(msgspec.json.encode(each) + b"\n" for each in lines)
        before = self.size
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(self._descriptor, view) :]
            os.fsync(self._descriptor)
        except OSError as error:
            os.ftruncate(self._descriptor, before)
            raise Unusable(
                f"The {self._noun} could not be written to {self._path.name} ({error.strerror}); "
                "nothing was done: free space or check the permissions, then do it again."
            ) from None


def _cut_torn_tail(descriptor: int) -> None:
    """Cut a last line without its end: its writer died before it was told as done."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, min(size, 1 << 20), max(0, size - (1 << 20)))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(descriptor, size - (len(tail) - tail.rfind(b"\n") - 1))
