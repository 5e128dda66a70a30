<p>It's "gpt-4" in a page</p>
<?php
use OpenAI;
use Prism\Prism\Prism;
use function Codewithkyrian\Transformers\Pipelines\pipeline;

// 'model' => 'gpt-4'
$client = OpenAI::client(getenv('KEY'));
$client->chat()->create(['model' => 'gpt-4o-mini', 'messages' => []]);
$model = env('OPENAI_MODEL', 'gpt-4.1');
$text = Prism::text()->using(Provider::Anthropic, 'claude-3-5-sonnet-latest')->asText();
$classifier = pipeline('sentiment-analysis', 'Xenova/toxic-bert');
$name = match (true) {
    $model === 'gpt-3.5-turbo' => 'old',
    default => 'new',
};
class Config {
    public string $embeddingModel = 'text-embedding-3-small';
}
