"""What can be wrong with a file, each rule with its own sentence (e-services 1.9: name the rule broken).

FileRefused            the file can not be taken
├── FileEmpty          nothing is in it
├── FileTooLarge       longer than twenty megabytes
├── FileOfWrongKind    not PDF, PNG, JPEG or GIF, whatever its name says
├── FileDamaged        it says that it is one of them and can not be read as one
├── FileLocked         a document that needs a password
├── PictureTooLarge    so many points that it can not be shown on a phone
└── VirusFound         the scanner found a virus
TooManyFiles           more than the message may carry (e-services 1.3)
FileMissing            no such file, or none that this reader may know of
FileGone               it can not be read from where it is kept, or is not what was kept
"""

from ingang.kernel.errors import NotFound, Refused, Unavailable
from ingang.kernel.words import marked


class FileRefused(Refused):
    """The file can not be taken; nothing of it is kept."""

    code = "file_refused"
    sentence = marked("%(name)s could not be attached.")


class FileEmpty(FileRefused):
    """Nothing is in the file."""

    code = "file_empty"
    sentence = marked("%(name)s is empty. Choose the file again.")


class FileTooLarge(FileRefused):
    """The file is longer than the rule lets it be."""

    code = "file_too_large"
    sentence = marked("%(name)s is larger than %(megabytes)s MB. Make it smaller, or divide it into several files.")


class FileOfWrongKind(FileRefused):
    """The content is of no kind that can be attached."""

    code = "file_of_wrong_kind"
    sentence = marked("%(name)s is not a PDF, PNG, JPEG or GIF file. Save it as one of those and choose it again.")


class FileDamaged(FileRefused):
    """The content can not be read as what it says that it is."""

    code = "file_damaged"
    sentence = marked("%(name)s is damaged and can not be opened. Save it anew and choose it again.")


class FileLocked(FileRefused):
    """The document needs a password, so neither we nor the receiver can read it."""

    code = "file_locked"
    sentence = marked("%(name)s is locked with a password. Save it without a password and choose it again.")


class PictureTooLarge(FileRefused):
    """The picture has so many points that it can not be shown on a phone."""

    code = "picture_too_large"
    sentence = marked("%(name)s has too many pixels to be shown on a phone. Make the picture smaller.")


class VirusFound(FileRefused):
    """The scanner found a virus; what was found is in `values`, for the log alone."""

    code = "virus_found"
    sentence = marked("A virus was found in %(name)s. It was thrown away. Tell your IT support.")


class TooManyFiles(Refused):
    """The message carries as many files as it may."""

    code = "too_many_files"
    sentence = marked("A message can carry at most %(most)s files. Remove one, or choose fewer.")


class FileMissing(NotFound):
    """There is no such file, or it is somebody else's, hidden from guardians or not scanned yet."""

    code = "file_missing"


class FileGone(Unavailable):
    """The file can not be read from where it is kept, or what is there is not what was kept."""

    code = "file_gone"
    sentence = marked("The file can not be opened right now. Try again in a while, or call the unit.")
