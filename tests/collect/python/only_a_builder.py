from torchvision.models import resnet18

encoder = resnet18(pretrained=True)
