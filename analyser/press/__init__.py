"""What an article attributes to whom, and when and where it was said."""
