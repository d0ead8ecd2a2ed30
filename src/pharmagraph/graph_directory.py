"""A graph directory: what a build makes and everything else reads.

::

    GRAPH/
      current            the name of the build in use, replaced by renaming
      builds/NAME/
        store/           Oxigraph, opened read-only
        projections/     arrays for paths and measures
        names.sqlite     the name index
        manifest.json    inputs with SHA-256, counts, versions, build time
      build.lock         held while a build runs; the process id stands in build.lock.holder

A build is written beside the old one and the pointer is swapped at the end, so a killed build leaves the
old graph whole, and readers that hold it open are not disturbed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from typing import Literal as OneOf

from pharmagraph import resources
from pharmagraph.errors import BuildLockedError, StoreEmptyError, StoreError
from pharmagraph.model import Release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1
"""The version of this layout; a graph of a newer one is refused, an older one is built again."""

_STAGING = "staging-"


@dataclass(frozen=True)
class Manifest:
    """What a build recorded about itself."""

    content: dict[str, Any]

    @property
    def release(self) -> Release:
        """The data release."""
        return Release(self.content["release"]["date"], self.content["release"]["digest"])

    @property
    def bundled_digest(self) -> str:
        """The hash of the bundled inputs the build was made of; empty when it took none."""
        return str(self.content["bundled_sha256"])

    @property
    def extra(self) -> tuple[Path, ...]:
        """The user's own inputs, as named when the graph was built."""
        return tuple(Path(name) for name in self.content["extra"])

    @property
    def keep_going(self) -> bool:
        """Whether rejected rows were left out on purpose."""
        return bool(self.content["keep_going"])

    @property
    def projections(self) -> tuple[Path, ...]:
        """The files of the user's own projections."""
        return tuple(Path(name) for name in self.content.get("projections", ()))

    @property
    def without_rules(self) -> tuple[str, ...]:
        """The derivation rules that were switched off."""
        return tuple(self.content.get("without_rules", ()))

    @property
    def graphs(self) -> dict[str, int]:
        """Statements per named graph; the default graph under the empty name."""
        return dict(self.content["graphs"])


@dataclass(frozen=True, slots=True)
class GraphFiles:
    """The parts of the build in use."""

    build: Path

    @property
    def store(self) -> Path:
        """The Oxigraph store."""
        return self.build / "store"

    @property
    def projections(self) -> Path:
        """The projections, one directory each."""
        return self.build / "projections"

    @property
    def names(self) -> Path:
        """The name index."""
        return self.build / "names.sqlite"

    @property
    def manifest(self) -> Path:
        """The build's record of itself."""
        return self.build / "manifest.json"


def current(directory: Path) -> GraphFiles:
    """The build in use.

    Raises:
        StoreEmptyError: nothing was built there yet.
        StoreError: the pointer names a build that is not there, or one that lacks a part.
    """
    try:
        name = (directory / "current").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StoreEmptyError(directory) from error
    files = GraphFiles(directory / "builds" / name)
    if not files.manifest.is_file():
        raise StoreError(
            f"{directory} points to a build {name!r} that is not there; "
            f"build it again with: pharmagraph build --graph {directory}"
        )
    for part in (files.store, files.projections, files.names):
        if not part.exists():
            raise StoreError(
                f"the build in {directory} lacks {part.name}; "
                f"build it again with: pharmagraph build --graph {directory}"
            )
    return files


def read_manifest(files: GraphFiles) -> Manifest:
    """The manifest of a build.

    Raises:
        StoreError: it is damaged, or of a newer version of pharmagraph.
    """
    try:
        content = json.loads(files.manifest.read_text(encoding="utf-8"))
        version = content["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{files.manifest} is damaged; build the graph again with: pharmagraph build"
        ) from error
    if version > FORMAT:
        raise StoreError(
            f"{files.build.parent.parent} was built by a newer pharmagraph (layout {version}, this one reads "
            f"{FORMAT}); upgrade pharmagraph, or choose another directory with --graph"
        )
    return Manifest(content)


def built_from(directory: Path) -> OneOf["nothing", "older data", "current"]:
    """Whether the directory has a graph, and whether it was made of the inputs that are installed now.

    Raises:
        StoreError: the graph is damaged, or of a newer version of pharmagraph.
    """
    try:
        manifest = read_manifest(current(directory))
    except StoreEmptyError:
        return "nothing"
    if manifest.content["format"] < FORMAT:
        return "older data"
    same = manifest.bundled_digest in {"", resources.bundled_digest()}
    return "current" if same else "older data"


def install(directory: Path, staging: Path, name: str) -> GraphFiles:
    """Put a finished build in use: everything on disk first, then the pointer in one step."""
    builds = directory / "builds"
    builds.mkdir(exist_ok=True)
    for file in sorted(staging.rglob("*")):
        if file.is_file():
            _sync(file)
    target = builds / name
    staging.rename(target)
    _sync(builds)
    pointer = directory / f"current.{os.getpid()}.new"
    pointer.write_text(name + "\n", encoding="utf-8")
    _sync(pointer)
    previous = _pointer(directory)
    pointer.replace(directory / "current")
    _sync(directory)
    _tidy(builds, keep={name, previous})
    return GraphFiles(target)


def _pointer(directory: Path) -> str:
    try:
        return (directory / "current").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _sync(path: Path) -> None:
    """Have the system write a file, or a directory's entries, to the disk (directories: where it can)."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _tidy(builds: Path, *, keep: set[str]) -> None:
    """Remove builds that neither the pointer nor a reader of the one before can still need."""
    for old in builds.iterdir():
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def staging(directory: Path) -> Iterator[Path]:
    """An empty directory to build in; it is gone afterwards unless it was installed.

    What killed builds left behind is removed first: the caller holds the lock, so nobody works in it.
    """
    for stale in directory.glob(f"{_STAGING}*"):
        shutil.rmtree(stale, ignore_errors=True)
    for stale in directory.glob("current.*.new"):
        stale.unlink(missing_ok=True)
    work = directory / f"{_STAGING}{os.getpid()}"
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def build_lock(directory: Path, *, wait_s: float = 0) -> Iterator[None]:
    """Hold the directory's build lock.

    Raises:
        BuildLockedError: another process still holds it after ``wait_s`` seconds.
        StoreError: the directory cannot be made or written to.
    """
    import filelock

    holder = directory / "build.lock.holder"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(directory / "build.lock", timeout=wait_s)
        lock.acquire()
    except filelock.Timeout as error:
        raise BuildLockedError(directory, _read_holder(holder)) from error
    except OSError as error:
        raise StoreError(
            f"{directory} cannot be written to ({error.strerror}); choose another directory with --graph"
        ) from error
    try:
        holder.write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _read_holder(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8").strip() or "unknown"
    except OSError:
        return "unknown"


def digest_of(files: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file, by its path as given."""
    digests = {}
    for file in files:
        with file.open("rb") as stream:
            digests[str(file)] = hashlib.file_digest(stream, "sha256").hexdigest()
    return digests


def ensure_whole(directory: Path, files: GraphFiles) -> None:
    """Read every file of the build in use and hold it to its checksum.

    Raises:
        StoreError: files are missing or no longer what was built.
    """
    damaged = damaged_files(files)
    if damaged:
        shown = ", ".join(damaged[:3]) + (f" and {len(damaged) - 3} more" if len(damaged) > 3 else "")
        raise StoreError(
            f"the graph in {directory} is damaged ({shown}); "
            f"build it again with: pharmagraph build --graph {directory}"
        )


def damaged_files(files: GraphFiles) -> list[str]:
    """The files of a build whose content is no longer what was built; empty when all are whole.

    A damaged store can answer without an error, and wrongly: only the checksums tell. Reads everything.
    """
    expected: dict[str, str] = read_manifest(files).content["files"]
    damaged = []
    for name, digest in sorted(expected.items()):
        file = files.build / name
        if not file.is_file() or digest_of([file])[str(file)] != digest:
            damaged.append(name)
    return damaged
