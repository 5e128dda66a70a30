ask <- function(model = NULL, label = NULL) {
  model <- set_default(model, "gpt-4.1")
  judge_model <- model %||% "gpt-4.1-mini"
  label <- set_default(label, "gpt-4o")
}
