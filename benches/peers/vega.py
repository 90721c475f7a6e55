"""Vega-Lite through vl-convert-python: SVG and PNG."""
import json
import os
import time

import vl_convert as vlc

SIDE = 1024
months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
lines = {
    "Web": [42, 45, 47, 52, 58, 61, 60, 64, 70, 74, 79, 85],
    "iOS": [18, 21, 25, 28, 33, 37, 42, 45, 49, 55, 60, 66],
    "Android": [25, 26, 30, 34, 36, 41, 44, 47, 50, 52, 57, 59],
}
base = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.20.json", "width": 840, "height": 800, "background": "white", "padding": 40,
    "config": {"axis": {"labelFontSize": 20, "titleFontSize": 20}, "legend": {"labelFontSize": 20, "titleFontSize": 20}, "title": {"fontSize": 40, "subtitleFontSize": 22}},
}
specs = {
    "bar": {**base, "title": {"text": "Quarterly revenue 2025", "subtitle": "Million euros"},
            "data": {"values": [{"q": q, "v": v} for q, v in zip(["Q1", "Q2", "Q3", "Q4"], [4.2, 5.1, 4.8, 6.3])]},
            "layer": [{"mark": {"type": "bar", "cornerRadiusEnd": 8}}, {"mark": {"type": "text", "dy": -14, "fontSize": 22}, "encoding": {"text": {"field": "v"}}}],
            "encoding": {"x": {"field": "q", "type": "nominal", "axis": {"labelAngle": 0}}, "y": {"field": "v", "type": "quantitative"}}},
    "line": {**base, "title": {"text": "Active users", "subtitle": "Thousands per month, 2025"},
             "data": {"values": [{"m": m, "v": v, "s": s} for s, values in lines.items() for m, v in zip(months, values)]},
             "mark": {"type": "line", "strokeWidth": 4}, "encoding": {"x": {"field": "m", "type": "ordinal", "sort": months}, "y": {"field": "v", "type": "quantitative"}, "color": {"field": "s"}}},
    "donut": {**base, "title": {"text": "Electricity mix", "subtitle": "Share of generation, 2024"},
              "data": {"values": [{"c": c, "v": v} for c, v in zip(["Wind", "Solar", "Gas", "Hydro", "Nuclear"], [31, 22, 19, 16, 12])]},
              "mark": {"type": "arc", "innerRadius": 180}, "encoding": {"theta": {"field": "v", "type": "quantitative"}, "color": {"field": "c"}}},
}
out = os.environ.get("PEERS_OUT")


def measure(subject, form, draw, runs=25, warm=4):
    for _ in range(warm):
        picture = draw()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        picture = draw()
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    print(json.dumps({"engine": "vega", "subject": subject, "form": form, "p50": round(times[runs // 2], 3), "p99": round(times[-1], 3), "bytes": len(picture)}), flush=True)
    if out:
        os.makedirs(out, exist_ok=True)
        with open(f"{out}/vega-{subject}.{form}", "wb") as file:
            file.write(picture if isinstance(picture, bytes) else picture.encode())


for subject, spec in specs.items():
    measure(subject, "svg", lambda: vlc.vegalite_to_svg(spec))
    measure(subject, "png", lambda: vlc.vegalite_to_png(spec, scale=1))
