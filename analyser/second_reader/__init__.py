"""A second reader, asked only on request: any model behind an OpenAI-compatible address.

``run.SecondReader`` plans and reads, ``agreement`` holds what it said against the first reader.
What an answer must be is in ``answer``, what is sent in ``guide``. ``openai`` is the extra "llm",
and is imported when a client is made, never before.
"""
