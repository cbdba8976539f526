"""How notebooks are run and pages are made. Knows nothing of the topic."""
