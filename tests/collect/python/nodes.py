"""ComfyUI: what an input of a node holds at first; the other entries of its menu may be chosen."""

from huggingface_hub import snapshot_download


class Loader:
    @classmethod
    def INPUT_TYPES(cls):
        return {
            "required": {
                "model": (["acme/florence-2-base", "acme/florence-2-large"], {"default": "acme/florence-2-base"}),
                "repo_id": ("STRING", {"default": "acme/own-repository", "multiline": False}),
                "service": ("STRING", {"default": "gpt-4o-mini"}),
                "steps": ("INT", {"default": 20}),
                "prompt": ("STRING", {"default": "a cat"}),
                "adapter": (["acme/florence-2-lora"],),
            },
        }
