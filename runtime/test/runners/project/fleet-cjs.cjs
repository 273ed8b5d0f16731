"use strict";
const { run } = require("./fleet.cjs");

run(require("blog-runtime"), __filename);
