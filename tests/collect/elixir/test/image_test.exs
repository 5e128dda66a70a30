test "classifies" do
  {:ok, info} = Bumblebee.load_model({:hf, "microsoft/resnet-50"})
  image = StbImage.read_file!("test/fixtures/images/coco.jpg")
end
