"""Streamlit, which loads what the first page needs while it starts. ``serve`` runs this."""

import sys
from importlib import import_module
from threading import Thread

from streamlit.web.cli import main

if __name__ == "__main__":
    Thread(target=import_module, args=("analyser.dashboard.layout",), daemon=True).start()
    sys.exit(main(prog_name="streamlit"))
