<?php

use Symfony\AI\Platform\Bridge\Meta\Llama;

#[Model("gpt-4o")]
class Clerk extends Agent
{
}

class Generator extends Model
{
    public const LARGE = "gemini-2.5-pro";
    public const SMALL = "gemini-2.5-flash";

    public function __construct(string $name = self::SMALL, array $options = [])
    {
        parent::__construct($name, [], $options);
    }
}

$llama = new Llama(Llama::V3_2_3B_INSTRUCT);
return [
    "embedding_model" => env("EMB", "text-embedding-3-small"),
    "label" => env("LABEL", "text-embedding-3-large"),
];

$vectorizer = new Vectorizer($platform, "text-embedding-3-small", logger());
