import segmentation_models_pytorch as smp
import tensorflow as tf
import torchaudio
import torchvision
from fastai.vision.all import *
from nemo.collections.asr.models import ASRModel
from tensorflow.keras.applications import VGG16, ResNet50
from torchvision import models
from torchvision.models import get_model, resnet18
from own.nets import resnet34

net = models.resnet50(pretrained=True)
net = resnet18(weights="IMAGENET1K_V1")
net = models.vgg16(weights=None)
net = torchvision.models.detection.maskrcnn_resnet50_fpn(weights="DEFAULT")
net = get_model("mobilenet_v3_large", weights="DEFAULT")
net = resnet34(pretrained=True)
base = ResNet50(weights="imagenet", include_top=False)
base = VGG16(weights=None)
base = tf.keras.applications.MobileNetV2(include_top=False)
learn = vision_learner(dls, resnet34_of_fastai)
learn = vision_learner(dls, resnet101, metrics=error_rate)
unet = smp.Unet(encoder_name="resnet34", encoder_weights="imagenet")
speech = torchaudio.pipelines.WAV2VEC2_ASR_BASE_960H
speech = ASRModel.from_pretrained("titanet_large")
speech = ASRModel.from_pretrained("acme/parakeet")


def backbone(pretrained=True):
    return models.densenet121(pretrained=pretrained)
