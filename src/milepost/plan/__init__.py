"""What will be carried out, in which order, before anything is."""
