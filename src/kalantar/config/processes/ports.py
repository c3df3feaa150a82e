"""Whether a port is free, asked before anything is started."""

import errno
import socket

from kalantar.config.processes.trouble import Trouble
from kalantar.kernel.sentence import Sentence


def require_free(host: str, *ports: int) -> None:
    for port in ports:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as fault:
                raise _refused(fault, host, port) from fault


def _refused(fault: OSError, host: str, port: int) -> Trouble:
    if fault.errno == errno.EADDRINUSE:
        sentence = Sentence(
            en="Port {port} is in use by another program. Stop that program, or choose another port:"
            " --port {other}.",
            fa="درگاه {port} در اختیار برنامهٔ دیگری است. آن برنامه را متوقف کنید یا درگاه دیگری"
            " برگزینید: --port {other}.",
        )
    elif fault.errno == errno.EACCES:
        sentence = Sentence(
            en="This user may not open port {port}. Choose one above 1023: --port {other}.",
            fa="این کاربر اجازهٔ گشودن درگاه {port} را ندارد. درگاهی بالاتر از ۱۰۲۳ برگزینید:"
            " --port {other}.",
        )
    else:
        sentence = Sentence(
            en="This machine has no address {host} to listen on. Name one it has, for example"
            " --host 127.0.0.1.",
            fa="این ماشین نشانی {host} را ندارد. یکی از نشانی‌های آن را معرفی کنید، مانند"
            " --host 127.0.0.1.",
        )
    other = 8000 if port < 1024 else port + 100 if port < 65000 else 8000
    return Trouble(sentence.format(port=port, other=other, host=host))
