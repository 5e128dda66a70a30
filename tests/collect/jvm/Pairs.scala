import play.api.libs.json._
val body = Json.obj("model" -> "gpt-3.5-turbo", "input" -> text)
val kind = name match { case "gpt-4" -> "gpt-4o" }
