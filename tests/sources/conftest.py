from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sources.tiny_package import write_package

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_package(tmp_path / "data")
