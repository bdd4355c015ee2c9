"""Commands of which nothing is seen, and those that end in a program that waits for a person."""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from milepost.reading.repls import started_by
from milepost.reading.shell_words import chained, code_lines, simple_commands
from milepost.text import lazy_re as re

_STARTS_DIALOGUE = re.compile(
    r"^(?:gemini|claude|codex|aider|copilot|ssh(?: -[46AaCfGgKkMNnqsTtVvXxYy]+| -[BbcDEeFIiJLlmOopQRSWw] ?\S+)*(?: [^-\s]\S*)?|telnet(?: [^-\s]\S*)*|ollama run \S+|python3?|node|irb|ghci|psql|mysql|mongosh?|redis-cli|"
    r"(?:sqlite3|psql)(?: -\w+)*(?: \S+)?|(?:docker|podman|kubectl|oc)(?: compose| container)? (?:exec|run)\b.* (?:/bin/|/usr/bin/)?(?:ba|z|a)?sh|npm init|yarn init|aws configure"
    r"|git rebase (?:\S+ )*(?:-i|--interactive)\b.*|git commit(?: --amend| -v| -a| -s)*|git add (?:-p|-i|--patch|--interactive)\b.*|crontab -e|visudo)$"
)

_ASKS_PASSWORD = re.compile(r"curl\b.* (?:-u|--user)[ =]['\"]?[\w.@-]+['\"]?(?: |$)")
"""A user without a password, for which curl asks."""
_CLIENT = re.compile(r"(?:psql|mysql|mariadb|mongosh?|cqlsh|clickhouse-client|sqlplus|usql)\b")
_GIVEN = re.compile(
    r" (?:-[cefl]|--(?:command|execute|eval|file|list|version|help|query)\b|-[a-zA-Z]*c) ?|[<]|\.(?:js|sql)\b"
)
"""Options that give a client of a database what it is to do, so that it asks nobody."""

_SILENT = re.compile(
    r"^(?:sudo )?(?:export|cd|mkdir|touch|rm|mv|cp|chmod|chown|ln|unset|set|source|\.(?= )|alias|sleep|xdg-open|code|nano|vim?|emacs"
    r"|systemctl (?:start|stop|restart|reload|daemon-reload)|git (?:add|config (?:--\w+ )*[\w.]+ \S))(?![\w-])|^open (?:https?://|\S*\.(?:html|app)\b)"
    r"|^[A-Za-z_]\w*=|^kubectl\b.* (?:port-forward|proxy|edit)\b|^kubectl (?:port-forward|proxy|edit)\b"
    r"|^sed (?:-\S+ )*-\w*i|^(?:python3? -m venv|createdb|dropdb|createuser|kill|pkill|killall|useradd|usermod|groupadd|kubectl cp|django-admin start|python3? manage\.py startapp)\b|^tar -?[xcz]+f "
    r"|^git (?:mv |tag [\w.-]+$|branch [\w/.-]+$|(?:clone|pull|push|fetch) (?:[^;&|]* )?(?:-q|--quiet)\b)|^curl\b(?!.*(?:&&|[;|]))(?!.* (?:-\w*[wvD]|--write-out|--verbose))(?=.* (?:-\w*[oO]|--output|--remote-name)\b)(?!.* -o ?-(?: |$))"
    r"|^dapr run(?!.* (?:-f|--run-file|--) )(?: --?\w[\w-]*[= ][^\s-]\S*)*$"
    r"|^[^|]*[^2&>|]>>? ?[^&|]+$"
)
"""Commands that show nothing, or nothing of what is asked for."""
_BLANK = re.compile(r"(?<!<)<\w(?:[\w .:-]*\w)?>")
"""A name in angle brackets that a reader fills in, which leads into no file."""


def prints_nothing(commands: str) -> bool:
    """Whether nothing can be seen of commands: they set, go, make or write to a file."""
    lines = [line.strip() for _, line in code_lines(commands.replace("\\\n", " "))]
    parts = [_BLANK.sub("_", part) for line in lines for part in chained(line)]
    return bool(parts) and all(map(_SILENT.match, parts))


def starts_dialogue(commands: str) -> bool:
    """Whether commands end in a program that waits for what a person types."""
    simple = simple_commands(commands.replace("\\\n", " "))
    if not simple:
        return False
    if any(map(_ASKS_PASSWORD.match, simple)):
        return True
    last = simple[-1]
    if re.search(rf"(?<!\|)\|\s*{re.escape(last)}", commands):
        return False
    if _CLIENT.match(last):
        return not _GIVEN.search(last)
    return _STARTS_DIALOGUE.match(last) is not None or started_by(last) is not None
