"""What the walls say. None of these texts names a row: a hidden row and an absent one are alike."""


class AccessError(Exception):
    """Base of all refusals by the walls."""


class Unbound(AccessError):
    """Guarded data was asked for while nobody was acting."""


class ClosedDoor(AccessError):
    """A read of a guarded model that did not come through `visible_to(actor)`."""


class NotSeated(AccessError):
    """The actor may not write in this compartment."""
