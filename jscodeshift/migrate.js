"use strict";

module.exports = require("./door.js").define("migrate");
