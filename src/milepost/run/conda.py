"""Environments of conda, mamba and micromamba: where one of a name lies on this machine."""

from __future__ import annotations

import shlex

from milepost.text import lazy_re as re

PROGRAMS = ("conda", "mamba", "micromamba")
_PATH = re.compile(r"[./~]|.*/")

_FIND = """\
name={name} found=
for folder in ${{CONDA_ENVS_PATH//:/ }} ${{CONDA_ENVS_DIRS//:/ }} ~/.conda/envs; do
  [ -d "$folder/$name/conda-meta" ] && found=${{found:-$folder/$name}}
done
for base in "${{CONDA_EXE%/bin/*}}" "$MAMBA_ROOT_PREFIX" ~/miniconda3 ~/anaconda3 ~/miniforge3 \
~/mambaforge ~/micromamba /opt/conda /opt/miniconda3; do
  [ "$name" = base ] && folder=$base || folder=$base/envs/$name
  [ -n "$base" ] && [ -d "$folder/conda-meta" ] && found=${{found:-$folder}}
done
"""
"""Where `conda info` would look; conda itself takes a second to say so, and runs its plug-ins."""


def is_name(word: str) -> bool:
    """Whether a word names an environment, and is no path of one."""
    return _PATH.match(word) is None


def find(name: str) -> str:
    """Code that sets `found` to the folder of an environment; empty where there is none."""
    return _FIND.format(name=shlex.quote(name))


def activate(name: str) -> str:
    """Code that activates an environment, and fails where there is none.

    Its scripts in etc/conda/activate.d are the reader's, and are not run.
    """
    return (
        f"{find(name)}"
        '[ -n "$found" ] && export CONDA_PREFIX=$found CONDA_DEFAULT_ENV=$name '
        'PATH=$found/bin:"$PATH"'
    )
