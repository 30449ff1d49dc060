"""Cases of check_tools.py: what the commands say when this machine lacks something. Each runs a copy of them with a PATH of
few programs, some of them fakes, and looks at the sentence, the advice and the exit code; each first shows it doing well.
"""
import contextlib
import pathlib
import shutil
import socket
import subprocess
import tempfile

TOOLS = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = """awk bash cat comm cp cut date dirname env find flock grep head ln ls mkdir mkfifo mktemp mv paste readlink rm sed sha256sum
sleep sort tail touch tr uname""".split()
# As the real ones: without the option that asks for it, apt calls a network that is away a warning.
APT = """#!/bin/bash
case "$*" in
    *"Error-Mode=any update"*) exit "${FAKE_UPDATE:-0}" ;;
    *update*) exit 0 ;;
    *indextargets*) echo "http://archive.example/debian bookworm main"; exit 0 ;;
    *source*)
        for name in "${@:4}"; do printf 'Version: 0-1\n' >"${name}_0.dsc"; done
        exit "${FAKE_SOURCE:-0}" ;;
    *install*) echo "dlstatus:1:40.0:Retrieving"; echo "Unpacking"; exit "${FAKE_INSTALL:-0}" ;;
esac
exit 2
"""
# Without these options the real one is silent for minutes when no registry answers; it refuses the last without the second.
NPM = """#!/bin/bash
case "$*" in
    *" --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000"*) ;;
    *) exit 2 ;;
esac
echo "npm http fetch GET 200 a.tgz"; exit "${FAKE_NPM:-0}"
"""
FAKES = {
    "apt-get": APT,
    "df": '#!/bin/bash\necho Filesystem; echo "/dev/fake 1000 990 ${FAKE_FREE:-9000} 99% /"\n',
    "dpkg-query": "#!/bin/bash\nexit 1\n",
    "dpkg-source": "#!/bin/bash\nexit 0\n",
    "id": '#!/bin/bash\necho "${FAKE_USER:-0}"\n',
    "npm": NPM,
    "sudo": '#!/bin/bash\n[ -z "${FAKE_REFUSAL:-}" ] || exit 1\n[ "$1" = -v ] || { shift; exec "$@"; }\n',
}


class Machine:
    """A copy of the commands, a PATH and a home of its own."""

    def __init__(self, root, lacks=()):
        self.root = pathlib.Path(root)
        self.data = self.root / "data"
        shutil.copytree(TOOLS, self.root / "checkout/toolchains", ignore=shutil.ignore_patterns("__pycache__"))
        (self.root / "checkout/tests").mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            (self.root / "checkout/tests" / name).write_text('"integrity": ""\n')
        for folder in ("bin", "home", "tmp"):
            (self.root / folder).mkdir()
        for name in PROGRAMS:
            (self.root / "bin" / name).symlink_to(shutil.which(name))
        for name, text in FAKES.items():
            if name not in lacks:
                (self.root / "bin" / name).write_text(text)
                (self.root / "bin" / name).chmod(0o700)
        self.environment = {"PATH": str(self.root / "bin"), "HOME": str(self.root / "home"), "TMPDIR": str(self.root / "tmp"), "USER": "x"}

    def ask(self, words, **changes):
        environment = {**self.environment, **{name: value for name, value in changes.items() if value is not None}}
        for name in [name for name, value in changes.items() if value is None]:
            environment.pop(name, None)
        done = subprocess.run([self.root / "bin/bash", *words], env=environment, stdin=subprocess.DEVNULL, cwd=self.root,
                              capture_output=True, text=True, timeout=20)
        return done.returncode, done.stdout + done.stderr

    def functions(self, text, **changes):
        """Exit code and words of `text` after `. toolchains/setup`."""
        return self.ask(["-c", f". checkout/toolchains/setup; {text}"], **changes)

    def run(self, *words, **changes):
        return self.ask(["checkout/toolchains/run", "--data", self.data, *map(str, words)], **changes)


@contextlib.contextmanager
def machine(lacks=()):
    with tempfile.TemporaryDirectory() as root:
        yield Machine(root, lacks)


def expect(answer, sentence, advice):
    code, said = answer
    assert code == 1, (code, said)
    assert f"error: {sentence}" in said, (sentence, said)
    assert advice in said, (advice, said)
    assert "line " not in said and "unbound" not in said, f"the shell's own words: {said}"


def a_network_that_is_away_is_one_sentence():
    with machine() as here:
        code, said = here.functions("ensure_packages build")
        assert code == 0 and "Debian packages" in said, said
        expect(here.functions("ensure_packages build", FAKE_UPDATE="100", FAKE_INSTALL="100"),
               "The Debian archive of this machine cannot be reached.", "Check the network and /etc/apt/sources.list")
        expect(here.functions("ensure_packages build", FAKE_INSTALL="100"),
               "Some Debian packages could not be installed.", "Try it by hand: apt-get install")
        # What is needed came from elsewhere.
        assert here.functions("ensure_packages build", FAKE_UPDATE="100")[0] == 0


def fails_then_is_ready(what, fault, sentence, advice):
    """What was begun when it failed does not count as ready; the next time is whole."""
    with machine() as here:
        expect(here.functions(f"ensure_{what}", **fault), sentence, advice)
        assert here.functions(f"{what}_ready")[0] == 1
        code, said = here.functions(f"ensure_{what}; {what}_ready")
        assert code == 0, said


def a_registry_of_npm_that_is_away_is_one_sentence():
    fails_then_is_ready("npm", {"FAKE_NPM": "1"}, "The npm packages could not be fetched.", "« npm config get registry »")


def sources_that_cannot_be_read_are_one_sentence():
    fails_then_is_ready("sources", {"FAKE_SOURCE": "100"}, "The third-party sources could not be downloaded.", "Check the network")


def a_suite_that_cannot_be_read_is_one_sentence():
    with machine() as here:
        open_apt = 'step Suite private_apt_open "$TMPDIR/apt"'
        assert here.functions(open_apt)[0] == 0
        for asked in (open_apt, "ensure_sources", "ensure_compiler"):
            expect(here.functions(asked, FAKE_UPDATE="100"), "Debian's suite « ", "another mirror in HUISCLOS_DEBIAN_ARCHIVE")


def a_compiler_that_cannot_be_downloaded_is_one_sentence():
    with machine() as here:
        code, said = here.functions("step Compiler _download_compiler")
        assert code == 0, said
        expect(here.functions("ensure_compiler", FAKE_INSTALL="100"), "The compiler could not be downloaded.", "Check the network")
        assert here.functions("compiler_ready")[0] == 1


def a_disk_without_room_is_one_sentence():
    with machine() as here:
        assert here.functions("need_room 400") == (0, "")
        expect(here.functions("ensure_sources", FAKE_FREE="10"),
               f"Only 10 MB are free below {here.root}/home/.cache/huisclos and 400 MB are needed.", "HUISCLOS_CACHE")
        expect(here.run(FAKE_FREE="10"), f"Only 10 MB are free below {here.data} and 50 MB are needed.", "toolchains/run --data DIR")


def a_missing_tool_is_one_sentence():
    with machine(lacks=["dpkg-query"]) as here:
        expect(here.functions("ensure_packages build"), "This is not a Debian system (no dpkg).", "Debian 12 or later is needed")
    with machine() as here:
        assert here.functions("ensure_packages build", FAKE_USER="1000")[0] == 0
        expect(here.functions("ensure_packages build", FAKE_USER="1000", FAKE_REFUSAL="yes"),
               "Packages are missing and sudo refused.", "As root: apt-get install ")
    with machine(lacks=["sudo"]) as here:
        expect(here.functions("ensure_packages build", FAKE_USER="1000"),
               "Packages are missing and neither root nor sudo is at hand.", "As root: apt-get install ")


def beyond_the_port(answer):
    """The next thing that a start without dpkg would say."""
    expect(answer, "This is not a Debian system (no dpkg).", "Debian 12")


def a_taken_port_is_one_sentence():
    with machine(lacks=["dpkg-query"]) as here, socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        other = port + 1 if port < 65535 else port - 1
        with socket.create_server(("127.0.0.1", 0)) as server:
            free = server.getsockname()[1]
        beyond_the_port(here.run("--port", free))
        # What to do is the command as it was typed, on another port: without the folder it would begin another council.
        again = f"Choose another: toolchains/run --port {other} --data {here.data}"
        expect(here.run("--port", port), f"Port {port} is taken.", again + "\n")
        expect(here.run("--empty", "--port", port), f"Port {port} is taken.", again + " --empty\n")
        expect(here.run(f"--port={port}", "--empty"), f"Port {port} is taken.", again + " --empty\n")
        spaced = here.root / "a folder"
        expect(here.ask(["checkout/toolchains/run", "--port", str(port), f"--data={spaced}"]), f"Port {port} is taken.",
               f"toolchains/run --port {other} --data={here.root}/a\\ folder\n")
        expect(here.run("--port", "eighty"), "« eighty » is no port.", "Give a number from 1 to 65535.")
        # The demonstration's links and its store name one port: another would open none of its accounts.
        (here.data / "demonstration").write_text(f"{port}\n")
        (here.data / "port").write_text(f"{free}\n")
        expect(here.run("--port", free), f"The demonstration council of {here.data} opens on port {port} only.",
               f"make another one: toolchains/run --port {free} --data DIR")
        expect(here.run(), f"Port {port} is taken, and the demonstration council of {here.data} opens on no other.",
               f"toolchains/run --port {other} --data DIR")
        taken.close()
        beyond_the_port(here.run())
        code, said = here.run("--empty", "--port", port)
        assert f"note: what was made in {here.data} on port {free} opens on that port only" in said, said


def an_option_without_its_value_is_one_sentence():
    with machine(lacks=["dpkg-query"]) as here:
        with socket.create_server(("127.0.0.1", 0)) as server:
            free = str(server.getsockname()[1])

        def start(*words):
            return here.ask(["checkout/toolchains/run", *words])

        beyond_the_port(start(f"--port={free}", f"--data={here.data}"))
        beyond_the_port(start("--port", free, "--data", str(here.data)))
        for option, what in (("--port", "a number"), ("--data", "a folder")):
            for words in ([option], [f"{option}="], [option, ""]):
                expect(start(*words), f"{option} needs {what}.", "Try: toolchains/run --help")
        assert not (here.root / "home/.local").exists(), "a folder was made before the options were read"


def what_a_step_cannot_write_is_one_sentence_and_no_wait():
    with machine() as here:
        assert here.functions("step 'A step' true")[0] == 0
        log = here.root / "home/.cache/huisclos/logs/A-step.log"
        log.unlink()
        # In the place of a file of root's, which root could write.
        log.mkdir()
        expect(here.functions("step 'A step' true"), f"The log {log} cannot be written.", "sudo chown -R \"$USER\" ")
        expect(here.functions("step B true", TMPDIR="/nowhere"), "No temporary file can be made in /nowhere.", "TMPDIR")
        expect(here.functions("step B true", HUISCLOS_CACHE="/dev/null/cache"), "The folder /dev/null/cache cannot be written.",
               "Give another one in HUISCLOS_CACHE.")
        expect(here.functions("step B true", HOME=None), "HOME is not set", "HUISCLOS_CACHE")
        expect(here.ask(["checkout/toolchains/run"], HOME=None, HUISCLOS_CACHE=str(here.root / "cache")), "HOME is not set",
               "toolchains/run --data DIR")


def what_apt_says_is_progress():
    with machine() as here:
        show = "HUISCLOS_STEP_REASON=x; _apt() { \"$@\"; }; _install_packages x 3>&1 >/dev/null | paste -sd ,"
        assert here.functions(show) == (0, "15 100,32 100\n"), here.functions(show)


CASES = [a_network_that_is_away_is_one_sentence, a_registry_of_npm_that_is_away_is_one_sentence,
         sources_that_cannot_be_read_are_one_sentence, a_suite_that_cannot_be_read_is_one_sentence,
         a_compiler_that_cannot_be_downloaded_is_one_sentence, a_disk_without_room_is_one_sentence, a_missing_tool_is_one_sentence,
         a_taken_port_is_one_sentence, an_option_without_its_value_is_one_sentence,
         what_a_step_cannot_write_is_one_sentence_and_no_wait, what_apt_says_is_progress]
