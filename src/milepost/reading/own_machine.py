"""Whether an example of output tells of its author's machine or accounts, which a reader lacks."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import NamedTuple

from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

_OWN = re.compile(
    r"(?:[\w-]+ )*(?:auth list|account (?:list|show)|projects? list|config (?:view|get-contexts|current-context)|context ls|whoami|get-caller-identity)\b(?!.* --help)"
    r"|az login$|az login --use|(?:gcloud auth|gh auth|npm|heroku|vercel|aws sso) login|aws configure"
    r"|kubectl (?:-\S+(?:[= ]\S+)? )*get (?:secrets?|pv|persistentvolumes?)\b(?=.* -o ?(?:yaml|json)\b)|kubectl get (?:\S+,)?(?:pv|persistentvolumes?)(?:,\S+)?$"
)
"""What tells of a reader's own accounts."""
_MEASURES = re.compile(
    r"\b(?:vmstat|free -|mpstat|iostat|pidstat|sar -|swapon|lsblk|lscpu|docker stats|\b[a-z]+-?top -|kubectl top|uptime)|^[\w-]+ top$|^(?:sudo )?(?:df\b|nvidia-smi$|(?:ab|hey|hyperfine|iperf3?|pgbench|redis-benchmark|sysbench) )"
)
_TIMED = re.compile(r"\d[.,]\d+s? user\b|\b\d+% cpu\b")
"""How zsh tells the time that a command took, which is unlike bash's way."""
_TELLS_MACHINE = re.compile(
    r"(?:uname\b(?! -[so]$)|hostname$|hostnamectl|id$|groups$|ifconfig|ip a|ip route|ip link|lspci|lsusb|env$|printenv$"
    r"|cat /(?:etc|proc)/(?:os-release|issue|passwd|hostname|cpuinfo|meminfo)|echo \"?\$(?:SHELL|PATH|HOME|USER|PWD|HOSTNAME|LANG)\"?$"
    r"|(?:sudo )?(?:stat |du |lsmod|dmesg|sw_vers|system_profiler|nproc|arch$|locale$|timedatectl|last$|who$|w$|history|crontab -l)"
    r"|\S+ doctor\b|(?:pyenv|rbenv|nodenv|jenv|goenv) versions?|nvm (?:ls|list|current)$|(?:asdf|mise|volta|fnm) (?:list|ls|current)|sdk current|rustup (?:show|toolchain list)"
    r"|docker (?:info|version)$|dotnet --(?:info|list-sdks|list-runtimes)|go env$|(?:npm|pip|yarn) config (?:list|ls)|aws configure list"
    r"|dpkg -l$|code --list-extensions"
    r"|adb devices|arduino-cli board|i2cdetect|idevice_id|xcrun simctl list|v4l2-ctl|lscpu|sensors$)"
)
"""What tells of the machine, of its programs and of what is plugged into it."""
_LISTS_OWN = re.compile(
    r"(?:aws s3 ls|gsutil ls|gcloud storage (?:ls|buckets list)|az group list|az storage account list|heroku apps|vercel (?:ls|list)|(?:fly|flyctl) apps list|gh repo list"
    r"|(?P<packages>(?:pip3?|uv pip|conda|gem|brew|apt|snap) list|pip3? freeze|npm (?:ls|list) (?:-g|--global)\b))(?: --\S+)*$"
)
"""Lists all that a reader has of something."""
_EVERYWHERE = frozenset({"pip", "setuptools", "wheel", "package", "name"})
"""What such lists have whoever asks."""
_ACCOUNTS = "it tells of the accounts of who wrote it"
_PROCESSES = re.compile(r"(?:sudo )?(?:ps(?: (?!.*\bpid=)|$)|lsof|netstat|ss -|fuser)")
"""What lists processes, with their owners and numbers."""
_HARDWARE = re.compile(
    r"\b(?:cpu_count|cpus\(\)|NumCPU|availableParallelism|cuda\.|list_physical_devices|list_local_devices|get_device_name|device_count|os\.arch|platform\.(?:node|machine|platform|release)|gethostname|getuser|homedir\(\))"
)
"""Code that asks what the machine is."""
_DEVICE = re.compile(r"/dev/(?:sd[a-z]|nvme\d|vd[a-z]|disk\d|tty[A-Z]\w*|video\d)")
_ENVIRON = re.compile(
    r"^PATH=[^\x00]*^(?:HOSTNAME|HOME|PWD)=|^(?:HOSTNAME|HOME|PWD)=[^\x00]*^PATH=", re.MULTILINE
)
"""The variables of a process, all of them."""
_OWN_THINGS = re.compile(
    r"(?!(?:kubectl|oc|docker|podman|helm|az|aws|git) )[\w.-]+ (?:\w+ )?(?P<things>projects?|deployments?|apps?|sites?|domains?|orgs?|organi[sz]ations?|teams?|members?|accounts?|subscriptions?|billing|quota|usage)"
    r" (?:show|info|get|describe|details|backup|restore|rename|usage)\b(?P<rest>.*)$"
)
"""Tells of one of the things that a reader has in an account."""
_MADE = re.compile(r"\b(?:create|new|init|deploy|launch|add|register|up|import)\b.*")
_AT_HOME = re.compile(
    r"(?:ls|ll|dir|tree)(?: -\S+)*(?: (?:~|\$HOME|/|/home|/Users|/root|/tmp|/etc|/usr|/var)/?)+$"
)
_LOOKS = re.compile(r"(?:ls|ll|dir|cd|pwd|cat|echo|tree|whoami|date|clear|history|find)\b")


class Example(NamedTuple):
    """An example of output, and what it is to be the output of."""

    code: str
    commands: str
    """What is carried out; no line of it goes on in the next."""
    earlier: str
    """What the guide's earlier blocks run and write."""
    guide: bytes
    """All of the guide that stands before it."""
    similar: bool
    """Whether the guide says that the output is only like it."""

    @property
    def simple(self) -> tuple[str, ...]:
        """The commands one by one."""
        return simple_commands(self.commands)


def why_of_machine(example: Example) -> str | None:
    """Why it is measured, listed or named on the machine of who wrote it; None where it is not."""
    simple = example.simple
    if any(_OWN.match(one) or _is_of_account(one, example.earlier) for one in simple):
        return _ACCOUNTS
    if any(map(_MEASURES.search, simple)) or _TIMED.search(example.code):
        return "it measures the machine of who wrote it"
    if tells_machine(example) or _ENVIRON.search(example.code) or _shows_device(example):
        return "it tells of the machine of who wrote it"
    if _lists_other_folder(example):
        return "it lists a folder that the guide has not made"
    return None


def tells_machine(example: Example) -> bool:
    """Whether commands ask what the machine is, holds or runs."""
    simple = example.simple
    if any(map(_PROCESSES.match, simple)) or _HARDWARE.search(example.commands):
        return True
    return bool(simple) and _TELLS_MACHINE.match(simple[-1]) is not None


def _shows_device(example: Example) -> bool:
    """Whether an example names a device that the guide does not."""
    known = f"{example.earlier}\n{example.commands}"
    return any(found[0] not in known for found in _DEVICE.finditer(example.code))


def tells_account(example: Example) -> bool:
    """Whether the last command asks who a reader is."""
    return bool(example.simple) and _OWN.match(example.simple[-1]) is not None


def _lists_other_folder(example: Example) -> bool:
    """Whether commands list a folder of the reader's machine that the guide has not made."""
    simple = example.simple
    if simple and _AT_HOME.match(simple[-1]):
        return True
    if not example.similar or len(example.code.split()) <= 2:
        return False
    ran = (*simple_commands(example.earlier), *simple)
    lists = any(command.split()[0] in ("ls", "ll", "dir", "tree") for command in ran if command)
    return lists and all(map(_LOOKS.match, ran))


def _is_of_account(command: str, earlier: str) -> bool:
    """Whether a command tells of a thing of an account that nothing before it has made."""
    of = _OWN_THINGS.match(command)
    if of is None:
        return False
    names = [word for word in of["rest"].split() if word[:1] != "-"]
    made = "\n".join(_MADE.findall(earlier))
    return not any(name.strip("\"'") in made for name in names)


def why_strange(example: Example) -> str | None:
    """Why rows of a list of all that a reader has are others: they name nothing of the guide."""
    lists = _LISTS_OWN.match(example.simple[-1]) if example.simple else None
    if lists is None:
        return None
    known = f"{example.earlier}\n{example.commands}".casefold()
    rows = [re.findall(r"[a-z][\w.-]{2,}", line.casefold()) for line in example.code.split("\n")]
    strange = [row for row in rows if row and not any(w in known or w in _EVERYWHERE for w in row)]
    # Of packages, a reader may have some more.
    return _ACCOUNTS if len(strange) > (2 if lists["packages"] else 0) else None
