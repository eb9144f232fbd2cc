"""What can go wrong with the catalogue.

CatalogueError
└── CatalogueAdminNeeded   the assignment lacks the role of one who keeps the catalogue
"""

from ingang.kernel.errors import IngangError, Refused
from ingang.kernel.words import marked


class CatalogueError(IngangError):
    """Something of the catalogue can not be done."""

    code = "catalogue"


class CatalogueAdminNeeded(CatalogueError, Refused):
    """The assignment lacks the role of one who keeps the catalogue."""

    code = "catalogue_admin_needed"
    sentence = marked("Only those who keep the catalogue can do this. Choose another assignment.")
