"""Databases and packages: what the blocks of a step say of them."""

from __future__ import annotations

import pytest
from tests.reading.guides import one_step

from milepost.reading.databases import client_of, of_name, used_by
from milepost.reading.packages import installed_by
from milepost.reading.read import read

USED = [
    ("bash", "sqlite3 notes.db < schema.sql", "sqlite3 notes.db"),
    ("bash", "sqlite3 -header data/app.sqlite 'select 1'", "sqlite3 data/app.sqlite"),
    ("bash", "psql -U ada -d shop -c 'select 1'", "psql -U ada -d shop"),
    ("bash", "psql shop -At -f schema.sql", "psql shop"),
    ("bash", 'psql "$DATABASE_URL" -c "select 1"', 'psql "$DATABASE_URL"'),
    ("bash", "psql shop < schema.sql", "psql shop"),
    ("console", "$ sqlite3 notes.db\nsqlite> .tables", "sqlite3 notes.db"),
    ("bash", "sqlite3 a.db .tables\nsqlite3 b.db .tables", None),
    ("bash", "sqlite3 --version", None),
    ("bash", "psql --version", None),
    ("bash", "docker exec db psql shop", None),
    ("python", "print(1)", None),
]


@pytest.mark.parametrize(("language", "code", "database"), USED, ids=[c[1] for c in USED])
def test_the_one_database_that_a_step_uses(language: str, code: str, database: str | None) -> None:
    (step,) = read(one_step(f"```{language}\n{code}\n```\n")).steps
    assert used_by(step.blocks) == database


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("notes.db", "sqlite3 notes.db"),
        (":memory:", "sqlite3 :memory:"),
        ("sqlite:///data/x.sqlite3", "sqlite3 data/x.sqlite3"),
        ("postgresql://localhost/shop", "psql -d postgresql://localhost/shop"),
        ("$URL", 'psql -d "$URL"'),
        ("psql -h localhost shop", "psql -h localhost shop"),
        ("mysql://localhost/shop", None),
    ],
)
def test_what_opens_a_database(name: str, command: str | None) -> None:
    assert client_of(name) == command


def test_a_name_in_a_sentence_is_a_file_or_the_database_that_is_used() -> None:
    assert of_name("a.db", "psql -d shop") == "sqlite3 a.db"
    assert of_name("shop", "psql -d shop") == "psql -d shop"
    assert of_name("other", "psql -d shop") is None
    assert of_name("shop", None) is None


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("npm install express@4 @types/node --save-dev", ("express", "@types/node")),
        ("pip install 'requests>=2' flask[async]\nuv add rich", ("requests", "flask", "rich")),
        ("python -m pip install -r requirements.txt", ("requirements.txt",)),
        ("npm run build", ()),
    ],
)
def test_packages_that_a_step_installs(code: str, names: tuple[str, ...]) -> None:
    (step,) = read(one_step(f"```bash\n{code}\n```\n")).steps
    assert installed_by(step.blocks) == names
