"""Charts, diagrams and infographics are drawn at once, as PNG and SVG."""

from easel import Easel

PROMPT = "Bar chart of sales: Q1 120, Q2 150, Q3 90, Q4 180"

with Easel() as easel:
    meant = easel.understand(PROMPT)
    print(meant.intent, meant.confidence)

    job = easel.generations.create(prompt=PROMPT)
    job.save("out/sales.png")
    job.save("out/sales.svg")

    # The spec can be changed and drawn again.
    spec = {**(meant.spec or {}), "title": "Sales by quarter"}
    drawing = easel.render(spec, width=800, height=600, format="svg")
    drawing.save("out/sales-by-quarter.svg")
    print(drawing.media_type, drawing.credits)
