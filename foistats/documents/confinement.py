"""What a worker may not do: open a connection, start a program, write a file, take all memory.

A document that turns its reader against itself then gains nothing by it. The system's own limits
come first (Linux, macOS); on Linux a filter on system calls holds below Python too; and Python
itself refuses on every system. What a system doesn't offer is left out without a word, for reading
must go on: the guard and the parent's clock still hold.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from contextlib import suppress

from foistats.documents.limits import MEGABYTE, Limits

# Saying that memory has run out takes some.
HEADROOM = 16 * MEGABYTE
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "shutil.",
    "ftplib.",
    "http.client.",
    "urllib.",
    "webbrowser.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
    "os.kill",
    "os.chmod",
    "os.chown",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
)


def confine(limits: Limits) -> None:
    """Give up, for the rest of this process, all that reading a document doesn't need."""
    sys.dont_write_bytecode = True
    _limit_resources(limits)
    with suppress(OSError, AttributeError, ValueError):
        _filter_system_calls()
    sys.addaudithook(_refuse)


def allow_memory(most: int) -> None:
    """How much memory the next jobs may take, within what the process was given when it began.

    RLIMIT_DATA counts what is written to; RLIMIT_AS would count mapped libraries as well, which a
    reader doesn't take.
    """
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def allow_seconds(seconds: int) -> None:
    """Processor time for the next job: the system's limit counts from when the process began."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            until = int(used.ru_utime + used.ru_stime) + seconds + 1
            resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def peak_memory() -> int:
    """The most memory that this process has held at one time, in bytes; 0 where nobody counts."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit_resources(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_DATA, limits.large_memory_bytes + HEADROOM),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, limits.open_files),
    ):
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(what)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (least, least))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """Python's own watch: it is asked before each of these is done."""
    if event == "open":
        mode, flags = args[1], args[2]
        if isinstance(mode, str) and mode.strip("rbtU"):
            raise PermissionError(errno.EPERM, "a reader writes no files")
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError(errno.EPERM, "a reader writes no files")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(errno.EPERM, f"a reader has no use for {event}")


# Linux on x86-64 (linux/seccomp.h, linux/bpf_common.h, asm/unistd_64.h). On other processors the
# numbers of the calls differ, and only the limits above and Python's watch hold.
_X86_64 = 0xC000003E
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _PROCESSOR, _FIRST_ARGUMENT = 0, 4, 16
_OTHER_ABI = 0x40000000
_THREAD = 0x00010000
# socket connect accept sendto sendmsg bind listen socketpair accept4; fork vfork execve execveat
_DENIED: tuple[int, ...] = (41, 42, 43, 44, 46, 49, 50, 53, 288, 57, 58, 59, 322)
# kill tkill ptrace process_vm_readv/writev pidfd_*; mount umount pivot_root chroot unshare setns
_DENIED += (62, 200, 101, 310, 311, 424, 434, 438, 165, 166, 155, 161, 272, 308)
# bpf userfaultfd keyctl add_key request_key init_module finit_module kexec_load reboot
_DENIED += (321, 323, 250, 248, 249, 175, 313, 246, 169)
# truncate ftruncate rename mkdir rmdir creat link unlink symlink chmod fchmod chown fchown lchown
_DENIED += (76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94)
# mknod setxattr lsetxattr fsetxattr mkdirat mknodat fchownat unlinkat renameat linkat symlinkat
_DENIED += (133, 188, 189, 190, 258, 259, 260, 263, 264, 265, 266)
# fchmodat utimensat renameat2
_DENIED += (268, 280, 316)
# clone3 openat2 io_uring_setup: their arguments can't be looked at; libraries then do without
_UNKNOWN = (435, 437, 425)
_CLONE, _OPEN, _OPENAT, _SIGNAL_OWN, _SET_LIMITS = 56, 2, 257, 234, 302


def _filter_system_calls() -> None:
    """Have the kernel refuse the calls above, whoever in this process makes them."""
    if sys.platform != "linux" or platform.machine() != "x86_64" or sys.maxsize < 2**32:
        return
    program = b"".join(_program(os.getpid()))
    code = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    library = ctypes.CDLL(None, use_errno=True)
    loaded = Program(len(program) // 8, ctypes.addressof(code))
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        library.prctl(_SET_FILTER, _FILTER_MODE, ctypes.byref(loaded), 0, 0)


def _program(pid: int) -> list[bytes]:
    """The filter: the kernel runs it from the top for each call that the process makes."""
    no, unknown = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
    lines = [
        _line(_LOAD, _PROCESSOR),
        _line(_EQUAL, _X86_64, yes=1),
        _line(_RETURN, _KILL),
        _line(_LOAD, _NUMBER),
        _line(_AT_LEAST, _OTHER_ABI, no=1),
        _line(_RETURN, no),
    ]
    for call in _DENIED:
        lines += [_line(_EQUAL, call, no=1), _line(_RETURN, no)]
    for call in _UNKNOWN:
        lines += [_line(_EQUAL, call, no=1), _line(_RETURN, unknown)]
    # A thread is fine, a process isn't; reading is fine, writing isn't; signals and limits only
    # for oneself.
    lines += _if_argument(_CLONE, 0, _line(_ANY_BIT, _THREAD, yes=1), no)
    lines += _if_argument(_OPEN, 1, _line(_ANY_BIT, _WRITES, no=1), no)
    lines += _if_argument(_OPENAT, 2, _line(_ANY_BIT, _WRITES, no=1), no)
    lines += _if_argument(_SIGNAL_OWN, 0, _line(_EQUAL, pid, yes=1), no)
    lines += _if_argument(_SET_LIMITS, 0, _line(_EQUAL, 0, yes=1), no)
    lines.append(_line(_RETURN, _ALLOW))
    return lines


def _if_argument(call: int, argument: int, test: bytes, refusal: int) -> list[bytes]:
    """One call that is refused unless the test jumps over the refusal."""
    return [
        _line(_EQUAL, call, no=4),
        _line(_LOAD, _FIRST_ARGUMENT + 8 * argument),
        test,
        _line(_RETURN, refusal),
        _line(_RETURN, _ALLOW),
    ]


def _line(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
