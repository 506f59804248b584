"""From files and public sources to a coded corpus: `ingest`, `fetch` and `analyse`."""
