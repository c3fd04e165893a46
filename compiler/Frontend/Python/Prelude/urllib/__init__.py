"""urllib: addresses; nothing is fetched."""
