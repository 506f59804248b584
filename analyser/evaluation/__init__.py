"""How good the positions, themes and stances on motions are, beside what simpler means give.

``tasks.evaluate`` measures one task on a labelled file and returns a ``report.Report``;
``report.kept_reports`` reads those that the documents and the Method page quote.
"""
