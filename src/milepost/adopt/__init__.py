"""A guide in any shape, brought into the form of a template; nothing of it is lost."""
