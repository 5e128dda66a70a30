print "old"
model = AutoModel.from_pretrained("acme/from-python-2")
model_name = "acme/named-in-python-2"
