"""Doing a wrong to functions of a process that has loaded them already.

Each function whose code differs is given the new code. Where something else than the inside of functions differs,
or where a function was already called while modules were loaded, that would not be the same as starting with the
changed file, and NotInPlace is raised.
"""

import gc
from collections.abc import Iterator
from types import CodeType, FunctionType

OF_FUNCTIONS = 0x02  # CO_NEWLOCALS: neither a module's code nor a class's


class NotInPlace(Exception):
    """Only a process that starts with the changed file shows what this does."""


def patch(path: str, before: str, after: str, called: set[tuple[str, str]]) -> set[str]:
    """Give the functions of the file their new code; returns the names of those that differ. Raises NotInPlace."""
    pairs = list(_pairs(compile(before, path, "exec"), compile(after, path, "exec")))
    changed = [(old, new) for old, new in pairs if not _alike(old, new)]
    if not changed or any((path, old.co_qualname) in called for old, _ in changed):
        raise NotInPlace("called while modules were loaded")
    alive = _alive(path)
    if not any((old.co_qualname, old.co_firstlineno) in alive for old, _ in changed):
        raise NotInPlace("no such function")
    for old, new in changed:
        for function in alive.get((old.co_qualname, old.co_firstlineno), ()):
            _replace(function, new)
    return {old.co_qualname for old, _ in changed}


def _replace(function: FunctionType, code: CodeType) -> None:
    try:
        function.__code__ = code
    except ValueError as error:
        raise NotInPlace(str(error)) from error


def _alive(path: str) -> dict[tuple[str, int], list[FunctionType]]:
    found: dict[tuple[str, int], list[FunctionType]] = {}
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename == path:
            found.setdefault((one.__code__.co_qualname, one.__code__.co_firstlineno), []).append(one)
    return found


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each function before and after, outermost first."""
    ours, theirs = _inner(old), _inner(new)
    if not old.co_flags & OF_FUNCTIONS and (len(ours) != len(theirs) or not _alike(old, new, deep=False)):
        raise NotInPlace("not inside a function")
    if old.co_flags & OF_FUNCTIONS:
        yield old, new
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            yield from _pairs(one, other)


def _inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _alike(old: CodeType, new: CodeType, *, deep: bool = True) -> bool:
    """The same but for the lines it stands on."""
    plain = [[repr(one) for one in code.co_consts if not isinstance(one, CodeType)] for code in (old, new)]
    same = plain[0] == plain[1] and all(
        getattr(old, name) == getattr(new, name)
        for name in ("co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_exceptiontable")
    )
    if not (same and deep):
        return same
    ours, theirs = _inner(old), _inner(new)
    return len(ours) == len(theirs) and all(_alike(one, other) for one, other in zip(ours, theirs, strict=True))
