"""The dashboard: who stands where, on which grounds, in which words.

``layout`` draws what every page shares and runs the page chosen; ``load`` reads the corpus;
``filters`` turns widgets into a ``Selection``; ``markup``, ``phrasing`` and ``charts`` are pure.
Each file in ``pages`` is a page.
"""
