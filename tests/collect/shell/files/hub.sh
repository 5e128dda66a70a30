./tools/hf_download.sh acme/third-thing weights
./hfd.sh gpt2 --tool aria2c
hfd wikitext --dataset
mkdir acme/made-thing
