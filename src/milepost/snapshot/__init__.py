"""What a place holds after a step, kept by content and put back later."""
