import type { CategoryName } from "../target.ts";

/**
 * What a called API says about its caller. Each entry is the end of the callee as written in front of `(`;
 * one that starts with a dot needs a receiver. `~` is a hint only.
 */
export const CALLED_APIS = {
  AGENT_OPERATIONS:
    "createReactAgent initializeAgentExecutorWithOptions AgentExecutor.fromAgentAndTools createToolCallingAgent createOpenAIFunctionsAgent new\\sAgentExecutor ~new\\sAgent ~agent.run ~agent.invoke ~agent.stream ~agent.generate",
  TOOL_OPERATIONS:
    "server.tool server.registerTool server.addTool mcp.tool new\\sMcpServer new\\sDynamicTool new\\sDynamicStructuredTool new\\sStructuredTool .setRequestHandler createTool defineTool ~.callTool ~tool",
  RAG_OPERATIONS:
    "embeddings.create .similaritySearch .similaritySearchWithScore .similaritySearchVectorWithScore .embedDocuments .embedQuery .splitDocuments .splitText .addDocuments .asRetriever .getRelevantDocuments .fromDocuments new\\sRecursiveCharacterTextSplitter new\\sDocument embedMany ~.rerank ~.upsert",
  LLM_OPERATIONS:
    "chat.completions.create completions.create messages.create messages.stream responses.create generateText streamText generateObject streamObject .generateContent .generateContentStream .getGenerativeModel new\\sOpenAI new\\sAnthropic new\\sChatOpenAI new\\sChatAnthropic new\\sGoogleGenerativeAI new\\sLLMChain ~.countTokens ~llm.invoke ~model.invoke ~llm.stream ~encoding_for_model",
  MEMORY_OPERATIONS:
    ".loadMemoryVariables .saveContext .addMessage .addUserMessage .addAIMessage .addAIChatMessage new\\sBufferMemory new\\sChatMessageHistory ~.getMessages ~.getHistory",
  API_LAYER:
    "app.get app.post app.put app.delete app.use router.get router.post router.put router.delete router.patch router.use fastify.get fastify.post fastify.register res.json res.status res.send res.sendStatus reply.send NextResponse.json c.json express.Router Router new\\sHono createServer NestFactory.create ~Response.json ~res.write ~res.end",
  DATABASE_LAYER:
    "supabase.from supabase.rpc pgTable sqliteTable mysqlTable .query .findMany .findUnique .findOne .findFirst .createQueryBuilder .getRepository .findOneBy .findAndCount .insertOne .updateOne .insertMany .aggregate .createTable queryRunner.query .executeRaw .$queryRaw .$transaction .$executeRaw mongoose.model mongoose.connect new\\sPool new\\sPrismaClient new\\sSchema new\\sDataSource knex ~.save ~db.select ~db.insert",
  EXTERNAL_INTEGRATIONS:
    "axios.get axios.post axios.create axios.request new\\sStripe new\\sOctokit ~axios ~fetch ~.fetch",
  SECURITY_EVENTS:
    "jwt.sign jwt.verify bcrypt.hash bcrypt.compare bcrypt.genSalt .createCipheriv .createDecipheriv passport.use passport.authenticate crypto.scrypt .timingSafeEqual createHmac timingSafeEqual subtle.sign subtle.verify subtle.importKey crypto.createHmac ~.createHash ~.randomBytes",
  CONFIGURATION_MANAGEMENT:
    "~dotenv.config loadConfig readConfig cosmiconfig configService.get ~config.get ~getConfig",
  RESOURCE_MANAGEMENT:
    "redis.get redis.set redis.del ~cache.get ~cache.set ~cache.del new\\sLRUCache new\\sS3Client new\\sRedis rateLimit new\\sMutex new\\sSemaphore ~fs.unlink ~fs.writeFile ~fs.readFile ~fs.writeFileSync ~fs.readFileSync ~fs.existsSync ~fs.mkdir ~fs.rm ~fs.stat",
  SYSTEM_HEALTH:
    "process.memoryUsage process.uptime process.cpuUsage os.cpus os.totalmem os.freemem os.loadavg v8.getHeapStatistics meter.createCounter meter.createHistogram tracer.startSpan .startActiveSpan new\\sCounter new\\sHistogram register.metrics winston.createLogger",
  ORCHESTRATION:
    "new\\sQueue new\\sWorker new\\sStateGraph .addNode .addEdge .addConditionalEdges cron.schedule new\\sCronJob queue.add .addBulk new\\sPQueue RunnableSequence.from ~spawn ~fork",
  COMMUNICATION:
    "io.on socket.emit socket.on ws.send wss.on new\\sWebSocket new\\sWebSocketServer .sendMail .createTransport channel.publish channel.sendToQueue producer.send consumer.run chat.postMessage bot.on bot.command twilio.messages.create ~.emit ~.publish ~.subscribe",
  SERVICE_OPERATIONS: "",
  PERFORMANCE: "performance.mark performance.measure ~performance.now ~process.hrtime ~process.hrtime.bigint",
  USER_INTERACTION:
    "inquirer.prompt readline.createInterface rl.question ~new\\sCommand program.command program.option program.parse yargs useState useEffect ~process.stdout.write",
  ERROR_TRACKING: "Sentry.captureException Sentry.init rollbar.error rollbar.log ~Error.captureStackTrace",
} as const satisfies Record<CategoryName, string>;
