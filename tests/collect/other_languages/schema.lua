return {
  schema = {
    model = {
      order = 1,
      default = "mistral-small-latest",
      choices = function(self)
        return self.known
      end,
    },
    label = { default = "gpt-4o" },
  },
}
