"use strict";
const { entries } = require("./load.cjs");
const { scenario } = require("./scenario.cjs");

test("CommonJS", () => scenario(entries));
