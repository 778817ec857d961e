"""Find words that mix up a mission and humanitarians: text in, findings out. No database, no request."""
