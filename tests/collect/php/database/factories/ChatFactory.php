<?php

class ChatFactory extends Factory
{
    public function definition(): array
    {
        return ["model_name" => "gpt-4"];
    }
}
