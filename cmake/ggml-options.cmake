# Read by CMake as a toolchain file (see .cargo/config.toml) when the build script of
# diffusion-rs-sys configures stable-diffusion.cpp. It is the only place where that
# build script lets a user set options.
#
# llamafile's matrix kernels make a UNet step and the VAE about 1.5x faster on a CPU.
set(GGML_LLAMAFILE ON CACHE BOOL "use llamafile SGEMM" FORCE)
