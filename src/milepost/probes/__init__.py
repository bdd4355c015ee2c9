"""One kind of check, carried out; one probe is one file."""
