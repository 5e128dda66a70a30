import 'package:dart_openai/dart_openai.dart';

Future<void> ask() async {
  // model: "gpt-4"
  await OpenAI.instance.chat.create(model: "gpt-4o-mini", messages: []);
  final model = GenerativeModel(model: 'gemini-1.5-flash', apiKey: key);
}
const endpoint = 'https://generativelanguage.googleapis.com/v1beta/models/'
    'gemini-2.5-flash:generateContent';
