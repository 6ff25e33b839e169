"""Commands about this machine, and the typed practice."""

import argparse
from dataclasses import asdict

from copilot.cli.output import print_json, print_lines, write_text


def doctor(args: argparse.Namespace) -> int:
    from copilot.engine.doctor import Finding, examine, report
    from copilot.engine.language import interface_language

    language = interface_language()
    found: list[Finding] = []
    for finding in examine():
        found.append(finding)
        if not args.json:
            print_lines([finding.line(language)])
    if args.json:
        print_json([f.as_json() for f in found])
    if args.report:
        write_text(args.report, report(found))
    return 0 if all(f.ok for f in found) else 1


def models_list(args: argparse.Namespace) -> int:
    from copilot.speech.weights import list_models

    rows = list_models()
    if args.json:
        print_json([asdict(row) for row in rows])
        return 0
    speeds = [""] * len(rows)
    if args.speed:
        from copilot.engine.model_speed import measured_speed, speed_of

        usual = measured_speed()
        speeds = [speed_of(row, usual) for row in rows]
    print_lines(
        f"{m.name:12} {m.size / 1e6:7.1f} MB  {m.state:13} {m.about} ({m.licence}){speed and ', ' + speed}"
        for m, speed in zip(rows, speeds, strict=True)
    )
    return 0


def models_fetch(args: argparse.Namespace) -> int:
    from copilot.engine.fetching import fetch

    print(fetch(args.name))
    return 0


def models_import(args: argparse.Namespace) -> int:
    from copilot.speech.weights import import_model

    print(import_model(args.folder))
    return 0


def practice(args: argparse.Namespace) -> int:
    from copilot.engine.language import interface_language
    from copilot.engine.practising import practise

    practise(args.scenario, input, print, interface_language(), args.seed)
    return 0
