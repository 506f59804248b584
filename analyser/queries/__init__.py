"""What a corpus holds of a selection, as tidy DataFrames. One module a question."""
