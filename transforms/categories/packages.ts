import type { CategoryName } from "../target.ts";

/**
 * What an imported package says about the importer. `~name` is a hint only; a path in a package is found
 * before the package itself (`@langchain/core/tools` before `@langchain/core`); `name*` matches a beginning.
 */
export const PACKAGES = {
  AGENT_OPERATIONS:
    "@llamaindex/core/agent* @langchain/langgraph* @langchain/langgraph/prebuilt langchain/agents @openai/agents ~@openai/agents-* @mastra/core/agent @anthropic-ai/claude-agent-sdk @voltagent/core ~@google/adk ~@mastra/core ~@elizaos/core",
  TOOL_OPERATIONS:
    "@llamaindex/core/tools* @langchain/core/tools langchain/tools* @langchain/community/tools* @modelcontextprotocol/* fastmcp mcp-framework @mastra/core/tools ~playwright* ~puppeteer* ~mathjs ~vm2 ~isolated-vm @e2b/*",
  RAG_OPERATIONS:
    "@pinecone-database/* chromadb* weaviate* @qdrant/* faiss* hnswlib* @zilliz/* pgvector @lancedb/* vectordb @langchain/textsplitters langchain/text_splitter langchain/document_loaders* @langchain/community/document_loaders* @langchain/community/vectorstores* langchain/vectorstores* @langchain/core/vectorstores @langchain/core/retrievers @langchain/core/embeddings @langchain/core/documents @langchain/pinecone @langchain/qdrant @langchain/weaviate langchain/retrievers* @langchain/community/retrievers* @langchain/community/embeddings* pdf-parse pdfjs-dist* mammoth ~llamaindex* ~@llamaindex/* @llamaindex/core/indices* @llamaindex/core/retriever* @llamaindex/core/embeddings* @llamaindex/core/vector-store* @llamaindex/core/node-parser* @llamaindex/core/query-engine* @llamaindex/core/postprocessor* @mastra/rag @opensearch-project/* @elastic/elasticsearch officeparser ~cheerio ~@mozilla/readability ~turndown ~jsdom ~epub2 ~xlsx ~langchain/document",
  LLM_OPERATIONS:
    "openai* @llamaindex/core/llms* @llamaindex/openai* @llamaindex/anthropic* @xenova/transformers @huggingface/transformers @anthropic-ai/* @google/generative-ai @google/genai @google-cloud/vertexai @ai-sdk/* @langchain/openai @langchain/anthropic @langchain/google* @langchain/ollama @langchain/groq @langchain/mistralai @langchain/cohere @langchain/aws @langchain/community/chat_models* @langchain/community/llms* langchain/chat_models* langchain/llms* @langchain/core/language_models* cohere-ai groq-sdk @mistralai/* ollama* replicate @aws-sdk/client-bedrock* @huggingface/* tiktoken* js-tiktoken* gpt-tokenizer* gpt-3-encoder @dqbd/tiktoken @azure/openai together-ai ai ~@langchain/core/prompts ~@langchain/core/output_parsers ~@langchain/core/messages ~langchain/schema* ~langchain/prompts ~langchain/chains* ~langchain ~@langchain/core",
  MEMORY_OPERATIONS:
    "@llamaindex/core/memory* @llamaindex/core/storage/chat-store langchain/memory* @langchain/community/memory* @langchain/community/stores/message* @langchain/langgraph-checkpoint* @langchain/langgraph/checkpoint mem0ai @getzep/* zep-cloud @mastra/memory @langchain/core/chat_history ~@langchain/core/memory",
  API_LAYER:
    "express fastify fastify-plugin @fastify/* hono hono/* @hono/* koa koa-* @koa/* next/server @nestjs/swagger @trpc/server* restify polka express-* body-parser cors multer apollo-server* @apollo/server* type-graphql @nestjs/graphql graphql-yoga supertest ~@nestjs/common ~next/headers ~next ~ajv ~joi ~json-schema ~class-validator ~class-transformer ~node:http ~http ~zod-openapi",
  DATABASE_LAYER:
    "pg pg-* postgres mysql* mysql2* mariadb sqlite* better-sqlite3 @prisma/* prisma mongoose mongodb typeorm* sequelize* knex* drizzle-orm* kysely objection @nestjs/typeorm @nestjs/mongoose @mikro-orm/* @supabase/* ~@libsql/* ~neo4j-driver ~@neondatabase/* ~lowdb ~node-persist",
  EXTERNAL_INTEGRATIONS:
    "stripe* @octokit/* octokit googleapis google-auth-library @notionhq/* @hubspot/* jsforce airtable @linear/* @atlassian/* @aws-sdk/* @azure/* @google-cloud/* firebase* twitter-api-v2 @slack/bolt ~https-proxy-agent ~socks-proxy-agent ~axios ~got ~node-fetch ~undici ~superagent ~ky ~@xmldom/xmldom",
  SECURITY_EVENTS:
    "jsonwebtoken jose bcrypt* bcryptjs passport* @nestjs/passport @nestjs/jwt argon2 helmet csurf csrf-* express-jwt openid-client crypto-js @casl/* casbin* oauth* otplib speakeasy sanitize-html ~node:crypto ~crypto ~cookie* ~express-session ~simple-oauth2 ~better-auth*",
  CONFIGURATION_MANAGEMENT:
    "~dotenv* convict envalid env-var @nestjs/config zod-config cosmiconfig* @t3-oss/env* rc nconf ~conf ~yaml ~js-yaml ~toml ~ini",
  RESOURCE_MANAGEMENT:
    "lru-cache node-cache cache-manager* @nestjs/cache-manager rate-limiter-flexible express-rate-limit bottleneck generic-pool redis ioredis @aws-sdk/client-s3 @aws-sdk/lib-storage @google-cloud/storage @azure/storage-blob minio keyv* @keyv/* async-mutex proper-lockfile multer* p-limit ~fs-extra ~sharp ~jimp ~archiver ~tmp ~node-disk* ~write-file-atomic",
  SYSTEM_HEALTH:
    "prom-client @opentelemetry/* @nestjs/terminus node:v8 v8 systeminformation newrelic dd-trace posthog-node langfuse* langsmith* applicationinsights ~node:os ~os ~winston* ~pino* ~bunyan ~log4js",
  ORCHESTRATION:
    "bullmq bull @nestjs/bullmq @nestjs/bull bee-queue agenda node-cron cron @nestjs/schedule node-schedule @temporalio/* inngest* @trigger.dev/* @langchain/langgraph* xstate p-queue croner ~node:worker_threads ~worker_threads ~langchain/chains* ~@langchain/core/runnables ~node:child_process ~child_process ~bull-board",
  COMMUNICATION:
    "ws socket.io* @nestjs/websockets @nestjs/platform-socket.io nodemailer @sendgrid/* mailgun* resend twilio* @slack/* discord.js* telegraf grammy node-telegram-bot-api whatsapp-web.js baileys @whiskeysockets/* kafkajs amqplib amqp-connection-manager nats pusher* @aws-sdk/client-sqs @aws-sdk/client-sns @nestjs/microservices web-push mqtt @nestjs/event-emitter eventemitter2 ~eventemitter3 ~node:events ~events ~@microsoft/fetch-event-source ~eventsource*",
  SERVICE_OPERATIONS: "",
  PERFORMANCE: "benchmark tinybench mitata autocannon clinic ~node:perf_hooks ~perf_hooks",
  USER_INTERACTION:
    "inquirer @inquirer/* commander yargs* prompts enquirer @clack/* ink ink-* react react-dom* zustand* jotai* swr framer-motion @tanstack/react-* next-auth/react next/navigation @radix-ui/* lucide-react sonner ora oclif @oclif/* cac meow terminal-kit blessed chalk-animation ~chalk ~kleur ~picocolors ~node:readline* ~readline ~boxen ~cli-table3 ~minimist",
  ERROR_TRACKING: "@sentry/* rollbar @bugsnag/* http-errors @hapi/boom ~http-status-codes",
} as const satisfies Record<CategoryName, string>;
