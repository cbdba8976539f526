"""Two Roads to the Moon: facts -> topics -> chapters -> notebooks -> book."""
