"""`python -m server serve`. gevent patches the standard library before anything else is imported."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

from server.cli import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
