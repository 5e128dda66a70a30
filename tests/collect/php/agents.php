<?php
use Symfony\AI\Platform\Bridge\OpenAi\Gpt;
use Gemini\Enums\ModelType;
$a = new Gpt(Gpt::GPT_4O_MINI);
$b = new Claude(Claude::HAIKU_35);
$c = $agent->call($messages); 
$ag = new Agent($platform, 'gpt-4o-mini');
$p = Prism::text()->using('openai', 'gpt-4o')->asText();
$p2 = Prism::embeddings()->using(Provider::OpenAI, 'text-embedding-3-large');
$n = new Anthropic(key: 'K', model: 'claude-3-7-sonnet-latest');
$g = $client->generativeModel(model: 'gemini-2.0-flash')->generateContent('x');
$d = DeepSeekClient::build($k)->withModel('deepseek-chat')->run();
$o = get_option('my_model', 'gpt-4o-mini');
$e = $_ENV['OPENAI_MODEL'] ?? 'gpt-4-turbo';
return ['openai' => ['model' => env('OPENAI_MODEL', 'gpt-4.1'), 'embedding_model' => 'text-embedding-ada-002']];
define('OPENAI_MODEL', 'gpt-3.5-turbo');
const MODEL = 'gpt-4';
class X { private const MODEL = 'claude-3-opus-20240229'; protected string $model = 'gpt-4o'; public function __construct(private string $model = 'o1-mini') {} }
$data = json_encode(['model' => 'gpt-4o', 'messages' => []]);
$x = AutoModel::fromPretrained('Xenova/bert-base-uncased');
$z = (new OpenAIConfig()); $z->model = 'mistral';
$pipe = pipeline('text-generation', 'Xenova/gpt2');
$cfg = new OllamaConfig(); $cfg->model = 'llama3';
$table->string('model')->default('gpt-4o');
$r = $this->client->post('models/gemini-pro:generateContent', $body);
