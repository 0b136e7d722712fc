# syntax=docker/dockerfile:1
# The bot in one image. Two stages, so that the tools that install are not in what runs.
#   docker build -t wegwijs .
#   docker run --rm -v wegwijs-data:/data -v ./wegwijs.toml:/etc/wegwijs.toml:ro wegwijs

ARG BASE=docker.io/library/python:3.11-slim-bookworm

# hadolint ignore=DL3006
FROM ${BASE} AS build
WORKDIR /src
RUN python3 -m venv /tools && /tools/bin/pip install --quiet --no-cache-dir uv==0.13.9
COPY requirements.lock pyproject.toml README.md LICENSE ./
# The lock file pins development tools too: as a constraint it installs only what the bot needs.
RUN --mount=type=cache,target=/root/.cache/uv \
    python3 -m venv /app && \
    sed -E 's/ *\\$//; /^ +--hash/d' requirements.lock > pins.txt && \
    /tools/bin/uv pip install --quiet --python /app/bin/python --constraint pins.txt \
        --requirements pyproject.toml hatchling editables
COPY bot bot
COPY adapters adapters
COPY knowledge knowledge
RUN /tools/bin/uv pip install --quiet --python /app/bin/python --no-deps --no-build-isolation . && \
    /tools/bin/uv pip uninstall --quiet --python /app/bin/python hatchling editables && \
    /app/bin/python -m compileall -q /app/lib

# hadolint ignore=DL3006
FROM ${BASE}
LABEL org.opencontainers.image.title="Wegwijs" \
      org.opencontainers.image.description="The library's chatbot for the digital government" \
      org.opencontainers.image.licenses="EUPL-1.2"
COPY --from=build /app /app
RUN useradd --system --uid 10001 --home-dir /data --create-home wegwijs
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
ENTRYPOINT ["wegwijs"]
CMD ["serve", "--config", "/etc/wegwijs.toml"]
