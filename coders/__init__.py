"""The coders: text in, dated and coded events out. Pure: no clock, no network, no warehouse."""
