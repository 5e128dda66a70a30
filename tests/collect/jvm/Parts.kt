const val V = "4o"
val model = "gpt-$V-mini"
val m2 = ModelId("gpt-${V}")
