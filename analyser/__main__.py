"""``python -m analyser``: the command line."""

from analyser.cli.app import main

main()
