(ns acme.ask (:require [wkok.openai-clojure.api :as api]))
(def default-model "gpt-4o")
(defn ask [q & {:keys [model] :or {model "gpt-4"}}]
  (api/create-chat-completion {:model "gpt-3.5-turbo" :messages []}))
(let [model (or (System/getenv "OPENAI_MODEL") "gpt-4o-mini")] model)
(println "gpt-4.1")
(= model "gpt-4.1-mini")
(http/post url {:body (json/encode {"model" "gpt-4.1-nano"})})
