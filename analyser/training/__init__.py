"""Training of the language model: treebanks to Docs, words to vectors, and the run itself."""
