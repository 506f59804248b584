"""How a debate goes on: who interrupts whom, what is asked and answered, undertaken and cited.

Every reader here takes the contributions of one debate in the order of the record, as
``Line``, and gives plain records with the offsets of the words they rest on.
"""
