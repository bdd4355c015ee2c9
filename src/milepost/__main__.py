"""`python -m milepost`."""

from milepost.interfaces.cli.main import main

main()
