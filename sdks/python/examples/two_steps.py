"""Parameters first, to look at and change; then the picture of them."""

from easel import Easel

with Easel() as easel:
    preview = easel.smartgen.generate_image(
        description="A cyberpunk cityscape",
        image_model="FLUX.1-dev",
        stylization_level=4,
        must_include="neon lights, flying cars",
        param_only=True,
    )
    print(preview.parameters["prompt"])

    parameters = preview.parameters
    parameters["num_iterations"] = 4
    image = easel.images.generate(
        **parameters,
        seed=42,
        on_progress=lambda told: print(f"step {told.step} of {told.steps}"),
    )
    print(image.url, image.model, image.seed)
    easel.save(image, "out/cityscape.png")
