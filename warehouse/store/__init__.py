"""The output edge: where everything is kept, and how it becomes visible: whole, synced, never changed afterwards."""

from warehouse.store.files import file_hash, sync_folder, write_frame, write_parquet, write_text
from warehouse.store.home import Home, empty_work, one_writer
from warehouse.store.kept import (
    keep,
    keep_retraction,
    load_retractions,
    load_submissions,
    scan_kept,
    scan_reasons,
    verify_kept,
)
from warehouse.store.snapshots import (
    MANIFEST,
    Staging,
    current_snapshot,
    point_to,
    read_manifest,
    scan_file,
    scan_table,
)

__all__ = [
    "MANIFEST",
    "Home",
    "Staging",
    "current_snapshot",
    "empty_work",
    "file_hash",
    "keep",
    "keep_retraction",
    "load_retractions",
    "load_submissions",
    "one_writer",
    "point_to",
    "read_manifest",
    "scan_file",
    "scan_kept",
    "scan_reasons",
    "scan_table",
    "sync_folder",
    "verify_kept",
    "write_frame",
    "write_parquet",
    "write_text",
]
