<?php
$v = '4o'; $model = 'gpt-' . $v; $client->chat(['model' => "gpt-{$v}-mini"]);
