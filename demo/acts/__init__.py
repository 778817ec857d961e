"""What the cast does, through the verbs alone; story.py says in which order and when."""
