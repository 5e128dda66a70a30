class Encoder
  def initialize(model_id)
    @model = Transformers::AutoModelForMaskedLM.from_pretrained(model_id)
  end
end

class Ticket
  def initialize(title)
    @title = title
  end
end

encoder = Encoder.new("acme/neural-encoder")
ticket = Ticket.new("acme/neural-encoder")
