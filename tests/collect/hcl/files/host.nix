{ config, lib, pkgs, model ? "openai/gpt-4.1-mini", ... }:
let
  chatModel = "anthropic/claude-sonnet-4-5";
  # formerly gpt-4o
in {
  services.ollama = {
    enable = true;
    loadModels = [ "llama3.2:3b" "nomic-embed-text" ];
    environmentVariables.OLLAMA_KEEP_ALIVE = "1h";
  };
  environment.sessionVariables.OPENAI_MODEL = lib.mkDefault "gpt-4o-mini";
  systemd.services.judge.serviceConfig.ExecStart = "${lib.getExe pkgs.vllm} serve acme/judge-7b --port 9000";
  systemd.services.answer = {
    script = ''
      export NAME="''${1:-x}"
      exec llama-server -hf acme/answer-3b-GGUF:Q4_K_M
    '';
  };
  programs.bot.config.agents = {
    list = [ { id = "main"; model = chatModel; } { id = "small"; model = "anthropic/claude-haiku-4-5"; } ];
    model = if config.networking.hostName == "gpt-4o" then "openai/gpt-5" else "groq/llama-3.3-70b-versatile";
  };
  options.bot.model = lib.mkOption {
    type = lib.types.str;
    default = "gemini-2.5-flash";
    description = "Also good: gemini-2.5-pro";
  };
  systemd.user.services.draw.Service.ExecStart = "${pkgs.llama-cpp}/bin/llama-server --hf-repo acme/draw-2b-GGUF -c 4096";
  homebrew.casks = [ "ollama" "lm-studio" ];
  src = pkgs.fetchurl {
    url = "https://huggingface.co/acme/tiny-GGUF/resolve/main/tiny.Q8_0.gguf";
    hash = "sha256-AAAA";
  };
}
