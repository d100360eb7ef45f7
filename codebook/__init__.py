"""The codebook: types, errors and the data that say who is an actor and what is an event."""
