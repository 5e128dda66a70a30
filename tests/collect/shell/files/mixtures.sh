rows_mixer_list=${rows_mixer_list:-"acme/rows-a 1.0 acme/rows-b 0.5"}
python train.py --dataset_mixer_list acme/rows-c 1.0 acme/rows-d 250 --dataset_file acme/rows-file
python train.py --mixer_list "acme/rows-e 0.5" --dataset_text_field text
model_args="\
    --embedder_name_or_path acme/embedder-x \
    --max_length 10 \
"
model_pretty_name="Llama-3-8B-Chat"
python run.py --encoder_model acme/encoder-7b --save_model acme/saved-7b
