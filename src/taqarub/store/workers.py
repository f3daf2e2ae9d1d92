"""Several processes read batches; their results come back in the order of the batches."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from ..records import Article, Page, TaqarubError
from .reader import Reader
from .rows import Failed, Outcome

AHEAD = 4  # batches a process that may wait for an earlier one: keeps all busy, and memory flat
LONGEST = 300.0  # seconds that a process may take over what it was handed, which takes some seconds as a rule
_PR_SET_PDEATHSIG = 1  # of Linux's prctl

Tag = TypeVar("Tag")
MakeReader = Callable[[], Reader]


class Batch(NamedTuple, Generic[Tag]):
    """Inputs to read, and whatever the caller wants to have back with their results."""

    items: Sequence[Page | Article]
    tag: Tag


def read_here(batches: Iterable[Batch[Tag]], make: MakeReader) -> Iterator[tuple[Tag, list[Outcome]]]:
    """Read in this process."""
    reader: Reader | None = None
    for batch in batches:
        if batch.items and reader is None:
            reader = make()
        yield batch.tag, reader(batch.items) if reader and batch.items else []


def read_apart(
    batches: Iterable[Batch[Tag]], make: MakeReader, processes: int, longest: float = LONGEST
) -> Iterator[tuple[Tag, list[Outcome]]]:
    """Read in processes of their own. One that dies (of too little memory, say) or does not come to an end is replaced;
    what it was reading is read again one by one, and the input that it dies of again becomes a failure.

    Args:
        batches: asked for only as fast as they are read.
        make: makes the reader, in each process.
        processes: how many.
        longest: seconds that one of them may take over a batch, or over an input read by itself.

    Raises:
        TaqarubError: a reader cannot be made.
    """
    crew = _Crew(make, processes, longest)
    try:
        yield from crew.read(batches)
    finally:
        crew.end()


class _Job:
    """A batch on its way."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self.since = 0.0  # when its first part was handed out
        self.late = False  # its process was ended for taking too long
        self.parts: deque[Sequence[Page | Article]] = deque([batch.items] if batch.items else [])
        self.found: list[Outcome] = []

    @property
    def done(self) -> bool:
        return len(self.found) == len(self.batch.items)


class _Crew:
    def __init__(self, make: MakeReader, processes: int, longest: float):
        self.make, self.size, self.longest = make, processes, longest
        self.context = multiprocessing.get_context("spawn")  # nothing of the parent's database or threads comes along
        self.busy: dict[Any, tuple[Any, _Job | None]] = {}  # pipe -> its process and what it reads

    def read(self, batches: Iterable[Batch]) -> Iterator[tuple[Any, list[Outcome]]]:
        stream, line = iter(batches), deque[_Job]()
        more = True
        while more or line:
            while more and len(line) < AHEAD * self.size:
                batch = next(stream, None)
                more = batch is not None
                if batch is not None:
                    line.append(_Job(batch))
                    self._hand_out(line)
            while line and line[0].done:
                job = line.popleft()
                yield job.batch.tag, job.found
            if line:
                self._hand_out(line)
                self._collect()

    def _hand_out(self, line: Iterable[_Job]) -> None:
        waiting = [job for job in line if job.parts and not any(job is doing for _, doing in self.busy.values())]
        for job in waiting:
            pipe = self._idle()
            if pipe is None:
                return
            self.busy[pipe] = (self.busy[pipe][0], job)
            job.since, job.late = time.monotonic(), False
            try:
                pipe.send(job.parts[0])
            except OSError:
                self._bury(pipe)

    def _idle(self) -> Any:
        for pipe, (_, job) in self.busy.items():
            if job is None:
                return pipe
        if len(self.busy) < self.size:
            mine, theirs = self.context.Pipe()
            process = self.context.Process(target=_work, args=(theirs, self.make), daemon=True)
            process.start()
            theirs.close()
            self.busy[mine] = (process, None)
            return mine
        return None

    def _collect(self) -> None:
        """Wait for results."""
        doing = {pipe: job for pipe, (_, job) in self.busy.items() if job is not None}
        first = min((job.since for job in doing.values()), default=0.0)
        ready: list[Any] = wait(doing, max(0.0, first + self.longest - time.monotonic()))
        for pipe, slow in doing.items():
            if pipe not in ready and time.monotonic() - slow.since >= self.longest:
                slow.late = True
                self.busy[pipe][0].kill()
                self._bury(pipe)
        for pipe in ready:
            process, job = self.busy[pipe]
            try:
                found = pipe.recv()
            except (EOFError, OSError):
                self._bury(pipe)
                continue
            if isinstance(found, TaqarubError):
                raise found
            assert job is not None
            job.parts.popleft()
            job.found.extend(found)
            self.busy[pipe] = (process, None)

    def _bury(self, pipe: Any) -> None:
        """A process has died over a part of a batch."""
        process, job = self.busy.pop(pipe)
        pipe.close()
        process.join()
        if job is None:
            return
        part = job.parts.popleft()
        if len(part) > 1:
            job.parts.extendleft([item] for item in reversed(part))
        else:
            origin = part[0].origin if isinstance(part[0], Page) else part[0].id
            died = f"the process that read it died (status {process.exitcode})"
            job.found.append(
                Failed(origin=origin, reason=f"took over {self.longest:g} s to read" if job.late else died)
            )

    def end(self) -> None:
        for pipe, (process, _) in self.busy.items():
            pipe.close()
            process.terminate()
        for process, _ in self.busy.values():
            process.join()


def _work(pipe: Connection, make: MakeReader) -> None:
    """Main function of a process: answers each batch until the pipe is closed, which the parent's death does, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent ends this one
    _die_with(os.getppid())
    try:
        reader = make()
        while True:
            pipe.send(reader(pipe.recv()))
    except TaqarubError as error:
        pipe.send(TaqarubError(str(error)))
    except (EOFError, OSError):
        return


def _die_with(parent: int) -> None:
    """End this process when its parent is killed, even while it reads; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was killed just before
            os._exit(1)
