"""The Model Context Protocol: a roadmap for coding agents, who cannot claim to be done."""
