"""The dashboard: who stands where, on which grounds, in which words.

``frame`` draws what every page shares and runs the page chosen; ``load`` reads the corpus;
``filters`` turns widgets into a ``Selection``; ``markup``, ``links``, ``words`` and ``charts``
are pure. The pages are ``overview``, ``debate``, ``speakers`` and ``themes``.
"""
