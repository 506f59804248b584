"""Speaker positions and themes in UK Hansard debates on surveillance."""
