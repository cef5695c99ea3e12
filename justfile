# Short names for what is typed often. `just` alone lists them; `uv run just fast` works without a
# `just` of your own. Each line is what it runs: nothing needs `just`.

# List these names.
default:
    @just --list

# What fails most often, in less than 20 seconds.
fast:
    uv run --locked pytest tests/unit/naming tests/unit/tables tests/unit/letters tests/unit/question tests/unit/aggregation

# Whole documents, built in code, with the tables that they must give.
golden:
    uv run --locked pytest tests/golden

# Runs through Prefect, with a server: some minutes.
flows:
    uv run --locked pytest tests/flows

# Formatter, linter, types, every test, and the documentation: what has to pass.
all:
    .ci/run

# Which lines of the code the unit and golden tests run through.
coverage:
    uv run --locked pytest tests/unit tests/golden --cov --cov-report=term:skip-covered --cov-report=html

# The documentation as web pages, below build/docs/.
docs:
    uv run --locked --group docs python -m docs.build

# The list of bank holidays, by the library that is installed.
bank-holidays:
    uv run --locked python -m foistats.intake.bank_holidays > build-bank-holidays.json
    mv build-bank-holidays.json schemas/codelists/bank_holidays.json
