"""ZoneComp's algorithms, one file each."""
from .allocate import AllocateAlgorithm
from .check import CheckAlgorithm
from .compare import CompareAlgorithm
from .coverage import CoverageAlgorithm
from .explain import ExplainAlgorithm
from .export_map import ExportMapAlgorithm
from .inspect import InspectAlgorithm
from .run import RunAlgorithm
from .verify import VerifyAlgorithm

ALGORITHMS = (
    CoverageAlgorithm,
    InspectAlgorithm,
    CheckAlgorithm,
    RunAlgorithm,
    AllocateAlgorithm,
    ExplainAlgorithm,
    CompareAlgorithm,
    VerifyAlgorithm,
    ExportMapAlgorithm,
)
