"""Training the encoder that tells positions, from coded contributions to the file that is kept."""
