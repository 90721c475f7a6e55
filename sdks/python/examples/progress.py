"""A job: events as they happen, waiting with a time-out, cancelling."""

from easel import ConflictError, Easel

with Easel() as easel:
    job = easel.generations.create(
        prompt="a red fox in fresh snow", width=512, height=512, steps=4
    )
    for event in job.events():
        if event.type == "state":
            print(event.state)
        elif event.type == "progress":
            print(f"step {event.step} of {event.steps}")
        elif event.type == "preview":
            print(f"a preview of {len(event.png)} bytes")
    job.save("out/fox.png")

    other = easel.generations.create(prompt="a blue fox", steps=100)
    try:
        print(other.cancel().state)
    except ConflictError as error:
        print(f"too late to cancel: {error}")
