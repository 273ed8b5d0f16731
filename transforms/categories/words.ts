import type { CategoryName } from "../target.ts";

/**
 * What a word says about the code it names: file, folder, class or function.
 * `~word` is a hint only (a "session" may be one of a conversation or of a login), `word*` matches a beginning.
 * Words are looked up in lower case and singular; two neighbours are tried together first (`rate-limit` as `ratelimit`).
 */
export const WORDS = {
  AGENT_OPERATIONS:
    "handoff* crewai acp* ~harness* agent* a2a* *agent *agents subagent* multiagent* assistant* copilot* swarm* ~agentic ~planner ~reason* ~persona* ~character ~autonomous ~reflect* ~delegat* ~bot",
  TOOL_OPERATIONS:
    "browserautomation* webbrows* tool* *tool *tools *toolkit mcp* toolcall* functioncall* functiontool* sandbox* codeinterpreter computeruse browseruse websearch skill ~plugin ~action ~interpreter ~calculator ~capabilit*",
  RAG_OPERATIONS:
    "semanticsearch* fulltextsearch* hybridsearch* vectorsearch* documentparser* ~pdf* ~docx ~extractor* indexstore* ~reader* responsesynthes* queryengine* docstore* nodeparser* rag retriev* *retriever *vectorstore *vectorstores *embedding *embeddings embed* vector* vectordb chunker* chunking chunked textchunk* ~chunk ~chunks textsplitter* documentloader* documentstore* splitter* ingest* rerank* knowledge* pinecone* chroma* qdrant* weaviate* milvus* faiss* pgvector* opensearch* ~*loader ~*loaders ~loader* ~indexer* ~corpus ~similarity ~semantic* ~document* ~crawl* ~scrap* ~dataset* ~collector ~recordmanager ~citation",
  LLM_OPERATIONS:
    "chatgpt* whisper* transcription* speech* dalle* structuredoutput* tokenusage* languagemodels lm texttospeech* speechtotext* texttoimage* imagegenerat* tts stt promptfile* llm* *llm *llms openai* anthropic* claude* gemini* gpt* chatmodel* languagemodel* chatcompletion* ~completion* ~completer ollama* bedrock* mistral* groq* cohere* huggingface* openrouter* vertexai* vertex deepseek* azureopenai* xai fireworks* togetherai* tokeniz* tokencount* ~inference* litellm modelprovider* aiprovider* aisdk genai* promptemplate* prompttemplate* systemprompt* ~prompt* ~provider* ~ai ~generation ~model* ~aimodel ~reasoningmodel ~finetun* ~transformer* ~chat ~transcri*",
  MEMORY_OPERATIONS:
    "contextmanag* contextcompress* memory *memory chatstore* memories conversation* chathistory messagehistory history histories checkpoint* sessionstore* chatmemory recall* ~session* ~thread ~threads ~message* ~summariz* ~contextwindow ~compact* ~compress*",
  API_LAYER:
    "~jsonschema* controller* route* router* ~api* endpoint* middleware* rest graphql ~resolver* httpserver httphandler* dto swagger* openapi* trpc apiserver webserver ~handler* ~server* ~http* ~request* ~response* ~gateway* ~sse ~validat* ~express ~fastify ~app",
  DATABASE_LAYER:
    "sqlitestore* dbschema* kvstore* cosmos* dynamodb* firestore* cassandra* clickhouse* libsql* turso* duckdb* neo4j* mssql* couchdb* cockroach* ~bigquery* db database* repository repositories entity entities migration* seed* prisma* mongo* postgres* mysql* mariadb* sqlite* sql dao orm typeorm* drizzle* knex* sequelize* dbclient datasource* datasourc* dbmodel* ~schema* ~model* ~query ~queries ~transaction* ~table* ~supabase* ~record* ~persist*",
  EXTERNAL_INTEGRATIONS:
    "cloudflare* integration* 3rdparty serp* external* thirdparty vendor* apiclient* connector* github* gitlab* jira* notion* stripe* salesforce* hubspot* zapier* airtable* shopify* paypal* googledrive* googlesheet* gmail calendar* twitter* linkedin* serpapi* typebot* n8n* dify* flowise* chatwoot* ~api ~fetch* ~sdk ~client* ~adapter* ~google* ~azure* ~aws* ~bridge* ~proxy* ~remote* ~proxyagent* ~httpagent* ~httpsagent* ~useragent*",
  SECURITY_EVENTS:
    "accesstoken* refreshtoken* bearer* certificate* privacy* csp pkcs* totp mfa twofactor* hmac* pkce* jwks* nonce* auth* security* jwt* permission* rbac acl guard* crypto crypt* encrypt* decrypt* password* secret* credential* oauth* sso saml iam csrf* sanitiz* login* logout passport* apikey* accesscontrol signature* ssrf* allowlist* whitelist* ~token* ~role* ~policy ~policies ~trust* ~verif* consent* guardrail* pii moderat* toxic* jailbreak* redact* ~injection ~safety ~hallucinat* ~scope*",
  CONFIGURATION_MANAGEMENT:
    "envvar* config* configuration* setting* env envconfig featureflag* preference* dotenv ~option* ~constant* ~default* ~environment* ~flag* ~setup* ~bootstrap* ~feature*",
  RESOURCE_MANAGEMENT:
    "~inmemory cache* caching pool* ratelimit* throttl* quota* storage* filestorage* filesystem upload* download* bucket* s3* blobstorage minio semaphore* mutex* lock* redis* lru* objectstorage* ~resource* ~limit* ~file* ~fs ~disk ~asset* ~blob* ~media ~cleanup* ~workspace* ~usage ~cost* ~billing ~image* ~thumbnail* ~backup*",
  SYSTEM_HEALTH:
    "spans ~span health* metric* monitor* telemetry* heartbeat* prometheus* liveness readiness diagnos* observab* opentelemetry otel* watchdog* ~status* tracing ~tracer* ~trace* ~logger* ~logging ~log ~stat* ~version* ~instrument* ~langfuse* ~langsmith* ~posthog* ~analytic* ~audit*",
  ORCHESTRATION:
    "orchestrat* workflow* queue* supervisor* schedul* job* cron* coordinat* dispatch* saga* bullmq agentflow* chatflow* taskqueue* statemachine* ~pipeline* ~worker* ~task* ~flow* ~graph* ~step* ~chain* ~sequential* ~execut* ~runner* ~engine* ~trigger* ~process* ~batch* ~lifecycle* ~run",
  COMMUNICATION:
    "transport* jsonrpc* rpc webrtc* websocket* ws socket* email* mail* smtp slack* discord* telegram* whatsapp* baileys notification* notif* webhook* sms twilio* eventbus ~eventemitter* pubsub* kafka* rabbitmq* amqp* sqs nats pusher* broadcast* messagequeue* messagebroker* sendmessage* teams ~channel* ~event* ~push ~stream* ~messag* ~chatbot* ~chat ~publisher* ~subscriber* ~listener* ~peer*",
  SERVICE_OPERATIONS: "codemod* typeguard* ~service* ~abortcontroller*",
  PERFORMANCE:
    "benchmark* bench perf performance* profiler* profiling latency* loadtest* stopwatch* ~timing* ~timer* ~optimiz*",
  USER_INTERACTION:
    "vscode* sidebar* tooltip* modal* popup* inputhistory* commandhistory* keyboard* locale* i18n cli tui repl terminal* ui chatui readline* keypress* wizard* onboard* slashcommand* keybinding* userinput* ~command* ~interactive ~input* ~view* ~page* ~widget* ~dialog* ~form ~theme* ~feedback* ~screen* ~console* ~component* ~display* ~editor* ~clipboard* ~approv* ~confirm* ~translation* ~language*",
  ERROR_TRACKING:
    "circuitbreaker* error* exception* sentry* rollbar* bugsnag* crash* errorhandler* errorreport* errortrack* ~fault* ~failure* ~retry ~retries",
} as const satisfies Record<CategoryName, string>;

/** Folders that say where code lives, not what it is about; they do not count as distance either. */
export const NEUTRAL_FOLDERS: ReadonlySet<string> = set(
  "src lib libs dist packages package apps app modules module nodes node server backend main core common shared internal",
  "types type interfaces impl features domain domains base index public dev example examples",
  "component components platform service services",
);

/** Folders of what serves all the rest: not of the kind that the package is, if nothing else says so. */
export const UTILITY_FOLDERS: ReadonlySet<string> = set("utils util utilities helpers helper");

/** Folders whose contents agents call as tools, when they lie inside a folder of agents. */
export const TOOLS_OF_AGENTS: ReadonlySet<string> = set(
  "plugin plugins action actions function functions skill skills capabilities extensions",
);

/** Folders that say which layer their files are of, whatever these are about: `controllers/agents.ts`, `db/assistants.ts`. */
export const LAYER_FOLDERS: ReadonlyMap<string, CategoryName> = new Map(
  Object.entries({
    API_LAYER:
      "controller controllers route routes router routers endpoint endpoints api api-v1 api-v2 dto dtos",
    SERVICE_OPERATIONS: "scripts codemods",
    PERFORMANCE: "load-tests loadtests load-test benchmark benchmarks bench perf",
    DATABASE_LAYER: "db database entity entities migration migrations repository repositories dao",
    TOOL_OPERATIONS: "tool tools",
    RAG_OPERATIONS: "vectorstores vector_stores vector-stores retrievers embeddings rerankers",
  }).flatMap(([category, folders]) => folders.split(" ").map((f) => [f, category as CategoryName] as const)),
);

function set(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}
