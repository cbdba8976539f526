"""One module a question: tables and graphs computed from facts, in the words of the field. Knows no look."""
