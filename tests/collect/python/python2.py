print "old"
model = AutoModel.from_pretrained("acme/from-python-2")
