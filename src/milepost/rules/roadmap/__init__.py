"""Rules on guides together, and on what names them."""
