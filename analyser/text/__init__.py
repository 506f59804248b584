"""Text as text: sentences and patterns, with nothing but the standard library."""
