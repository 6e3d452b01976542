"""A QR code as a picture that a page may show and print at any size."""

from base64 import b64encode

from server.domain.paper import Paper, Qr

_QUIET = 4  # modules of white around the code, as its standard asks


def qr_of(paper: Paper) -> str | None:
    """The code that `paper` bears, as a data: URL of an SVG; None where it bears none."""
    data = next((block.data for block in paper.blocks if isinstance(block, Qr)), None)
    return _picture(data) if data is not None else None


def _picture(data: str) -> str:
    # Pillow comes along, 4 MB of it: only where an A4 page is asked for.
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    code.add_data(data)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{len(rows)}v{len(rows)}H0z"/>'
        f'<path d="{dark}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
