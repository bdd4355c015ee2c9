"""What programs report of the machine they run on, compared by what is the same on each."""
