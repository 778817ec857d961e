"""Work that a worker does for a person: the row is the truth, the task a doorbell that may be lost."""
