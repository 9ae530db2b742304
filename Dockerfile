FROM python:3.13-slim-bookworm AS build
WORKDIR /source
RUN python -m venv /opt/footnote
COPY requirements.lock ./
RUN /opt/footnote/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY facts ./facts
COPY storage ./storage
COPY bot ./bot
RUN /opt/footnote/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --create-home footnote && install --directory --owner=footnote /data
COPY --from=build /opt/footnote /opt/footnote
ENV PATH="/opt/footnote/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    FOOTNOTE_DATABASE=/data/footnote.db
USER 10001
WORKDIR /data
VOLUME /data
ENTRYPOINT ["footnote"]
CMD ["run"]
