# One image for web, worker, beat and the one-time commands; what it does is decided by POCPLAN_ROLE.
FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core pandoc \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /srv/state pocplan \
 && install -d -o pocplan -g pocplan /srv/heads
WORKDIR /srv/pocplan
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY manage.py gunicorn.conf.py ./
COPY pocplan pocplan
COPY missions missions
COPY clusters clusters
COPY picture picture
COPY records records
COPY strategies strategies
COPY bodies bodies
COPY leadership leadership
COPY demo demo
COPY templates templates
COPY static static
COPY locale locale
ENV POCPLAN_STATE=/srv/state STATIC_ROOT=/srv/static PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Nothing secret is in the image: these values serve the collecting of static files only.
RUN python -m pocplan.dev.messages \
 && POCPLAN_ROLE=worker SECRET_KEY=none DATABASE_WORKER_URL=postgresql://none/none \
    POCPLAN_SEAT_KEY_WORKER=0000000000000000000000000000000000000000000000000000000000000000 \
    python manage.py collectstatic --noinput --verbosity 0
USER pocplan
EXPOSE 8000
CMD ["gunicorn", "pocplan.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
