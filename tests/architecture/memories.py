"""What a process remembers from one reader to the next: all that functions write to and that outlives their call.

A name of the module, an attribute of a class, a function or a module, a mutable default, a variable that a returned
function keeps, an object that the module makes once. The sources are read as trees; nothing is run.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

WORDS_THAT_CHANGE = (
    "add append appendleft clear discard extend extendleft insert intersection_update move_to_end pop popitem popleft"
    " put put_nowait remove set setdefault subtract difference_update symmetric_difference_update update"
    " __setitem__ __delitem__ __setattr__ get_or_set set_many incr"
)
MUTATORS = frozenset(WORDS_THAT_CHANGE.split())
# Functions that change what they are given first.
CHANGING = frozenset({"setattr", "delattr", "next", "setitem", "delitem", "heappush", "heappop", "insort"})
UNBOUND = frozenset({"dict", "list", "set", "object", "type"})  # dict.update(seen, …)
WORDS_THAT_HOLD = (
    "dict list set bytearray defaultdict deque Counter OrderedDict ChainMap WeakKeyDictionary WeakValueDictionary"
    " WeakSet Queue local Local count"
)
MAKERS = frozenset(WORDS_THAT_HOLD.split())
LASTING = frozenset({"frozenset", "tuple", "Path"})  # a default made by these can hold nothing new
CONTAINERS = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
MAKING = frozenset({"__init__", "__new__", "__post_init__"})
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Found = tuple[str, int]  # what is written to, and the line that writes


@dataclass(frozen=True)
class Scope:
    """A function with what its names mean: `outer` are the module's, `kept` those of functions around it."""

    outer: frozenset[str]
    kept: frozenset[str] = frozenset()
    kind: ast.ClassDef | None = None
    lasts: bool = False  # the object itself outlives the call
    also: dict[str, str] = field(default_factory=dict)  # other names for the module's own


def memories(module: ast.Module, lasting: frozenset[str] = frozenset()) -> set[Found]:
    """All that functions of a module write to; `lasting` names classes of which one object serves everybody."""
    outer = frozenset(_bound(module.body))
    return {*_in_block(module, Scope(outer), lasting), *_defaults(module)}


def made_once(module: ast.Module) -> Iterator[str]:
    """Classes of which the module, or a class of it, makes an object while it is read; and those of middleware."""
    for node in _outside_functions(module):
        if isinstance(node, ast.Call) and _path(node.func)[:1] != ["models"]:
            yield _last(node.func)
        if isinstance(node, ast.ClassDef):
            makers = (one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__")
            if any("get_response" in _parameters(one) for one in makers):
                yield node.name


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        if isinstance(child, FUNCTIONS):
            continue
        yield from _outside_functions(child)


def _in_block(node: ast.AST, scope: Scope, lasting: frozenset[str]) -> Iterator[Found]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield from _in_function(child, scope, lasting)
        elif isinstance(child, ast.ClassDef):
            yield from _in_block(child, Scope(scope.outer, scope.kept, child, child.name in lasting), lasting)
        else:
            yield from _in_block(child, scope, lasting)


def _in_function(act: Function, scope: Scope, lasting: frozenset[str]) -> Iterator[Found]:
    own = list(_own(act))
    given = {name for node in own if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
    local = (_parameters(act) | set(_bound(own))) - given
    here = Scope(scope.outer - local, scope.kept - local, scope.kind, scope.lasts and _name(act) not in MAKING)
    for node in own:
        here.also.update(_aliases(node, here))
    for node in own:
        yield from _written(node, here)
    escaping = {name for node in own if isinstance(node, ast.Return) for name in _handed_out(node.value)}
    for node in own:
        if isinstance(node, FUNCTIONS):
            kept = local if _name(node) in escaping or isinstance(node, ast.Lambda) else set()
            yield from _in_function(node, Scope(here.outer, here.kept | kept, here.kind, here.lasts), lasting)
        elif isinstance(node, ast.ClassDef):
            yield from _in_block(node, Scope(here.outer, here.kept | local, node), lasting)


def _own(act: Function) -> Iterator[ast.AST]:
    """All nodes of a function but those inside of functions and classes in it, which are named and not entered."""
    waiting: list[ast.AST] = list(act.body) if isinstance(act.body, list) else [act.body]
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))


def _written(node: ast.AST, scope: Scope) -> Iterator[Found]:
    if isinstance(node, ast.Global | ast.Nonlocal):
        yield from ((name, node.lineno) for name in node.names if isinstance(node, ast.Global) or name in scope.kept)
    elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        yield from _whose(node, scope, node.lineno)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
        yield from _whose(node.func.value, scope, node.lineno)
    if isinstance(node, ast.Call) and node.args and _changes_first(node.func):
        yield from _whose(node.args[0], scope, node.lineno)


def _changes_first(called: ast.expr) -> bool:
    unbound = isinstance(called, ast.Attribute) and _path(called.value) and _path(called.value)[0] in UNBOUND
    return _last(called) in (MUTATORS if unbound else CHANGING)


def _whose(target: ast.expr, scope: Scope, line: int) -> Iterator[Found]:
    """The name by which what is changed here is known, where it is more than the function's own."""
    path = _path(target)
    if not path:
        return
    if path[0] in scope.also:
        yield scope.also[path[0]], line
    elif path[0] in (*scope.outer, *scope.kept, "type()", "globals()") or "__class__" in path:
        yield ".".join(path), line
    elif scope.kind is not None and (path[0] == "cls" or (path[0] == "self" and _outlives(path, scope))):
        yield ".".join((scope.kind.name, *path[1:2])), line


def _outlives(path: list[str], scope: Scope) -> bool:
    return scope.lasts or (scope.kind is not None and path[1:2] != [] and path[1] in _of_the_class(scope.kind))


def _path(target: ast.expr) -> list[str]:
    """`a.b[1].c` as a, b, c; nothing where a call stands between."""
    if isinstance(target, ast.Subscript | ast.Starred):
        return _path(target.value)
    if isinstance(target, ast.Attribute):
        before = _path(target.value)
        return [*before, target.attr] if before else []
    if isinstance(target, ast.Call) and _last(target.func) in ("type", "globals"):
        return [f"{_last(target.func)}()"]
    return [target.id] if isinstance(target, ast.Name) else []


def _of_the_class(kind: ast.ClassDef) -> set[str]:
    """Containers that stand in the class itself, and that no method puts anew into the object."""
    held = {
        name
        for node in kind.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_container(node.value)
        for name in _bound([node])
    }
    own = {
        node.attr
        for node in ast.walk(kind)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _path(node)[:1] == ["self"]
    }
    return held - own


def _defaults(module: ast.Module) -> Iterator[Found]:
    for act in ast.walk(module):
        if isinstance(act, FUNCTIONS):
            for value in (*act.args.defaults, *(one for one in act.args.kw_defaults if one)):
                if not _is_fixed(value):
                    yield f"{_name(act)}(={ast.unparse(value)})", value.lineno


def _is_fixed(value: ast.expr) -> bool:
    """Whether nothing can be put into this default."""
    return not isinstance(value, CONTAINERS) and not (isinstance(value, ast.Call) and _last(value.func) not in LASTING)


def _is_container(value: ast.expr | None) -> bool:
    return isinstance(value, CONTAINERS) or (isinstance(value, ast.Call) and _last(value.func) in MAKERS)


def _aliases(node: ast.AST, scope: Scope) -> Iterator[tuple[str, str]]:
    """`seen = _SEEN`: another name for what is the module's."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
        path = _path(node.value)
        if path and path[0] in scope.outer:
            yield from ((target.id, ".".join(path)) for target in node.targets if isinstance(target, ast.Name))


def _handed_out(value: ast.expr | None) -> Iterator[str]:
    """Names of what a function gives back as it is: `return inner`, `return wraps(act)(inner)`."""
    for node in ast.walk(value) if value is not None else ():
        if isinstance(node, ast.Name):
            yield node.id


def _bound(nodes: list[ast.stmt] | list[ast.AST]) -> Iterator[str]:
    """Names that these statements give a meaning to."""
    waiting: list[ast.AST] = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))


def _parameters(act: Function) -> set[str]:
    given = (*act.args.posonlyargs, *act.args.args, *act.args.kwonlyargs, act.args.vararg, act.args.kwarg)
    return {one.arg for one in given if one is not None}


def _name(act: Function) -> str:
    return "lambda" if isinstance(act, ast.Lambda) else act.name


def _last(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
