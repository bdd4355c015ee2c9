"""Milepost's figures, measured beside its peers' in one run: `make bench`."""
