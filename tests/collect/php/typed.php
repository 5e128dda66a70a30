<?php
use OpenAI\Client;

function answer(string $model, ?string $title = null): string
{
    return client()->chat()->create(['model' => $model])->text;
}

echo answer('gpt-4.1', 'gpt-5');
