#!/usr/bin/env python3
"""Dozor against openpyxl (read-only) and pandas on one bill of quantities: time and peak memory of whole processes.

Makes its own virtual environment beside this file. Usage: compare.py DOZOR BILL.xlsx [RUNS]
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"

OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)))
"""
PANDAS = """
import sys, pandas
sheets = pandas.read_excel(sys.argv[1], sheet_name=None, header=None, engine="openpyxl")
print(sum(len(sheet.dropna(how="all")) for sheet in sheets.values()))
"""


def python() -> str:
    executable = ENVIRONMENT / "bin" / "python"
    if not executable.exists():
        venv.create(ENVIRONMENT, with_pip=True)
        install = [str(executable), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "openpyxl==3.1.5", "pandas==2.3.3"], check=True)
    return str(executable)


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and the most MiB that one process held."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    dozor, bill = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    interpreter = python()
    commands = {
        "dozor boq": [dozor, "boq", bill, "--format", "json"],
        "openpyxl": [interpreter, "-c", OPENPYXL, bill],
        "pandas": [interpreter, "-c", PANDAS, bill],
    }
    # Taken in turns, so that whatever else the machine does falls on all alike.
    results = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            results[name].append(measured(command))
    figures = {
        name: (statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs))
        for name, runs in results.items()
    }
    own_seconds, own_memory = figures["dozor boq"]
    print(f"{pathlib.Path(bill).name}, medians of {runs} runs in turns, whole processes")
    print(f"{'':12}{'time':>10}{'peak memory':>15}{'slower':>9}{'more memory':>13}")
    for name, (seconds, memory) in figures.items():
        ratios = f"{seconds / own_seconds:8.1f}x{memory / own_memory:12.1f}x" if name != "dozor boq" else ""
        print(f"{name:12}{seconds * 1000:7.0f} ms{memory:11.1f} MiB{ratios}")


main()
