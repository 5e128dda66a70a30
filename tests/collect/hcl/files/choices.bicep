var settings = {
  OPENAI_MODEL: host == 'gpt-4' ? 'gpt-4o' : ''
  OPENAI_EVAL_MODEL: !empty(evalModel) ? evalModel : 'gpt-4.1'
}
