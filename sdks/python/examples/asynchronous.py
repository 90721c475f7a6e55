"""Several pictures at once."""

import asyncio

from easel import AsyncEasel


async def main() -> None:
    async with AsyncEasel() as easel:
        jobs = await asyncio.gather(
            *(
                easel.generations.create(prompt=f"a {color} fox", width=512, height=512, steps=4)
                for color in ("red", "blue", "green")
            )
        )
        await asyncio.gather(*(job.wait(timeout=600) for job in jobs))
        for job in jobs:
            print(await job.save(f"out/{job.id}.png"))


asyncio.run(main())
