import transformers

model_size = "medium"
MODEL = "large"


def start(model="small", model_size="base"):
    return transformers.Trainer(model)
