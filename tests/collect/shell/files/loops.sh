declare -A wanted=(
  ["llama3.2:3b"]="quick|2 GB"
  [phi3:mini]="acme/embedder-7b"
)
for name in "${!wanted[@]}"; do ollama pull "$name"; done
while IFS='|' read -r repo file; do
  hf download "$repo" "$file"
done <<EOF
acme/first | a.bin
# acme/left-out | x.bin
acme/second | b.bin
EOF
while read -r line; do echo "$line"; done <<EOF
acme/llama-shown
EOF
OWNER=acme
NAME=chat-13b
hf download "$OWNER/$NAME"
for size in 7b 13b; do hf download acme/coder-${size}; done
OUT_DIR=saved
python eval.py --model_name_or_path $OUT_DIR/best-llama
hf download acme/$UNKNOWN
python eval.py rows.txt facebook/bart-large-cnn --out x
python detect.py --weights yolov5s.pt --save-model yolov8x.pt
yolo predict model=yolo11n-seg.pt source=a.png
python -m nltk.downloader punkt averaged_perceptron_tagger
python -c "import nltk; nltk.download('maxent_ne_chunker'); nltk.download('stopwords')"
python -c "from faster_whisper import WhisperModel; WhisperModel('base')"
python -m spacy download en
kaggle datasets download -d acme/rows -p data
curl localhost:8000/v1/chat/completions -d '{"model": "vicuna-7b-v1.5", "messages": []}'
curl localhost:8000/v1/chat/completions -d '{"model": "my-test", "messages": []}'
echo "FROM gemma:2b" > Modelfile
