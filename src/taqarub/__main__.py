"""`python -m taqarub`: the same as the `taqarub` command."""

from .cli import main

main()
