"""A QR code as a picture that a page may show as it stands."""

from base64 import b64encode

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

_QUIET = 4  # modules of white around the code, as the standard asks


def qr_picture(text: str) -> str:
    """`text` as a QR code: a data: URL of an SVG that scales to any size."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{len(rows)}v{len(rows)}H0z"/>'
        f'<path d="{dark}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
