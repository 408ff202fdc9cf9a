"""How quick and how light the program is, each figure as a ratio to a bare baseline measured in the same run."""
