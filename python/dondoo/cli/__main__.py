"""``python -m dondoo.cli`` is the command ``dondoo``."""

import sys

from dondoo.cli import main

sys.exit(main())
