"""Runs what knows nothing of QGIS; its standard output is "PASSED FAILED SKIPPED", for scripts/test.sh."""
from __future__ import annotations

import sys
import unittest
from pathlib import Path

tests = Path(__file__).resolve().parent
sys.path.insert(0, str(tests.parent))
sys.dont_write_bytecode = True
result = unittest.TextTestRunner(stream=sys.stderr).run(unittest.defaultTestLoader.discover(str(tests)))
failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
print(result.testsRun - failed - skipped, failed, skipped)
sys.exit(1 if failed else 0)
