"use strict";

module.exports = require("./door.js").define("revert");
