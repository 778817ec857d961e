# Two commands: `make demo` and `make test`. The rest is for whoever works on pocplan.
PYTHON ?= python3.11
VENV := .venv/bin/python
export PORT POCPLAN_STATE STAGE SEED

.PHONY: demo demo-reset test check fix messages lock stop

demo: .venv/ready
	@exec $(VENV) -m pocplan.dev.demo run

demo-reset: .venv/ready
	@$(VENV) -m pocplan.dev.demo reset

test: .venv/ready-dev
	@$(VENV) -m pocplan.dev.suite all

check: .venv/ready-dev
	@$(VENV) -m pocplan.dev.suite check

# Mends what ruff can mend by itself.
fix: .venv/ready-dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

messages: .venv/ready-dev
	@$(VENV) -m pocplan.dev.messages

stop:
	@$(VENV) -m pocplan.dev.suite stop

# The locked versions and hashes anew, from requirements.in and requirements-dev.in.
lock: .venv/ready-dev
	$(VENV) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt requirements.in
	$(VENV) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements-dev.txt requirements-dev.in

# Installs anew only when the locked requirements changed.
.venv/ready: requirements.txt
	@PYTHON="$(PYTHON)" sh pocplan/dev/environment.sh requirements.txt
	@touch $@

.venv/ready-dev: requirements.txt requirements-dev.txt
	@PYTHON="$(PYTHON)" sh pocplan/dev/environment.sh requirements.txt requirements-dev.txt
	@touch .venv/ready $@
