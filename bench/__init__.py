"""How fast, beside the floor measured in the same run; see README.md."""
