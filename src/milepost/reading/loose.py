"""Parts of an example that are other on another machine, by the program that prints them."""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from itertools import zip_longest

from milepost.text import lazy_re as re

_OPTIONAL = "..."
_VERSION_OF = r"\S+ (?:--version|-version|version|-V|-v)\b"

_EDITS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (_VERSION_OF, (
        (r"(?<=^OpenJDK Runtime Environment).*|(?<=Server VM)\b.*", "[..]"),
        (r"^aws-cli/.*", "aws-cli/[..]"),
        (r"[ \t]*\([^()\n]*\d[^()\n]*\)", "[..]"),
        (r"\bv?\d+\.\d+(?:\.\d+)*[-+][\w.+~-]+", "[..]"),
    )),
    (r"npm|npx|pnpm|yarn|bun", (
        (r"^(added|removed|changed) \d+ packages?\b.*", r"\1 [..] package[..]"),
        (r"^up to date\b.*", "up to date[..]"),
        (r"^(?:\d+ packages? (?:is|are) looking for funding|\s*run .npm fund.*|found \d+ vulnerabilit.*|\d+ .*vulnerabilit.*"
         r"|npm (?:warn|notice|WARN)\b.*)$", _OPTIONAL),
        (r"^(.*\b)\d+ modules transformed", r"\1[..] modules transformed"),
    )),
    (r"pip3?|uv|poetry|conda|pipx", (
        (r"^(Successfully installed )(\S+)-\d.*", r"\1[..]"),
        (r"^\s*(?:Collecting|Downloading|Using cached|Requirement already satisfied|Installing collected packages|Preparing metadata|Obtaining|"
         r"Getting requirements|Installing build dependencies|Building wheels?)\b.*", _OPTIONAL),
        (r"\b\d+(?= packages?\b)", "[..]"),
    )),
    (r"cargo", (
        (r"^(\s*Finished )\S.*", r"\1[..]"),
        (r"^\s*(?:Updating|Downloading|Downloaded|Locking|Adding|Blocking)\b.*", _OPTIONAL),
    )),
    (r"git", (
        (r"^(?:remote: )?(?:Enumerating|Counting|Compressing|Writing|Receiving|Unpacking|Resolving|Updating files|Delta compression|Total)\b.*", _OPTIONAL),
        (r"^(To|From) (?:https?://|ssh://|git@|github)\S*$", r"\1 [..]"),
        (r"(?<=untracked files present) \(.*\)$", "[..]"),
    )),
    (r"docker(?! pull)", (
        (r"^(?:Unable to find image .* locally|\S+: Pulling from \S+|Digest: sha256:.*|Status: (?:Downloaded newer|Image is up to date).*)$", _OPTIONAL),
        (r"^[0-9a-f]{6,}: (?:Pull complete|Already exists|Pulling fs layer|Waiting|Verifying.*|Download complete|Downloading.*|Extracting.*)$", _OPTIONAL),
    )),
    (r"docker pull", (
        (r"^[0-9a-f]{6,}: (?:Pull complete|Already exists|Pulling fs layer|Waiting|Verifying.*|Download complete|Downloading.*|Extracting.*)$", _OPTIONAL),
        (r"^Status: (?:Downloaded newer image|Image is up to date) for ", "Status: [..] for "),
    )),
    (r"go test", ((r"^(ok\s+\S+\s+)(?:\(cached\)|[\d.]+s).*", r"\1[..]"),)),
    (r"(?:\./)?gradlew?", ((r"^\d+ actionable tasks?:.*", _OPTIONAL),)),
    (r"dotnet", ((r"^\s*(?:Determining projects to restore|Restored \S|All projects are up-to-date).*", _OPTIONAL),)),
    (r"minikube", ((r"(?<=\" in )\S+(?= \.\.\.)", "[..]"),)),
    (r"minikube start", ((r"^(?!.*\bDone!).*\S.*$", _OPTIONAL),)),
    (r"kubectl cluster-info", ((r"(?<=is running at )https?://[^/\s]+", "[..]"),)),
    (r"kubectl rollout status", ((r"^Waiting for .*", _OPTIONAL),)),
    (r"istioctl", ((r"^(✔ .*\b(?:installed|complete)).*", r"\1[..]"),)),
    (r"systemctl", (
        (r"^(\s*Loaded: \w+).*", r"\1[..]"),
        (r"^(\s*Active: \w+(?: \(\w+\))?).*", r"\1[..]"),
        (r"^(\s*Main PID: ).*", r"\1[..]"),
        (r"^\s*(?:Tasks|Memory|CPU|CGroup|Docs|Process|Drop-In|Status|IP|IO):.*|^\s*[├└].*", _OPTIONAL),
    )),
    (r"doctl", ((r"(?<=current-context to )\S+", "[..]"),)),
    (r"wrangler", ((r"https://\S+\.workers\.dev", "https://[..]"),)),
    (r"heroku", ((r"\b[a-z]+-[a-z]+-\d{4,5}\b", "[..]"),)),
    (r"gh", ((r"(?<=repository )[\w.-]+/|(?<= in )[\w.-]+/(?=[\w.-]+$)", "[..]/"),)),
    (r"ssh -T", ((r"(?<=^Hi )[^\s!]+(?=!)|(?<=GitLab, @)[^\s!]+(?=!)", "[..]"),)),
    (r"docker (?:image )?push", ((r"(?<= size: )\d+$", "[..]"),)),
    (r"pytest|python3? -m pytest|make|tox|nox|hatch|just", (
        (r"^(?:platform (?:linux|darwin|win32) -- .*|(?:rootdir|plugins|cachedir|configfile|testpaths|asyncio|hypothesis profile|Using --randomly-seed|metadata)\b.*)$", _OPTIONAL),
    )),
    (r"poetry", (
        (r"^Package operations:.*", "Package operations:[..]"),
        (r"^\s*[-•] (?:Installing|Updating|Downgrading|Removing) .*", _OPTIONAL),
    )),
    (r"uv run", ((r"^(?:Using CPython|Creating virtual|Resolved|Prepared|Audited|Installed|Built|Downloading|Downloaded|Uninstalled)\b.*| *\+ \S+==.*", _OPTIONAL),)),
    (r"mysql|mariadb", ((r"^(?:\d+ rows? in set|Query OK|Empty set).*", _OPTIONAL),)),
    (r"psql", ((r"(PostgreSQL )\d.*", r"\1[..]"),)),
    (r"ping", (
        (r"\b(ttl|time)=\S+(?: ms)?", r"\1=[..]"),
        (r"^(?:rtt|round-trip) .*", _OPTIONAL),
    )),
    (r"docker (?:image )?build|docker buildx build", (
        (r"^ *(?:=>|CACHED)+ +(\[(?:\w+ +)?\d+/\d+\] +[A-Z]+ [^\n]*?)(?: {2,}[\d.]+s)?$", r"[..]\1[..]"),
        (r"^(?:\[\+\] Building .*| *=> .*)$", _OPTIONAL),
    )),
    (r"tree", ((r"^\d+ director(?:y|ies)(?:, \d+ files?)?$", _OPTIONAL),)),
    (r"ssh-keygen", ((r"^(?:SHA256:.*|The key's randomart.*|[+|].*[+|])$", _OPTIONAL),)),
    (r"curl\b[^\n]* (?:-\w*v\w*|--verbose)", (
        (r"^\* .*(?:Trying |TCP_NODELAY|Connected to|[Cc]onnect|ALPN|NPN|TLSv\d|verify locations|CA(?:file|path)|SSL connection|[Uu]sing (?:HTTP|Stream)|HTTP/?2|"
         r"\[HTTP|h2h?\d?|Copying|Mark bundle|multiuse|[Cc]losing|Host \S+ was|IPv[46]:|[Cc]ipher|[Uu]pload|upgrade|Hostname|Expire in|Added |Request ).*|^ *CApath: .*|^[{}] \[\d+ bytes data\]$", _OPTIONAL),
        (r"(?<=\bOU=)[^;,\n]+|(?<=\bCN=)[^;,\n@]+@[^;,\n]+", "[..]"),
    )),
    (r"curl|openssl s_client|wget", (
        (r"^\W*(?:(?:SSLv3|TLSv1(?:\.\d)?|\(\d+\))(?: \((?:IN|OUT)\))?,? )?TLS (?:handshake|alert|change cipher|header|app data|Unknown)\b.*$", _OPTIONAL),
        (r"(?:\b(?:LibreSSL|OpenSSL|BoringSSL)(?:/[\w.]+)?(?: SSL_connect)?: )?\berror:[0-9A-Fa-f]{6,}:SSL routines:[^:\n]*:(?=\S)", "[..]error:[..]:SSL routines:[..]:"),
    )),
    (r"flask|python3?|uv|poetry", (
        (r"^(\s*WARNING: This is a development server)\b.*", r"\1[..]"),
        (r"((?i:\b(?:loss|acc|accuracy|mse|mae|rmse|r2|auc|f1|precision|recall|perplexity|reward|val_\w+)\b)\W{1,4})-?\d+\.\d+(?:e-?\d+)?", r"\1[..]"),
    )),
)  # fmt: skip
"""Of each program (an expression over the commands): what of its lines is replaced by what."""

_PLATFORM = re.compile(
    r"\b(?:linux|darwin|windows|freebsd)[/_](?:amd64|arm64|x86_64|aarch64|386)\b"
)
_AUTHOR = re.compile(
    r"^(?P<head>(?:Author|Commit|Committer|Tagger): +)(?P<name>[^<\n]*)<.*", re.MULTILINE
)
_CONTAINER_NAME = re.compile(r"(?<= )(?P<name>[a-z]{3,}_[a-z]{3,})$", re.MULTILINE)
"""The name that Docker makes up for a container."""
_LONG_NUMBER = re.compile(r"(?<![\w.])(?P<kept>-?\d+\.\d{5})\d{3,}\b")
"""What is computed, whose last digits depend on the release of what prints it."""
_LISTS_NAMES = re.compile(r"(?:^|\n|&& )ls(?: -[aAF1]+)*(?: [\w./~*?{}][\w./~*?{},-]*)*\s*$")
"""Prints a name a line where it prints into a pipe."""
_HEADING = re.compile(
    r"^(?:#|//) *(?:sample |example |expected )?(?:outputs?|results?)\b[ :]*\n", re.IGNORECASE
)
"""A first line by which an author only says what follows."""


def loosened(text: str, commands: str, known: str) -> str:
    """An example with `[..]` for what is other on another machine.

    A line that comes only at times is `...`. `known` is what the guide's commands say: what they
    name stays as it is.
    """
    text = _HEADING.sub("", text)
    for program, edits in _EDITS:
        if re.search(rf"(?:^|[\s;|&(])(?:{program})(?=\s|$)", commands):
            for pattern, replacement in edits:
                text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    text = _PLATFORM.sub(lambda m: m[0] if m[0] in known else "[..]", text)
    text = _LONG_NUMBER.sub(lambda m: m[0] if m[0] in known else f"{m['kept']}[..]", text)
    if _LISTS_NAMES.search(commands) and not re.search(r"^\S+:$", text, re.MULTILINE):
        text = _one_a_line(text)
    if "git" in commands:
        text = _AUTHOR.sub(
            lambda m: m[0] if m["name"].strip() in known else f"{m['head']}[..]", text
        )
    if "docker" in commands:
        text = _CONTAINER_NAME.sub(lambda m: m[0] if m[0] in known else "[..]", text)
    return text


def _one_a_line(listing: str) -> str:
    """A listing in a terminal's columns as it is printed elsewhere: a name a line, in its order."""
    rows = [re.split(r"\s{2,}|\t", line.strip()) for line in listing.strip("\n").split("\n")]
    if max(map(len, rows)) < 2:
        return listing
    columns = zip_longest(*rows, fillvalue="")
    return "\n".join(name for column in columns for name in column if name)
