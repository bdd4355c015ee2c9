"""The ways to pry that `test_prying_guides.py` tries, as data."""

from __future__ import annotations

import msgspec


class Case(msgspec.Struct, frozen=True):
    """One way to pry."""

    title: str
    """What the guide does."""
    script: str
    """The script of bash that does it; words in braces are replaced (see `facts`)."""


CASES = [
    Case(
        "reads the environment of every process",
        "env; cat /proc/*/environ | tr '\\0' '\\n' > all; grep -c HOME= all && echo tried; "
        "grep -q '{secret}' all && echo 'GOT IT'",
    ),
    Case(
        "looks into the home of root",
        "ls -A /root > seen && echo tried; grep -vxE '{tool_folders}' seen && echo 'GOT IT'",
    ),
    Case(
        "looks into the homes of people",
        "ls -A /home > seen && echo tried; grep -vx reader seen && echo 'GOT IT'",
    ),
    Case(
        "reads a file of the host's home by its path",
        "cat '{home_file}' 2>&1; echo tried; [ -e '{home_file}' ] && echo 'GOT IT'",
    ),
    Case(
        "reads a file of the host's temporary folder",
        "cat '{temporary_file}' 2>&1; echo tried; [ -e '{temporary_file}' ] && echo 'GOT IT'",
    ),
    *(
        Case(
            f"reads {path}",
            f"cat {path} {path}/* 2>&1; echo tried; [ -e {path} ] && echo 'GOT IT'",
        )
        for path in (
            *("/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/sudoers", "/etc/sudoers.d"),
            *("/etc/ssh", "/etc/machine-id", "/etc/gitconfig", "/etc/apt", "/etc/krb5.keytab"),
            *("/sys", "/boot", "/mnt", "/srv", "/var/lib", "/run/systemd", "/run/docker.sock"),
        )
    ),
    Case(
        "reads private keys of the system's certificates",
        "ls /etc/ssl && echo tried; ls -A /etc/ssl/private 2>/dev/null | grep . && echo 'GOT IT'",
    ),
    Case(
        "connects to a socket file of the host",
        "python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); "
        's.connect("{socket}"); print("GOT", "IT")\' 2>&1; echo tried',
    ),
    Case(
        "connects to an abstract socket of the host",
        "python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); "
        's.connect("\\0{abstract}"); print("GOT", "IT")\' 2>&1; echo tried',
    ),
    Case(
        "finds a socket file anywhere",
        "find / -xdev -type s 2>/dev/null > sockets; find /run /tmp /var -type s >> sockets; "
        "echo tried; [ -s sockets ] && echo 'GOT IT'",
    ),
    Case(
        "remounts the system to write to it",
        "for f in / /usr /opt /etc /dev /run; do mount -o remount,rw $f 2>&1; "
        "mount -o remount,bind,rw $f 2>&1; touch $f/{mark} 2>&1 && echo 'GOT IT'; done; echo tried",
    ),
    Case(
        "unmounts what hides the host",
        "umount -l /root /home /etc/ssl/private / 2>&1; umount -R /run 2>&1; "
        "[ -e /etc/shadow ] && echo 'GOT IT'; mountpoint -q /home && echo tried",
    ),
    Case(
        "mounts something over the system",
        "mount -t tmpfs x /usr/local 2>&1 && echo 'GOT IT'; "
        "mount --bind . /opt 2>&1 && echo 'GOT IT'; echo tried",
    ),
    *(
        Case(
            f"writes to {folder}",
            f"touch {folder}/{{mark}} 2>&1 && echo 'GOT IT'; mkdir {folder}/{{mark}} 2>&1 "
            f"&& echo 'GOT IT'; [ -d {folder} ] && echo tried",
        )
        for folder in ("/", "/usr", "/usr/bin", "/etc", "/opt", "/dev", "/run", "/root", "/etc/ssl")
    ),
    Case(
        "writes to every folder of PATH that is not its own",
        'IFS=:; for f in $PATH; do case $f in "$HOME"/*) ;; *) '
        "touch \"$f/{mark}\" 2>&1 && echo 'GOT IT';; esac; done; echo tried",
    ),
    Case(
        "changes a tool that it is shown",
        'f=$(readlink -f "$(command -v python3)"); chmod u+w "$f" 2>&1 && echo \'GOT IT\'; '
        "{{ echo >> \"$f\"; }} 2>&1 && echo 'GOT IT'; rm -f \"$f\" 2>&1 && echo 'GOT IT'; "
        '[ -x "$f" ] && echo tried',
    ),
    Case(
        "changes what Milepost has put",
        "echo evil > '{put}' && echo 'GOT IT'; rm -f '{put}' && echo 'GOT IT'; "
        "ln -s /etc/passwd $(dirname '{put}')/new && echo 'GOT IT'; echo tried",
    ),
    Case(
        "signals a process of the host",
        "kill -0 {host_pid} 2>&1 && echo 'GOT IT'; kill -9 {host_pid} 2>&1 && echo 'GOT IT'; "
        "ps -eo args= | grep -F '{host_program}' | grep -v grep && echo 'GOT IT'; echo tried",
    ),
    Case(
        "traces process 1 and a process of the host",
        "for p in 1 {host_pid}; do python3 -c 'import ctypes, sys; "
        "sys.exit(ctypes.CDLL(None).ptrace(16, int(sys.argv[1]), 0, 0) != 0)' $p "
        "&& [ $p != 1 ] && echo 'GOT IT'; done; echo tried",
    ),
    Case(
        "makes a user namespace to be root in it",
        "unshare --user --map-root-user true 2>&1 && echo 'GOT IT'; "
        "unshare --mount true 2>&1 && echo 'GOT IT'; unshare --net true 2>&1 && echo 'GOT IT'; "
        "echo tried",
    ),
    Case(
        "becomes root by a setuid program",
        "find /usr/bin -perm -4000 | grep -q . && echo tried; "
        "for p in $(find /usr/bin -perm -4000); do grep -q '^NoNewPrivs:.1' /proc/self/status "
        "|| echo 'GOT IT'; done; su -c true 2>&1 </dev/null && echo 'GOT IT'; "
        "mount 2>/dev/null | grep -E 'on /(usr|home|tmp) ' | grep -v nosuid && echo 'GOT IT'",
    ),
    Case(
        "has any capability",
        "grep -E '^Cap(Inh|Prm|Eff|Bnd|Amb):' /proc/self/status | grep -v 0000000000000000 "
        "&& echo 'GOT IT'; echo tried",
    ),
    Case(
        "types into the terminal that Milepost runs in",
        'python3 -c \'import fcntl, termios; fd = open("/dev/tty", "w"); '
        'fcntl.ioctl(fd, termios.TIOCSTI, b"x"); print("GOT", "IT")\' 2>&1; echo tried',
    ),
    Case(
        "changes the kernel's settings",
        "for f in kernel/core_pattern kernel/hostname vm/drop_caches net/ipv4/ip_forward; do "
        "[ -e /proc/sys/$f ] && echo tried; {{ echo 1 > /proc/sys/$f; }} 2>&1 && echo 'GOT IT'; "
        "done; {{ echo b > /proc/sysrq-trigger; }} 2>&1 && echo 'GOT IT'",
    ),
    Case(
        "makes or opens devices",
        "mknod disk b 8 0 2>&1 && echo 'GOT IT'; mknod mem c 1 1 2>&1 && echo 'GOT IT'; "
        "ls -A /dev | grep -vxE 'console|core|fd|full|null|ptmx|pts|random|shm|std(in|out|err)|tty|"
        "urandom|zero' && echo 'GOT IT'; [ -c /dev/null ] && echo tried",
    ),
    Case(
        "reads the kernel's memory",
        "for f in /proc/kcore /dev/mem /dev/kmem /proc/kpageflags; do "
        "head -c 1 $f > /dev/null 2>&1 && echo 'GOT IT'; done; echo tried",
    ),
    Case(
        "opens the host's root by the folders of processes",
        "for p in /proc/[0-9]*; do [ -e $p/root/etc/shadow ] && echo 'GOT IT'; "
        "[ -e $p/cwd/../../../etc/shadow ] && echo 'GOT IT'; done; echo tried",
    ),
    Case(
        "changes the network that it is in",
        "ip link set lo down 2>&1 && echo 'GOT IT'; ip addr add 10.9.9.9/24 dev lo 2>&1 && "
        "echo 'GOT IT'; nft flush ruleset 2>&1 && echo 'GOT IT'; "
        "nft list ruleset 2>/dev/null | grep -q milepost && echo 'GOT IT'; echo tried",
    ),
    Case(
        "reads packets",
        "python3 -c 'import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW); "
        'print("GOT", "IT")\' 2>&1; echo tried',
    ),
]
