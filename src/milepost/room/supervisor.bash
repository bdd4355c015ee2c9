# Starts the programs of a room; the only child of bubblewrap in it.
#
#   supervisor REQUESTS PROCESSES
#
# Descriptor REQUESTS brings requests: id, directory, number of words, then the words of the
# command, each ended by NUL. Standard output takes the answers, one line each:
#
#   ready           the room is there
#   started ID PID  the program runs and holds its pipes
#   refused ID WHY  it cannot be started: `directory`, `command` or `pipes`
#   ended ID STATUS
#
# The pipes of a program are FIFOs in the exchange folder, named ID.control, ID.reports and
# ID.output; the other side removes them after `started`.

requests=$1
exchange=/run/milepost/files
ulimit -u "$2"
# What whoever opened the room had open is nothing to its programs.
for number in /proc/$$/fd/*; do
    number=${number##*/}
    ((number == requests || number < 3 || number == 255)) || exec {number}>&-
done
echo 800 >/proc/self/oom_score_adj
exec {answers}>&1 >/dev/null 2>&1 </dev/null
unset OLDPWD SHLVL
declare +x PWD

# As a login shell has them, whatever Milepost's caller had: what cannot be had is the hard limit.
umask 022
limit() { ulimit -S "$1" "$2" || ulimit -S "$1" hard; }
for option in d f i m t v x; do limit "-$option" unlimited; done
limit -c 0
limit -n 1024
limit -s 8192
limit -l 8192
limit -q 819200

answer() { printf '%s\n' "$*" >&"$answers"; }

watch() {
    local id=$1 directory=$2
    shift 2
    exec {requests}<&-
    cd -- "$directory" || { answer refused "$id" directory; return; }
    type -P -- "$1" || { answer refused "$id" command; return; }
    exec 3<"$exchange/$id.control" 4>"$exchange/$id.reports" >"$exchange/$id.output" ||
        { answer refused "$id" pipes; return; }
    { exec {answers}>&- 2>&1 setsid -- env --default-signal=INT,QUIT -u _ -u OLDPWD -u SHLVL "$@"; } &
    answer started "$id" $!
    exec 3<&- 4>&- >/dev/null
    wait $!
    answer ended "$id" $?
}

answer ready
while IFS= read -r -d '' -u "$requests" id &&
    IFS= read -r -d '' -u "$requests" directory &&
    IFS= read -r -d '' -u "$requests" count; do
    words=()
    for ((i = 0; i < count; i++)); do
        IFS= read -r -d '' -u "$requests" word
        words+=("$word")
    done
    watch "$id" "$directory" "${words[@]}" &
done
