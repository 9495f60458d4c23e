"""How does a result look, on paper, on a page and in grey?"""

from quorate.views.pictures.picture import FITS, Picture, picture, save

__all__ = ["FITS", "Picture", "picture", "save"]
