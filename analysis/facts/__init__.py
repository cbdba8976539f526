"""What the sources say, loaded, checked and compared. Knows no topic."""
