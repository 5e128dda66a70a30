class Bodies {
    String body = """
        {"model": "gpt-4o", "messages": []}""";
    String table = """
        [{"model": "gpt-4", "price": 3}, {"model": "o1", "price": 15},
         {"model": "o1-mini", "price": 1}, {"model": "o3-mini", "price": 1}]""";
}
