// Loaded into the application: serves what its logger has counted, on the port of LOAD_METRICS_PORT.
import { serveMetrics } from "blog-runtime/http";

await serveMetrics({ port: Number(process.env.LOAD_METRICS_PORT) });
