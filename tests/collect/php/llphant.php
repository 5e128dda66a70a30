<?php
use LLPhant\Embeddings\EmbeddingGenerator\OpenAI\OpenAI3SmallEmbeddingGenerator;

$generator = new OpenAI3SmallEmbeddingGenerator();
