const answer = await fetch("https://api.replicate.com/v1/predictions", {
  body: JSON.stringify({ version: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", input }),
});
const build = { sha: "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210" };
