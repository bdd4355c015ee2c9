"""The clean room: a fresh workspace, home, network and process space."""
