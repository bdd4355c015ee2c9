"""Programs that guides run, as data; and whether a text is nothing but commands."""

from __future__ import annotations

from milepost.reading.prerequisites.tools import PROGRAMS
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

COMMON = frozenset([
    "ls", "cat", "pwd", "echo", "cd", "mkdir", "rm", "cp", "mv", "grep", "sed", "awk", "find",
    "head", "tail", "sort", "uniq", "wc", "curl", "wget", "git", "tar", "zip", "unzip", "make",
    "test", "diff", "tree", "which", "whoami", "date", "env", "printenv", "ps", "df", "du",
    "file", "stat", "touch", "chmod", "ln", "npx", "npm", "node", "yarn", "pnpm", "python",
    "python3", "pip", "pip3", "pytest", "uv", "ruff", "mypy", "go", "cargo", "rustc", "java",
    "javac", "mvn", "gradle", "docker", "kubectl", "helm", "terraform", "aws", "az", "gcloud",
    "psql", "sqlite3", "mysql", "redis-cli", "flask", "django-admin", "uvicorn", "jest",
    "vitest", "tsc", "eslint", "prettier", "bash", "sh", "source", "deno", "bun", "ruby",
    "bundle", "rails", "php", "composer", "dotnet", "gh", "ssh", "systemctl", "ansible", "jq",
    "yq", "http", "xxd", "seq", "printf", "basename", "dirname", "realpath", "readlink",
])  # fmt: skip
"""Programs that a code span may run, besides the tools that guides ask for."""

_ONLY_IN_BLOCKS = frozenset([
    "export", "set", "unset", "mktemp", "rmdir", "poetry", "pipenv", "virtualenv", "openssl",
    "base64", "sleep", "true", "false", "tee", "xargs", "cut", "tr", "nl", "rev", "paste", "comm",
    "column", "journalctl", "service", "hostname", "uname", "id", "groups", "umask", "command",
    "type", "alias", "history", "chown", "gzip", "gunzip", "ping", "nc", "ss", "lsof", "kill",
    "modprobe", "mount", "modinfo", "sysctl", "ifconfig", "dig", "nslookup", "apt", "apt-get",
    "brew", "yum", "dnf", "apk", "snap", "go-task", "nix", "nix-shell", "nix-build", "argocd",
    "bazel", "buildah", "caddy", "cdk", "chaosd", "cilium", "composer", "conda", "consul",
    "copilot", "cosign", "crossplane", "dagger", "dapr", "deno", "devspace", "doctl", "dvc",
    "earthly", "eksctl", "etcdctl", "fly", "flyctl", "flux", "heroku", "hugo", "ibmcloud",
    "istioctl", "iex", "k3d", "k3s", "k6", "kind", "kubeadm", "kustomize", "kubectx", "kubens",
    "kyverno", "lerna", "linkerd", "longhornctl", "meshctl", "microk8s", "minikube", "mix", "nats",
    "netlify", "nerdctl", "nomad", "nsc", "nx", "oc", "oci", "odo", "oras", "pack", "packer",
    "pants", "pipx", "podman", "prefect", "pulumi", "rebar3", "rustup", "sam", "sbt", "serverless",
    "skaffold", "skopeo", "spin", "supabase", "swift", "tanzu", "terragrunt", "tkn", "tofu",
    "turbo", "vagrant", "vault", "velero", "vercel", "wrangler", "ytt", "kapp", "kbld", "zarf",
])  # fmt: skip
"""Words that are commands in a block, and in prose more often something else."""

_OUTPUT = re.compile(r"^(?:\S+ (?:version\b|v?\d+\.(?!\d+\.\d+\.\d))|diff --git )")
"""What tools print that begins with their own name."""

_ASSIGNED = re.compile(r"^[A-Za-z_]\w*=\"?\$\((?P<command>.+)\)\"?$", re.MULTILINE)
"""A line that keeps what a command prints."""

_SCRIPT = re.compile(r"^\.{0,2}/?[\w.-]+(?:/[\w.-]+)*\.(?:sh|py)$|^\./[\w.-]+(?:/[\w.-]+)*$")


def is_known(word: str) -> bool:
    """Whether a word is the name of a program that is known."""
    return word in COMMON or word in PROGRAMS


def all_commands(code: str) -> bool:
    """Whether every line of a text is plainly a command: a known program with its arguments."""
    if "=$(" in code:
        code = _ASSIGNED.sub(lambda found: found["command"], code)
    commands = simple_commands(code.replace("\\\n", " "))
    return bool(commands) and all(map(_is_command, commands))


def _is_command(command: str) -> bool:
    words = command.removeprefix("sudo ").split()
    if not words or _OUTPUT.match(command):
        return False
    first = words[0]
    return is_known(first) or first in _ONLY_IN_BLOCKS or bool(_SCRIPT.match(first))
