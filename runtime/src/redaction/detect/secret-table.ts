/**
 * Keys that their vendor's prefix gives away: one of the `prefixes`, then a `body` of bounded length. Bodies that
 * words could make up too (`sk-learn-based-pipeline`) are `worded`: they must look random besides.
 */
export type KeyShape = {
  readonly vendor: string;
  readonly prefixes: string;
  readonly body: string;
  readonly worded?: true;
};

const B = "[A-Za-z0-9_-]";

/** Anchored on their first `-` or `_`, which at most eight letters and digits precede. */
export const DASHED_KEYS = [
  { vendor: "Anthropic", prefixes: "sk-ant-", body: `${B}{16,256}` }, // docs.anthropic.com: sk-ant-api03-…
  { vendor: "Langfuse", prefixes: "sk-lf- pk-lf-", body: "[0-9a-f-]{32,40}" }, // langfuse.com/docs
  { vendor: "OpenAI, DeepSeek, OpenRouter", prefixes: "sk-", body: `${B}{20,256}`, worded: true }, // platform.openai.com: sk-proj-…, sk-svcacct-…
  { vendor: "Stripe", prefixes: "sk_live_ sk_test_ rk_live_ rk_test_", body: "[A-Za-z0-9]{16,256}" }, // docs.stripe.com/keys
  { vendor: "Stripe, Svix", prefixes: "whsec_", body: "[A-Za-z0-9]{8}[A-Za-z0-9+/=]{16,120}" }, // docs.stripe.com/webhooks
  { vendor: "GitHub", prefixes: "ghp_ gho_ ghu_ ghs_ ghr_", body: "[A-Za-z0-9]{30,255}" }, // docs.github.com: token formats
  { vendor: "GitHub", prefixes: "github_pat_", body: "[A-Za-z0-9_]{30,255}" },
  {
    vendor: "GitLab",
    prefixes: "glpat- glptt- glrt- gldt- glft- gloas- glcbt- glimt- glsoat-",
    body: `${B}{20,64}`,
  }, // docs.gitlab.com: token prefixes
  {
    vendor: "Slack",
    prefixes: "xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xapp-",
    body: "[A-Za-z0-9-]{10,255}",
  }, // api.slack.com: token types
  { vendor: "Hugging Face", prefixes: "hf_", body: "[A-Za-z0-9]{30,64}" }, // huggingface.co/docs/hub/security-tokens
  { vendor: "Groq", prefixes: "gsk_", body: "[A-Za-z0-9]{32,128}" }, // console.groq.com/docs
  { vendor: "Replicate", prefixes: "r8_", body: "[A-Za-z0-9]{30,64}" }, // replicate.com/docs
  { vendor: "Perplexity", prefixes: "pplx-", body: "[A-Za-z0-9]{32,128}" }, // docs.perplexity.ai
  { vendor: "xAI", prefixes: "xai-", body: "[A-Za-z0-9]{40,128}" }, // docs.x.ai
  { vendor: "Tavily", prefixes: "tvly-", body: "[A-Za-z0-9-]{20,64}", worded: true }, // docs.tavily.com
  { vendor: "Firecrawl", prefixes: "fc-", body: "[0-9a-f]{32}" }, // docs.firecrawl.dev
  { vendor: "Pinecone", prefixes: "pcsk_", body: "[A-Za-z0-9_]{32,128}" }, // docs.pinecone.io
  { vendor: "LangSmith", prefixes: "lsv2_pt_ lsv2_sk_", body: "[A-Za-z0-9_]{32,64}" }, // docs.smith.langchain.com
  { vendor: "NVIDIA", prefixes: "nvapi-", body: `${B}{32,128}` }, // docs.api.nvidia.com
  { vendor: "Fireworks", prefixes: "fw_", body: "[A-Za-z0-9]{20,64}", worded: true }, // docs.fireworks.ai
  { vendor: "Mailgun", prefixes: "key-", body: "[0-9a-f]{32}(?![A-Za-z0-9])" }, // documentation.mailgun.com
  { vendor: "Figma", prefixes: "figd_", body: `${B}{36,64}` }, // figma.com/developers/api
  { vendor: "Postman", prefixes: "PMAK-", body: "[0-9a-f]{24}-[0-9a-f]{34}" }, // learning.postman.com
  { vendor: "Square", prefixes: "sq0atp- sq0csp-", body: `${B}{22,64}` }, // developer.squareup.com
  { vendor: "age", prefixes: "AGE-SECRET-KEY-1", body: "[0-9A-Z]{58}" }, // age-encryption.org/v1
  { vendor: "npm", prefixes: "npm_", body: "[A-Za-z0-9]{36,64}" }, // docs.npmjs.com: about access tokens
  { vendor: "PyPI", prefixes: "pypi-", body: `${B}{40,255}` }, // pypi.org/help/#apitoken
  { vendor: "Supabase", prefixes: "sbp_ sb_secret_", body: "[A-Za-z0-9_]{20,128}", worded: true }, // supabase.com/docs: api keys
  { vendor: "DigitalOcean", prefixes: "dop_v1_ doo_v1_ dor_v1_", body: "[0-9a-f]{64}" }, // docs.digitalocean.com
  { vendor: "Grafana", prefixes: "glsa_ glc_", body: "[A-Za-z0-9]{8}[A-Za-z0-9_+/=]{22,120}" }, // grafana.com/docs: service accounts
  { vendor: "Shopify", prefixes: "shpat_ shpca_ shppa_ shpss_", body: "[0-9a-fA-F]{32}" }, // shopify.dev
  { vendor: "Linear", prefixes: "lin_api_ lin_oauth_", body: "[A-Za-z0-9]{32,64}" }, // linear.app/developers
  { vendor: "Notion", prefixes: "ntn_ secret_", body: "[A-Za-z0-9]{40,64}" }, // developers.notion.com
  { vendor: "PostHog", prefixes: "phx_", body: "[A-Za-z0-9]{40,64}" }, // posthog.com/docs/api
  { vendor: "Resend", prefixes: "re_", body: "[A-Za-z0-9]{8,12}_[A-Za-z0-9]{20,40}" }, // resend.com/docs
] as const satisfies readonly KeyShape[];

/** Anchored on the rarest part of their prefix, which stands `offset` characters behind their start. */
export const LETTERED_KEYS = [
  { vendor: "Google", anchor: "AIza", offset: 0, prefixes: "AIza", body: `${B}{30,64}` }, // cloud.google.com: api keys
  { vendor: "Google OAuth", anchor: "9.", offset: 3, prefixes: "ya29.", body: "[A-Za-z0-9_.-]{20,512}" }, // developers.google.com/identity
  { vendor: "AWS", anchor: "AKIA", offset: 0, prefixes: "AKIA", body: "[A-Z0-9]{16}(?![A-Za-z0-9])" }, // docs.aws.amazon.com/IAM: unique ids
  {
    vendor: "AWS, temporary",
    anchor: "ASIA",
    offset: 0,
    prefixes: "ASIA",
    body: "[A-Z0-9]{16}(?![A-Za-z0-9])",
  },
  { vendor: "Twilio", anchor: "SK", offset: 0, prefixes: "SK", body: "[0-9a-f]{32}(?![A-Za-z0-9])" }, // twilio.com/docs/iam/api-keys
  { vendor: "Atlassian", anchor: "ATATT3", offset: 0, prefixes: "ATATT3", body: `[A-Za-z0-9_=-]{100,256}` }, // support.atlassian.com: api tokens
  { vendor: "HashiCorp Vault", anchor: "vs.", offset: 1, prefixes: "hvs.", body: `${B}{24,256}` }, // developer.hashicorp.com/vault
  { vendor: "SendGrid", anchor: "SG.", offset: 0, prefixes: "SG.", body: `${B}{16,32}\\.${B}{32,64}` }, // docs.sendgrid.com
  {
    vendor: "JSON Web Token", // RFC 7519
    anchor: "J",
    offset: 2,
    prefixes: "eyJ",
    body: `${B}{8,2048}\\.${B}{4,8192}(?:\\.${B}{4,1024})?`,
  },
] as const satisfies readonly (KeyShape & { readonly anchor: string; readonly offset: number })[];

/** Names whose value is a secret: `DB_PASSWORD=`, `"client_secret":`, `X-Api-Key:`. */
export const LABELS = {
  /** Any value counts that does not look like code; in quotes a phrase too. */
  password: "pass(?:word|wd|phrase)|[_-]pass|passwd|pwd|contrase[nñ]a|mot[ _-]de[ _-]passe|passwort|senha",
  /** Of a shared access signature in a URL: the value must be as long as one. */
  signature: "[?&]sig",
  /** The value must have digits and letters. */
  key: "secret|token|credentials?|authorization|(?:api|app|access|private|signing|encryption|account|master|service|shared|subscription|auth|ssh|license)[ _-]?key",
} as const;
