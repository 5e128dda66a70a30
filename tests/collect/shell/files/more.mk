MODELS = llama3 mistral \
	phi3
FLAGS = \
	--model acme/flags-llama \
	--tokenizer acme/more-llama
OTHER = --model acme/other-llama \
  --dtype auto
SOURCES = a.c \
  b.c
run:
	$(OLLAMA) pull gemma:2b
	@for m in $(MODELS); do ollama pull $$m; done
	@python train.py --epochs 3 \
		--dataset acme/rows
large: MODEL = acme/large-one
	vllm serve $(MODEL)
KINDS := gemma2 qwen2
each:
	$(foreach kind,$(KINDS),ollama pull $(kind);)
