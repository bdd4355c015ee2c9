"""What came of carrying out a plan."""
