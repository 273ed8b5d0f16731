/**
 * Keys that their vendor's prefix gives away. `pattern` begins with what its finder anchors on and has bounded
 * parts only; where given, the body must have a digit (`digit`), so that `sk-learn-based-pipeline` is not one.
 */
export type KeyShape = { readonly vendor: string; readonly pattern: string; readonly digit?: true };

const BODY = "[A-Za-z0-9_-]";

/** Anchored on their first `-` or `_`, behind at most twelve letters and digits. */
export const DASHED_KEYS = [
  { vendor: "Anthropic", pattern: `sk-ant-${BODY}{16,256}` }, // docs.anthropic.com: sk-ant-api03-…
  { vendor: "Langfuse", pattern: "(?:sk|pk)-lf-[0-9a-f-]{32,40}" }, // langfuse.com/docs: sk-lf-<uuid>
  { vendor: "OpenAI, DeepSeek, OpenRouter, LiteLLM", pattern: `sk-${BODY}{20,256}`, digit: true }, // platform.openai.com: sk-…, sk-proj-…, sk-svcacct-…
  { vendor: "Stripe", pattern: "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,256}" }, // docs.stripe.com/keys
  { vendor: "Stripe, Svix, Clerk webhooks", pattern: "whsec_[A-Za-z0-9+/=]{24,128}" }, // docs.stripe.com/webhooks
  { vendor: "GitHub", pattern: "gh[pousr]_[A-Za-z0-9]{30,255}" }, // docs.github.com: about authentication, token formats
  { vendor: "GitHub", pattern: "github_pat_[A-Za-z0-9_]{30,255}" },
  { vendor: "GitLab", pattern: `gl(?:pat|ptt|rt|dt|ft|oas|agent|cbt|imt|soat|ffct)-${BODY}{20,64}` }, // docs.gitlab.com: token prefixes
  { vendor: "Slack", pattern: "xox[abeoprs]-[A-Za-z0-9-]{10,255}" }, // api.slack.com/authentication/token-types
  { vendor: "Slack", pattern: "xapp-\\d-[A-Za-z0-9-]{10,255}" },
  { vendor: "Hugging Face", pattern: "hf_[A-Za-z0-9]{30,64}" }, // huggingface.co/docs/hub/security-tokens
  { vendor: "Groq", pattern: "gsk_[A-Za-z0-9]{32,128}" }, // console.groq.com/docs
  { vendor: "Replicate", pattern: "r8_[A-Za-z0-9]{30,64}" }, // replicate.com/docs: authentication
  { vendor: "Perplexity", pattern: "pplx-[A-Za-z0-9]{32,128}" }, // docs.perplexity.ai
  { vendor: "xAI", pattern: "xai-[A-Za-z0-9]{40,128}" }, // docs.x.ai
  { vendor: "Tavily", pattern: "tvly-[A-Za-z0-9-]{20,64}", digit: true }, // docs.tavily.com
  { vendor: "Firecrawl", pattern: "fc-[0-9a-f]{32}" }, // docs.firecrawl.dev
  { vendor: "Pinecone", pattern: "pcsk_[A-Za-z0-9_]{32,128}" }, // docs.pinecone.io
  { vendor: "LangSmith", pattern: "lsv2_(?:pt|sk)_[A-Za-z0-9_]{32,64}" }, // docs.smith.langchain.com
  { vendor: "NVIDIA", pattern: `nvapi-${BODY}{32,128}` }, // docs.api.nvidia.com
  { vendor: "Fireworks", pattern: "fw_[A-Za-z0-9]{20,64}", digit: true }, // docs.fireworks.ai
  { vendor: "npm", pattern: "npm_[A-Za-z0-9]{36,64}" }, // docs.npmjs.com: about access tokens
  { vendor: "PyPI", pattern: `pypi-${BODY}{40,255}` }, // pypi.org/help/#apitoken
  { vendor: "Supabase", pattern: "sb(?:p|_secret)_[A-Za-z0-9_]{20,128}", digit: true }, // supabase.com/docs/guides/api/api-keys
  { vendor: "DigitalOcean", pattern: "do[opr]_v1_[0-9a-f]{64}" }, // docs.digitalocean.com: api tokens
  { vendor: "Grafana", pattern: "gl(?:sa|c)_[A-Za-z0-9_+/=]{30,128}" }, // grafana.com/docs: service accounts
  { vendor: "Shopify", pattern: "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}" }, // shopify.dev: access token prefixes
  { vendor: "Linear", pattern: "lin_(?:api|oauth)_[A-Za-z0-9]{32,64}" }, // linear.app/developers
  { vendor: "Notion", pattern: "(?:ntn|secret)_[A-Za-z0-9]{40,64}" }, // developers.notion.com
  { vendor: "PostHog", pattern: "phx_[A-Za-z0-9]{40,64}" }, // posthog.com/docs/api
  { vendor: "Resend", pattern: "re_[A-Za-z0-9]{8,12}_[A-Za-z0-9]{20,40}" }, // resend.com/docs
] as const satisfies readonly KeyShape[];

/** Anchored on the rarest part of their prefix, which stands `offset` characters behind their start. */
export const LETTERED_KEYS = [
  { vendor: "Google", anchor: "AIza", offset: 0, pattern: `AIza${BODY}{30,64}` }, // cloud.google.com/docs/authentication/api-keys
  { vendor: "Google OAuth", anchor: "29.", offset: 2, pattern: "ya29\\.[A-Za-z0-9_.-]{20,512}" }, // developers.google.com/identity
  { vendor: "AWS", anchor: "AKIA", offset: 0, pattern: "AKIA[A-Z0-9]{16}(?![A-Za-z0-9])" }, // docs.aws.amazon.com/IAM: unique ids
  { vendor: "AWS, temporary", anchor: "ASIA", offset: 0, pattern: "ASIA[A-Z0-9]{16}(?![A-Za-z0-9])" },
  { vendor: "Twilio", anchor: "SK", offset: 0, pattern: "SK[0-9a-f]{32}(?![A-Za-z0-9])" }, // twilio.com/docs/iam/api-keys
  { vendor: "SendGrid", anchor: "SG.", offset: 0, pattern: `SG\\.${BODY}{16,32}\\.${BODY}{32,64}` }, // docs.sendgrid.com
  {
    vendor: "JSON Web Token",
    anchor: "J",
    offset: 2,
    pattern: "eyJ[A-Za-z0-9_-]{8,2048}\\.[A-Za-z0-9_-]{4,8192}(?:\\.[A-Za-z0-9_-]{4,1024})?",
  }, // RFC 7519
] as const satisfies readonly (KeyShape & { readonly anchor: string; readonly offset: number })[];

/** Names whose value is a secret: `DB_PASSWORD=`, `"client_secret":`, `X-Api-Key:`. */
export const LABELS = {
  /** Any value counts that does not look like code; in quotes a phrase too. */
  password: "pass(?:word|wd|phrase)|passwd|pwd|contrase[nñ]a|mot[ _-]de[ _-]passe|passwort|senha",
  /** The value must have digits and letters. */
  key: "secret|token|credentials?|authorization|(?:api|app|access|private|signing|encryption|account|master|service|shared|subscription|auth|ssh|license)[ _-]?key",
} as const;
