# syntax=docker/dockerfile:1
# The bot in one image. Two stages, so that the tools that install are not in what runs.
#   docker build -t wegwijs .
#   docker run --rm --read-only -v wegwijs-data:/data -v ./wegwijs.toml:/etc/wegwijs.toml:ro wegwijs
#   docker run --rm wegwijs ask "Hoe vraag ik een DigiD aan?"

ARG BASE=docker.io/library/python:3.11-slim-bookworm

# hadolint ignore=DL3006
FROM ${BASE} AS build
WORKDIR /src
RUN python3 -m venv /tools && /tools/bin/pip install --quiet --no-cache-dir uv==0.13.9
COPY requirements.lock pyproject.toml ./
# The lock file pins development tools too: as a constraint it installs only what the bot needs,
# still in the locked versions and with the locked hashes.
RUN --mount=type=cache,target=/root/.cache/uv \
    python3 -m venv --without-pip /app && \
    /tools/bin/uv pip install --quiet --compile-bytecode --link-mode copy --python /app \
        --constraint requirements.lock --requirements pyproject.toml && \
    /tools/bin/uv pip install --quiet --link-mode copy --python /tools \
        --constraint requirements.lock hatchling
COPY README.md LICENSE ./
COPY bot bot
COPY adapters adapters
COPY knowledge knowledge
RUN /tools/bin/hatchling build --target wheel --directory /dist && \
    /tools/bin/uv pip install --quiet --compile-bytecode --link-mode copy --python /app --no-deps \
        /dist/*.whl
# The first answer trains the matcher. What it learnt goes into the image: the bot starts at once.
ENV XDG_CACHE_HOME=/app/cache
RUN /app/bin/wegwijs ask "Hoe vraag ik een DigiD aan?"

# hadolint ignore=DL3006
FROM ${BASE}
LABEL org.opencontainers.image.title="Wegwijs" \
      org.opencontainers.image.description="The library's chatbot for the digital government" \
      org.opencontainers.image.licenses="EUPL-1.2"
RUN useradd --no-log-init --uid 10001 --home-dir /data --create-home wegwijs
COPY --from=build /app /app
USER 10001:10001
WORKDIR /data
VOLUME /data
# With a knowledge base of your own, set XDG_CACHE_HOME to /data: it must be writable then.
ENV PATH=/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME=/app/cache
# The health check asks port 8080 (http.port). To reach it from outside, set http.host to 0.0.0.0.
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
ENTRYPOINT ["wegwijs"]
CMD ["serve", "--config", "/etc/wegwijs.toml"]
