fetch("https://huggingface.co/spaces/acme/demo/resolve/main/weights/net.pth")
fetch("https://huggingface.co/spaces/acme/demo/resolve/main/weights/net.yaml")
load_rows("folder", "acme/embeddings")
