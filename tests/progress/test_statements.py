"""What SQLite is asked is what SQLAlchemy makes of the statements."""

from __future__ import annotations

from pathlib import Path

from milepost.progress import compile, compiled
from milepost.progress.statements import postgresql_statements, sqlite_statements


def test_the_kept_statements_are_the_compiled_ones(tmp_path: Path) -> None:
    """`python -m milepost.progress.compile src/milepost/progress/compiled.py` writes them anew."""
    compile.main([str(tmp_path / "compiled.py")])
    assert Path(compiled.__file__).read_text() == (tmp_path / "compiled.py").read_text()


def test_both_databases_know_the_same_statements_but_for_what_needs_no_lock() -> None:
    known = compiled.TEXTS.keys()
    assert known == sqlite_statements().keys()
    assert postgresql_statements().keys() - known == {"append", "lock"}
