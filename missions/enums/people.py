"""What is told of numbers of people."""

FEW = 10  # a number of people under this is not told
