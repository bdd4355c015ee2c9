"""Ground floor: places in a text, and what is said about them."""
