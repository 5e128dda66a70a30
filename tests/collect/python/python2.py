print "old"
model = AutoModel.from_pretrained("acme/from-python-2")
model_name = "acme/named-in-python-2"
name = "acme/chosen-in-python-2"
try:
    net = AutoModel.from_pretrained(name)
except IOError, error:
    print "no", name
    raise ValueError, "none"
