"""A virtual ESC/POS printer for the try-out and the tests: real bytes on a real socket, papers as pictures.

It reads the stream as a printer does, answers DLE EOT at once and GS r in its turn, turns raster commands
back into dots and keeps one picture a cut. It can be made to fail in the ways that printers fail. A second
listener shows the papers and sets the faults. Loopback only; standard library and Pillow.

    python -m deploy.virtual_printer --port 9100 --papers-port 9180 --out papers --width 576

Which job a paper is cannot be seen in its dots. A driver that is told to may put a note in front of it, spoken
to another device (ESC = 2) so that no printer prints it: {"job": …, "kind": …}. Without one `job` is the
running number of the paper and `kind` is null.
"""

from deploy.virtual_printer.faults import FAULTS
from deploy.virtual_printer.printer import VirtualPrinter
from deploy.virtual_printer.roll import Printed

__all__ = ["FAULTS", "Printed", "VirtualPrinter"]
