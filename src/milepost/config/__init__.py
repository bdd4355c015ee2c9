"""Settings out of milepost.toml or pyproject.toml."""
