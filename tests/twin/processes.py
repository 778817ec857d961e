"""Each world is walked through by a process of its own, or what one remembers would make both worlds alike."""

import multiprocessing
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

FORKED = multiprocessing.get_context("fork")


def apart(work: Callable[[], Any]) -> Any:
    """What this work gives, done by a process that begins with all that this one remembers and leaves nothing here.

    It may find no database connected. Raises AssertionError with what it said where it broke off.
    """
    ours, theirs = FORKED.Pipe(duplex=False)
    child = FORKED.Process(target=_do, args=(work, theirs), daemon=True)
    child.start()
    theirs.close()
    done, said = _heard(ours)
    child.join()
    assert done, said
    return said


def _do(work: Callable[[], Any], theirs: Connection) -> None:
    try:
        theirs.send((True, work()))
    except BaseException:  # said in the other process
        theirs.send((False, traceback.format_exc()))


def _heard(ours: Connection) -> tuple[bool, Any]:
    try:
        done, said = ours.recv()
    except EOFError:
        return False, "A process ended without a word."
    return done, said
