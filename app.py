"""The dashboard: the pages of ``analyser/dashboard``, under one set of filters."""

from analyser.dashboard.layout import run

run()
