"""Full-text search: what a query asks for, and the index beside the corpus that answers it."""
