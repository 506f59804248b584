"""A briefing as a Word file: text, styles, fields and notes."""
