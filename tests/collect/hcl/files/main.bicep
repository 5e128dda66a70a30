param chatModelName string = 'gpt-4o'
resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2023-05-01' = {
  name: 'chat'
  properties: {
    model: {
      format: 'OpenAI'
      name: 'gpt-35-turbo'
      version: '0613'
    }
  }
}
