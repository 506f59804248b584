# The dashboard for an office: see docs/serving.md. The corpus is the volume /corpus.
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /source
COPY . .
RUN uv export --quiet --locked --no-dev --extra serve --no-emit-project --output-file /requirements.txt \
    && uv build --quiet --wheel --out-dir /wheels \
    && uv venv --quiet /venv \
    && uv pip install --quiet --python /venv --no-cache --require-hashes --only-binary :all: -r /requirements.txt \
    && uv pip install --quiet --python /venv --no-cache --no-deps /wheels/*.whl

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home reader && install -d -o reader /corpus
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH ANALYSER_CORPUS=/corpus
USER 10001
WORKDIR /home/reader
VOLUME /corpus
EXPOSE 8501
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('/'.join(filter(None, ['http://127.0.0.1:8501', os.environ.get('ANALYSER_BASE_PATH'), '_stcore/health'])), timeout=3)"]
ENTRYPOINT ["analyser"]
CMD ["dashboard", "--host", "0.0.0.0"]
