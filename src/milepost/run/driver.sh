# The terminal's side of the conversation with milepost.run.terminal.
#
# Bash runs as `bash --norc --noprofile -i /dev/fd/3`: commands come through a pipe that programs
# do not inherit, standard input stays empty, and `-i` makes error messages and a failed expansion
# behave as they do at a prompt (`bash: x: command not found`; the shell survives).
#
# Each line of code of the guide is put into a file and sourced at the top level, never in a
# function, where `declare` would make locals. BASH_SOURCE has two entries there: this script and
# the file. The ERR trap returns from the file at that depth alone, so that what a function, a
# sourced script or a subshell does on its own inside is judged by the status it ends with.
#
# The RETURN trap runs when the file is done, in whatever way: it keeps `$_` and the options, and
# switches off `-e` and `-x`, which would kill this script or show its commands.

exec 3<&- 99>&4 4>&-
set +H +o history
trap 'builtin exit 143' TERM  # which an interactive bash would ignore
shopt -s execfail
unset HISTFILE PROMPT_COMMAND
_mp_last='' _mp_traps='' _mp_flags='' _mp_line=0 _mp_status=0

_mp_arm() {
  builtin set +ex
  builtin trap - DEBUG
  # In one line: $LINENO counts the lines of the trap too.
  builtin trap 'case ${#BASH_SOURCE[@]}.$BASH_SUBSHELL in 2.0) _mp_status=$? _mp_line=$LINENO; builtin return $_mp_status ;; esac' ERR
  builtin trap '{ case ${#BASH_SOURCE[@]} in
    1) _mp_last=$_ _mp_flags=$-; builtin set +ex ;;
  esac; } 2>&-' RETURN
}

# The same for a block with ERR or DEBUG traps of its own, which must not see this script.
_mp_arm_around_traps() {
  _mp_arm
  builtin trap '{ case ${#BASH_SOURCE[@]} in
    1) _mp_last=$_ _mp_flags=$-; builtin set +ex; _mp_traps=$(builtin trap -p ERR DEBUG)
      builtin trap - ERR DEBUG ;;
  esac; } 2>&-' RETURN
  _mp_traps=$(builtin trap -p ERR)
}

# Tells how the code at hand ended; called with its status, and with `$_` where the next one is to
# find both. Not after code that may have set a trap on ERR, which a status would spring.
_mp_end() {
  builtin printf 'R%d %d %s- %s\0' "$1" "$_mp_line" "$_mp_flags" "$PWD" >&99
  _mp_line=0
  builtin return $(($# > 1 ? $1 : 0))
}

# What the next command finds in `$?` and `$_`.
_mp_as() { builtin return "$1"; }

# Everything that a new terminal needs to stand where this one stands, as bash code.
_mp_dump() {
  {
    builtin printf 'D# whole\n'
    builtin umask -p
    builtin declare -f
    builtin declare -F
    builtin alias -p
    builtin declare -p
    builtin printf '\0'
  } >&99 2>&-
}

# What one terminal does not take over from another, and the same one has when it is restored: which
# descriptors it has open, then bash code, then its limits. Called with its parameters. See
# milepost.run.rest.
_mp_stand() {
  builtin local - _mp_fds='' _mp_fd
  builtin set +fu
  [[ /dev/fd/0 -ef /dev/null && -p /dev/fd/1 && /dev/fd/1 -ef /dev/fd/2 ]] && _mp_fds=' usual'
  for _mp_fd in /proc/$$/fd/*; do
    [[ -e $_mp_fd ]] && _mp_fds+=" ${_mp_fd##*/}"
  done
  {
    builtin printf 'S%s\n' "$_mp_fds"
    builtin trap -p
    ((${#BASH_CMDS[@]})) && builtin hash -l
    builtin enable -n
    builtin complete -p
    for ((_mp_fd = ${#DIRSTACK[@]} - 1; _mp_fd > 0; _mp_fd--)); do
      builtin printf 'builtin pushd -n -- %q\n' "${DIRSTACK[_mp_fd]}"
    done
    (($#)) && { builtin printf 'builtin set --'; builtin printf ' %q' "$@"; }
    builtin printf '\n# limits\n'
    builtin ulimit -S -a
    builtin printf '# hard\n'
    builtin ulimit -H -a
    builtin printf '\0'
  } >&99 2>&-
}
