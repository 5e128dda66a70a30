pub const PINE_SMALL: &str = "https://huggingface.co/acme/pine-small/resolve/main/model.safetensors";
pub const PINE_BASE: &str = "https://huggingface.co/acme/pine-base/resolve/main/model.safetensors";
pub const PINE_LARGE: (&str, &str) = (
    "pine-large",
    "https://huggingface.co/acme/pine-large/resolve/main/model.safetensors",
);
pub const PINE_TINY: &str = "https://huggingface.co/acme/pine-tiny/resolve/main/model.safetensors";
pub const PINE_USED: &str = "https://huggingface.co/acme/pine-used/resolve/main/model.safetensors";

fn get() -> Response {
    reqwest::get(PINE_USED)
}
