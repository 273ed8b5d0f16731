import type { CategoryName } from "../target.ts";

/**
 * What a word says about the code it names: file, folder, class or function.
 * `~word` is a hint only (a "session" may be one of a conversation or of a login), `word*` matches a beginning.
 * Words are looked up in lower case and singular; two neighbours are tried together first (`rate-limit` as `ratelimit`).
 */
export const WORDS = {
  AGENT_OPERATIONS:
    "agent* a2a* *agent *agents subagent* multiagent* assistant* copilot* swarm* ~agentic ~planner ~reason* ~persona* ~character ~autonomous ~reflect* ~delegat* ~bot",
  TOOL_OPERATIONS:
    "tool* *tool *tools *toolkit mcp* toolcall* functioncall* functiontool* sandbox* codeinterpreter computeruse browseruse websearch skill ~plugin ~action ~interpreter ~calculator ~capabilit*",
  RAG_OPERATIONS:
    "rag retriev* *retriever *loader *loaders *vectorstore *vectorstores *embedding *embeddings embed* vector* vectordb chunker* chunking chunked textchunk* ~chunk ~chunks textsplitter* documentloader* documentstore* splitter* ingest* rerank* knowledge* pinecone* chroma* qdrant* weaviate* milvus* faiss* pgvector* opensearch* ~loader* ~indexer* ~corpus ~similarity ~semantic* ~document* ~crawl* ~scrap* ~dataset* ~collector ~recordmanager ~citation",
  LLM_OPERATIONS:
    "llm* *llm *llms openai* anthropic* claude* gemini* gpt* chatmodel* languagemodel* chatcompletion* completion* completer ollama* bedrock* mistral* groq* cohere* huggingface* openrouter* vertexai* vertex deepseek* azureopenai* xai fireworks* togetherai* tokeniz* tokencount* inference* litellm modelprovider* aiprovider* aisdk genai* promptemplate* prompttemplate* systemprompt* ~prompt* ~provider* ~ai ~generation ~model* ~aimodel ~reasoningmodel ~finetun* ~transformer* ~chat ~texttospeech ~speech* ~transcri*",
  MEMORY_OPERATIONS:
    "memory *memory chatstore* memories conversation* chathistory messagehistory history histories checkpoint* sessionstore* chatmemory recall* ~session* ~thread ~threads ~message* ~summariz* ~contextwindow ~compact* ~compress*",
  API_LAYER:
    "controller* route* router* ~api* endpoint* middleware* rest graphql resolver* httpserver httphandler* dto swagger* openapi* trpc apiserver webserver ~handler* ~server* ~http* ~request* ~response* ~gateway* ~sse ~validat* ~express ~fastify ~app",
  DATABASE_LAYER:
    "db database* repository repositories entity entities migration* seed* prisma* mongo* postgres* mysql* mariadb* sqlite* sql dao orm typeorm* drizzle* knex* sequelize* dbclient datasource* datasourc* dbmodel* ~schema* ~model* ~query ~queries ~transaction* ~table* ~supabase* ~record* ~persist*",
  EXTERNAL_INTEGRATIONS:
    "integration* 3rdparty serp* external* thirdparty vendor* apiclient* connector* github* gitlab* jira* notion* stripe* salesforce* hubspot* zapier* airtable* shopify* paypal* googledrive* googlesheet* gmail calendar* twitter* linkedin* serpapi* typebot* n8n* dify* flowise* chatwoot* ~api ~fetch* ~sdk ~client* ~adapter* ~google* ~azure* ~aws* ~bridge* ~proxy* ~remote* ~proxyagent* ~httpagent* ~httpsagent* ~useragent*",
  SECURITY_EVENTS:
    "auth* security* jwt* permission* rbac acl guard* crypto crypt* encrypt* decrypt* password* secret* credential* oauth* sso saml iam csrf* sanitiz* login* logout passport* apikey* accesscontrol signature* ssrf* allowlist* whitelist* ~token* ~role* ~policy ~policies ~trust* ~verif* consent* guardrail* pii moderat* toxic* jailbreak* redact* ~injection ~safety ~hallucinat* ~scope*",
  CONFIGURATION_MANAGEMENT:
    "config* configuration* setting* env envconfig featureflag* preference* dotenv ~option* ~constant* ~default* ~environment* ~flag* ~setup* ~bootstrap* ~feature*",
  RESOURCE_MANAGEMENT:
    "cache* caching pool* ratelimit* throttl* quota* storage* filestorage* filesystem upload* download* bucket* s3* blobstorage minio semaphore* mutex* lock* redis* lru* objectstorage* ~resource* ~limit* ~file* ~fs ~disk ~asset* ~blob* ~media ~cleanup* ~workspace* ~usage ~cost* ~billing ~image* ~thumbnail* ~backup*",
  SYSTEM_HEALTH:
    "health* metric* monitor* telemetry* heartbeat* prometheus* liveness readiness diagnos* observab* opentelemetry otel* watchdog* ~status* tracing ~tracer* ~trace* ~logger* ~logging ~log ~stat* ~version* ~instrument* ~langfuse* ~langsmith* ~posthog* ~analytic* ~audit*",
  ORCHESTRATION:
    "orchestrat* workflow* queue* supervisor* schedul* job* cron* coordinat* dispatch* saga* bullmq agentflow* chatflow* taskqueue* statemachine* ~pipeline* ~worker* ~task* ~flow* ~graph* ~step* ~chain* ~sequential* ~execut* ~runner* ~engine* ~trigger* ~process* ~batch* ~lifecycle* ~run",
  COMMUNICATION:
    "websocket* ws socket* email* mail* smtp slack* discord* telegram* whatsapp* baileys notification* notif* webhook* sms twilio* eventbus eventemitter* pubsub* kafka* rabbitmq* amqp* sqs nats pusher* broadcast* messagequeue* messagebroker* sendmessage* teams ~channel* ~event* ~transport* ~rpc ~push ~stream* ~messag* ~chatbot* ~chat ~publisher* ~subscriber* ~listener* ~peer*",
  SERVICE_OPERATIONS: "~service* ~abortcontroller*",
  PERFORMANCE:
    "benchmark* bench perf performance* profiler* profiling latency* loadtest* stopwatch* ~timing* ~timer* ~optimiz*",
  USER_INTERACTION:
    "locale* i18n cli tui repl terminal* ui chatui readline* keypress* wizard* onboard* slashcommand* keybinding* userinput* ~command* ~interactive ~input* ~view* ~page* ~widget* ~dialog* ~form ~theme* ~feedback* ~hook* ~screen* ~console* ~component* ~display* ~editor* ~clipboard* ~approv* ~confirm* ~translation* ~language*",
  ERROR_TRACKING:
    "error* exception* sentry* rollbar* bugsnag* crash* errorhandler* errorreport* errortrack* ~fault* ~failure* ~retry ~retries",
} as const satisfies Record<CategoryName, string>;

/** Folders that say where code lives, not what it is about; they do not count as distance either. */
export const NEUTRAL_FOLDERS: ReadonlySet<string> = set(
  "src lib libs dist packages package apps app modules module nodes node server backend main core common shared internal",
  "utils util helpers helper types type interfaces impl features domain domains base index public dev example examples",
  "component components platform service services",
);

/** Folders whose contents agents call as tools, when they lie inside a folder of agents. */
export const TOOLS_OF_AGENTS: ReadonlySet<string> = set(
  "plugin plugins action actions function functions skill skills capabilities extensions",
);

/** Folders that say which layer their files are of, whatever these are about: `controllers/agents.ts`, `db/assistants.ts`. */
export const LAYER_FOLDERS: ReadonlyMap<string, CategoryName> = new Map(
  Object.entries({
    API_LAYER:
      "controller controllers route routes router routers endpoint endpoints api api-v1 api-v2 middleware middlewares dto dtos",
    DATABASE_LAYER: "db database entity entities migration migrations repository repositories dao",
    TOOL_OPERATIONS: "tool tools",
    RAG_OPERATIONS: "vectorstores vector_stores vector-stores retrievers embeddings rerankers",
  }).flatMap(([category, folders]) => folders.split(" ").map((f) => [f, category as CategoryName] as const)),
);

function set(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}
