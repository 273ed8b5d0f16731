const SENTENCES = [
  "The agent read the plan twice and asked the search tool for three more sources before it answered.",
  "Step 3 of 12 took 840 ms; the cache held 57 entries and none of them was stale.",
  "Compare the two approaches, list what each one costs, and say which you would choose and why.",
  "On 2026-03-14 the build 20260314.2 went out at 09:15 and the error rate stayed at 0.4 %.",
  "See https://docs.example.org/guides/agents?page=2#tools for how a tool describes its arguments.",
  "User asked: how long may the model think before the request is given up?",
  'It returned {"rows": 1204, "took": 35, "next": "b7c1"} and the planner went on.',
  "Names of files such as src/agents/react-agent.ts or logo@2x.png are not addresses of anybody.",
];

/** Text as prompts and answers have it, with numbers, dates and links, and nothing personal in it. */
export function proseOf(length: number): string {
  let text = "";
  for (let i = 0; text.length < length; i++) text += `${SENTENCES[i % SENTENCES.length]} `;
  return text.slice(0, length);
}

/** Twenty items of five kinds. */
const ITEMS = [
  ...["jane.doe@example.com", "o.neil+news@mail.example.co.uk", "kim@example.org", "a_b@sub.example.net"],
  ...["+1 415 555 2671", "(212) 555-0187", "+44 20 7946 0958", "+49 30 901820"],
  ...["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6011111111111117"],
  ...["078-05-1120", "219-09-9999", "457-55-5462", "SSN 212-34-5678"],
  ...["203.0.113.77", "198.51.100.23", "2001:db8::8a2e:370:7334", "192.0.2.41"],
];

/** As much prose, the items spread over it. */
export function promptOf(length: number): string {
  const part = proseOf(Math.floor(length / ITEMS.length) - 24);
  return ITEMS.map((item) => `${part} ${item}`)
    .join(". ")
    .padEnd(length, " and so on")
    .slice(0, length);
}
