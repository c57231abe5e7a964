"""Servers that never answer: `mount TARGET` is a FUSE file system, `listen` a web server.

Each writes a line to standard output when it is there (the web server its port), the web server another when it is asked.
They last until their standard input ends.
"""
import ctypes
import os
import socket
import struct
import sys
import threading


def mount(target):
    """Greets the kernel (FUSE_INIT, linux/fuse.h) and takes every request after that without answering."""
    fuse = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    options = b"fd=%d,rootmode=040755,user_id=0,group_id=0,allow_other" % fuse
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"files@10.9.8.7:/export", target.encode(), b"fuse.sshfs", 6, options):
        sys.exit(f"mount: {os.strerror(ctypes.get_errno())}")
    _, _, unique = struct.unpack_from("=IIQ", os.read(fuse, 1 << 17))
    greeting = struct.pack("=4I2H3I", 7, 31, 1 << 16, 0, 16, 12, 1 << 16, 1, 0).ljust(64, b"\0")
    os.write(fuse, struct.pack("=IiQ", 16 + len(greeting), 0, unique) + greeting)
    print("mounted", flush=True)
    while os.read(fuse, 1 << 17):
        pass


def listen():
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    kept = []
    while True:
        kept.append(server.accept()[0])
        kept[-1].recv(1)
        print("asked", flush=True)


work = threading.Thread(target=mount if sys.argv[1] == "mount" else listen, args=sys.argv[2:], daemon=True)
work.start()
while work.is_alive() and sys.stdin.buffer.read1(1):
    pass
