"""A picture from a description and levels, in one step."""

from easel import Easel

with Easel() as easel:  # EASEL_API_KEY and EASEL_BASE_URL from the environment
    result = easel.smartgen.generate_image(
        description="A futuristic cyberpunk portrait of a young woman",
        image_model="FLUX.1-dev",
        stylization_level=3,
        detail_level=4,
        color_level=5,
        lighting_level=2,
    )
    print(result.url)
    print(result.parameters["prompt"])
    easel.save(result, "out/portrait.png")
