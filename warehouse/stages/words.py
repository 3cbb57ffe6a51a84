"""The words of the catalogue that a stage can say: in what it keeps they stand as its code stands in it."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath

from fluent.syntax import ast, parse

WORDS = "schemas/words"  # a folder for each language


def hashes_of_words(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return a hash for each message, by its key without attribute, over all languages.

    Terms count for all messages: which of them a message uses is not looked at.

    Args:
        files: path of a Fluent file below `WORDS` -> its bytes.
    """
    terms = [sha256(content).hexdigest() for path, content in sorted(files.items()) if path.endswith("/terms.ftl")]
    texts_of: dict[str, list[str]] = {}
    for path, content in sorted(files.items()):
        for key, source in _messages(PurePosixPath(path), content.decode()):
            texts_of.setdefault(key, []).append(source)
    return {key: sha256("\0".join([*texts, *terms]).encode()).hexdigest() for key, texts in texts_of.items()}


def words_said(hashes: Mapping[str, str], texts: Iterable[str], starts: Iterable[str]) -> Mapping[str, str]:
    """Return those of the hashes whose message some code says.

    Args:
        hashes: key of a message -> hash.
        texts: the texts that stand in the code; an attribute's key is that of its message.
        starts: the beginnings of texts that the code puts together.
    """
    keys = {".".join(text.split(".")[:2]) for text in texts}
    begun = tuple(start for start in starts if "." in start)
    return {key: sha for key, sha in hashes.items() if key in keys or key.startswith(begun)}


def _messages(path: PurePosixPath, content: str) -> Iterator[tuple[str, str]]:
    """Yield the messages of a file by key, each as it is written."""
    for entry in parse(content).body:
        if isinstance(entry, ast.Message) and entry.span is not None:
            yield f"{path.stem}.{entry.id.name}", content[entry.span.start : entry.span.end]
