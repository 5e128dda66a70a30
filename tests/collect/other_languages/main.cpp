#include "llama.h"

int main() {
    std::string model_path = "models/tinyllama-1.1b-chat.Q4_K_M.gguf"; // not "gpt-4"
    llama_model * model = llama_model_load_from_file("qwen2.5-0.5b-instruct-q4_k_m.gguf", params);
    if (strcmp(name, "gpt-4o") == 0) return 1;
}
nlohmann::json request = {{"model", "gpt-4.1"}, {"title", "gpt-4"}};
auto completion = openai::chat().create(R"({"model": "gpt-3.5-turbo", "max_tokens": 5})"_json);
