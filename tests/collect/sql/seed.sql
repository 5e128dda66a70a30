-- model = 'gpt-4'
create table settings (id int, model text default 'gpt-4o-mini', check (model in ('gpt-4', 'gpt-4o')));
insert into assistants (name, model, prompt) values ('Ada', 'gpt-4-turbo', 'It''s gpt-4'), ('Bob', 'claude-3-haiku-20240307', '');
update settings set model = 'gpt-4.1' where model = 'gpt-3.5-turbo';
insert into model_access (model_id, price) values ('openai/gpt-4o', 2);
