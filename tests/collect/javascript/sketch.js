let classifier;
async function preload() {
  classifier = ml5.imageClassifier("MobileNet");
  net = await tf.loadGraphModel("https://tfhub.dev/acme/tfjs-model/imagenet/tiny/3/default/1", { fromTFHub: true });
  hands = await HandLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: "https://storage.googleapis.com/mediapipe-models/hand_landmarker/1/hand_landmarker.task" },
  });
}
