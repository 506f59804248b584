"""``python -m analyser``: the command line."""

from analyser.cli import main

main()
