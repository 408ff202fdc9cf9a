"""Lists and forms that follow from how a kind of record describes itself."""
