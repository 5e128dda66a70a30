read -r -d '' command <<EOF
trainer.cli.run \
   --model.model_name_or_path acme/base-8b \
   --data.dataset acme/preferences
EOF
deepspeed --module $command
