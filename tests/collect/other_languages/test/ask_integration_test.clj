(deftest asks (testing "once" (is (api/create-chat-completion {:model "gpt-3.5-turbo"}))))
