"""A QR code that telephones read off thermal paper."""

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

_ROOM = 200  # dots: 25 mm, which a telephone reads at arm's length
_LEAST_MODULE = 4  # dots: 0.5 mm, which a worn printing head still parts
QUIET = 4  # modules of white around the code, as its standard asks


def qr_picture(data: str) -> Image.Image:
    """The code of `data` with its quiet zone; a module is as large as 25 mm allow and at least half a one."""
    # A fixed mask: choosing the best of eight takes four times as long, and every reader reads any of them.
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=3)
    code.add_data(data.encode("utf-8", "replace"), optimize=0)
    code.make(fit=True)
    modules = [bytes(0 if dark else 255 for dark in row) for row in code.modules]
    count = len(modules)
    small = Image.new("L", (count + 2 * QUIET, count + 2 * QUIET), 255)
    small.paste(Image.frombytes("L", (count, count), b"".join(modules)), (QUIET, QUIET))
    scale = max(_ROOM // count, _LEAST_MODULE)
    return small.convert("1").resize((small.width * scale, small.height * scale), Image.Resampling.NEAREST)
