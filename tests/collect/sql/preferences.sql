INSERT INTO preferences (key, kind, default_value, description) VALUES
('llm.default_model', 'string', '"llama3.2"'::jsonb, 'Default model, not gpt-4'),
('llm.provider', 'string', '"ollama"'::jsonb, 'Who runs it'),
('ui.mascot', 'string', '"mistral"'::jsonb, 'A wind');
INSERT INTO offered (model, price) SELECT 'gpt-4.1-nano', 1 WHERE NOT EXISTS (SELECT * FROM offered WHERE model = 'gpt-4.1-nano');
