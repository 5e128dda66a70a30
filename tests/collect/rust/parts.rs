const V: &str = "4o";
fn main() { let model = format!("gpt-{}-mini", V); let c = Client::new().model(format!("gpt-{V}")); }
