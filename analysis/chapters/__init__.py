"""One module a chapter: findings, and a specification for each figure and table; its words stand beside it in TOML."""
