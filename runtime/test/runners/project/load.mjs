import { createRequire } from "node:module";
import * as runtime from "blog-runtime";
import * as doctor from "blog-runtime/doctor";
import * as http from "blog-runtime/http";
import * as testing from "blog-runtime/testing";

export const entries = { runtime, testing, http, doctor };

/** Whether a program that is part ES modules, part CommonJS has one logger. */
export const isShared = createRequire(import.meta.url)("blog-runtime").getLogger() === runtime.getLogger();
