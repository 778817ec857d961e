"""How a long-lived process keeps house: what it is made of stays, and what a page leaves behind is swept seldom."""

import gc

SELDOM = (50_000, 20, 20)  # new objects, sweeps of the young, sweeps of the middle-aged


def sweep_seldom() -> None:
    """For servers and workers once they are ready.

    A page makes some tens of thousands of objects and nearly all go by themselves; with Python's own thresholds a
    tenth of its time went into looking for those that do not, through all the code and templates each time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
