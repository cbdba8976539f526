"""One module for each kind of picture: table or graph in, matplotlib figure out."""
