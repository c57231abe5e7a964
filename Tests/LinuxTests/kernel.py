"""Asks the kernel: builds trees, takes identities, and tries.

Reads {"trees": [{"root", "nodes", "questions"}]} from standard input and writes one line for each question: the name of the
error that the try ended with, or "ok". A node is [kind, path, mode, uid, gid, list, target]; a question is
[identity, path, purpose] with an identity of [uid, gid, groups, capabilities].
"""
import ctypes
import errno
import itertools
import json
import os
import struct
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
SYS_CAPSET = {"x86_64": 126, "aarch64": 91}[os.uname().machine]
PR_SET_KEEPCAPS = 8
PERMITTED = next(int(line.split()[1], 16) for line in open("/proc/self/status") if line.startswith("CapPrm"))


def build(tree):
    os.mkdir(tree["root"])
    os.chmod(tree["root"], 0o755)
    for kind, path, mode, uid, gid, acl, target in tree["nodes"]:
        path = f'{tree["root"]}/{path}'
        if kind == "link":
            os.symlink(target, path)
            continue
        if kind == "directory":
            os.mkdir(path)
        else:
            with open(path, "w") as file:
                file.write("x")
        os.chown(path, uid, gid)
        os.chmod(path, mode)
        if acl:
            os.setxattr(path, "system.posix_acl_access", bytes.fromhex(acl))


def take(uid, gid, groups, capabilities):
    """Becomes this identity for good, with those of these capabilities that can be had here."""
    os.setgroups(groups)
    os.setresgid(gid, gid, gid)
    LIBC.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setresuid(uid, uid, uid)
    header = struct.pack("=Ii", 0x20080522, 0)
    capabilities &= PERMITTED
    low, high = capabilities & 0xFFFFFFFF, capabilities >> 32
    if LIBC.syscall(SYS_CAPSET, header, struct.pack("=6I", low, low, 0, high, high, 0)):
        raise OSError(ctypes.get_errno(), "capset")


def attempt(path, purpose):
    is_directory = os.path.isdir(path) if purpose != "list" else True
    if purpose == "list" or not is_directory:
        flags = os.O_WRONLY if purpose == "write" else os.O_RDONLY
        os.close(os.open(path, flags | os.O_NONBLOCK))
    elif purpose == "read":
        os.stat(path + "/.")
    elif not os.access(path, os.W_OK | os.X_OK, effective_ids=True):
        raise PermissionError(errno.EACCES, "access")


def answers(identity, questions):
    ends, starts = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            take(*identity)
            said = []
            for path, purpose in questions:
                try:
                    attempt(path, purpose)
                    said.append("ok")
                except OSError as problem:
                    said.append(errno.errorcode[problem.errno])
            os.write(starts, " ".join(said).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(starts)
    with os.fdopen(ends) as pipe:
        said = pipe.read().split()
    if os.waitpid(child, 0)[1] or len(said) != len(questions):
        sys.exit(f"the identity {identity} cannot be taken")
    return said


for tree in json.load(sys.stdin)["trees"]:
    build(tree)
    for identity, group in itertools.groupby(tree["questions"], key=lambda question: question[0]):
        print("\n".join(answers(identity, [question[1:] for question in group])))
