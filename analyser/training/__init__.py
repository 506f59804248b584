"""Training the encoder that codes positions, from coded contributions to the file that is kept."""
