class A { static final String BASE = "gpt-4"; static final String S = "turbo";
  Object a = OpenAiChatModel.builder().modelName(BASE + "-" + S).build();
  String model = String.format("%s-%s", BASE, S);
  void f() { log.info("x " + BASE + " y"); }
}
