"use strict";
exports.defineConfig = (config) => config;
