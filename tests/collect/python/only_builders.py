from tensorflow.keras.applications import VGG16
from torchvision import models

trained = models.resnet34(pretrained=True)
empty = models.resnet50()
fresh = models.vgg11(pretrained=False)
features = VGG16(include_top=False)
